# What admins are told about the channel itself.

trouble-database = ⚠️ The database is not working. Nothing is lost, but everything waits until it works again.
trouble-over-database = ✅ The database works again.
trouble-key = ⚠️ The encryption keys in the settings do not open the database. See JUBAO_SEAL_KEYS.
trouble-over-key = ✅ The encryption keys open the database again.
trouble-disk = ⚠️ Less than 500 MB are left on a disk of this channel. Please free some space.
trouble-over-disk = ✅ There is enough space on the disk again.
trouble-telegram = ⚠️ No updates are coming in from Telegram. Telegram keeps them for a day. See the log and “jubao webhook info”.
trouble-over-telegram = ✅ Updates are coming in from Telegram again.
trouble-inbox = ⚠️ An update has been waiting for more than five minutes to be handled. See the log.
trouble-over-inbox = ✅ All updates are handled in time again.
trouble-outbox = ⚠️ A notice has been waiting for more than five minutes to be sent. See the log.
trouble-over-outbox = ✅ Notices are sent in time again.
trouble-mail = ⚠️ A mail has been waiting for more than five minutes to be sent. To test the mail server, run “jubao doctor”.
trouble-over-mail = ✅ Mails are sent in time again.
notice-put_aside = ⚠️ An update failed three times and was put aside. There are now { $count }. Its sender was asked to try again. For the reason, look for “update-dead” in the log.
trouble-evidence = ⚠️ The storage of evidence files cannot be reached. Files wait until it can. Text works as usual.
trouble-judges = ⚠️ A decision is waiting for a second person, and nobody who can be reached may review it. Name a lead with /grant, or an admin with “jubao admin invite”. People in JUBAO_ADMIN_IDS have to send /start once.
trouble-over-evidence = ✅ The storage of evidence files can be reached again.
trouble-files = ⚠️ The evidence storage holds files that belong to no report. They are not deleted automatically. To see them, run “jubao retention --dry-run”. To delete them, run “jubao retention”.
trouble-over-files = ✅ The files in the evidence storage and the reports match again.
trouble-behind = ⚠️ The database is older than the files in the evidence storage: it is a copy, or was restored. No unknown file is deleted until you run “jubao retention”.
trouble-over-behind = ✅ The database and the files in the evidence storage match again.
trouble-clock = ⚠️ The clock of this machine may be wrong: it does not fit the times seen last. Until it does, nothing is deleted and no case is passed up. Please set the clock. “jubao doctor” compares it with Telegram's.
trouble-over-clock = ✅ The clock of this machine is right again. Deletion goes on as scheduled.
trouble-over-judges = ✅ Every waiting decision has someone who may review it again.
