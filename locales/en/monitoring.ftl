# What admins are told about the channel itself.

trouble-database = ⚠️ The database cannot be used. Nothing is lost, but nothing goes on until it can.
trouble-over-database = ✅ The database can be used again.
trouble-key = ⚠️ The seal keys in the settings do not open the database. See JUBAO_SEAL_KEYS.
trouble-over-key = ✅ The seal keys open the database again.
trouble-disk = ⚠️ Less than 500 MB are left on a disk of this channel. Please make room.
trouble-over-disk = ✅ There is room on the disk again.
trouble-telegram = ⚠️ No updates come in from Telegram. It keeps them for a day. See the log, and “jubao webhook info”.
trouble-over-telegram = ✅ Updates come in from Telegram again.
trouble-inbox = ⚠️ An update has waited for more than five minutes to be acted on. See the log.
trouble-over-inbox = ✅ All updates are acted on in time again.
trouble-outbox = ⚠️ A notice has waited for more than five minutes to be sent. See the log.
trouble-over-outbox = ✅ Notices are sent in time again.
trouble-mail = ⚠️ A mail has waited for more than five minutes to be handed in. “jubao doctor” tries the mail server.
trouble-over-mail = ✅ Mails are handed in in time again.
notice-put_aside = ⚠️ An update failed three times and was put aside; there are now { $count } of them. Its sender was told to try again. The log says why: look for “update-dead”.
trouble-evidence = ⚠️ The store of the evidence files cannot be reached. Files wait and are stored once it can; text goes on.
trouble-judges = ⚠️ A decision waits for a second person, and nobody who can be written to may look at it. Name a lead with /grant, or an admin: “jubao admin invite”. Whoever JUBAO_ADMIN_IDS names has to write /start once.
trouble-over-evidence = ✅ The store of the evidence files can be reached again.
trouble-files = ⚠️ The evidence store holds files that belong to no report. None of them is erased by itself. “jubao retention --dry-run” shows them, “jubao retention” erases them.
trouble-over-files = ✅ The files in the evidence store and the reports fit together again.
trouble-behind = ⚠️ The database is older than the files in the evidence store: it is a copy, or was restored. No unknown file is erased until somebody runs “jubao retention”.
trouble-over-behind = ✅ The database and the files in the evidence store fit together again.
trouble-clock = ⚠️ The clock of this machine is not to be trusted: it does not agree with what was last seen. Nothing is deleted and no case is passed up until it does. Please set the clock; “jubao doctor” compares it with Telegram’s.
trouble-over-clock = ✅ The clock of this machine can be trusted again. What is due is deleted again.
trouble-over-judges = ✅ Somebody may look at every waiting decision again.
