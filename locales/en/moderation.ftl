# What staff read. Short: they are tired.

# Buttons of the card

verb-read = Open
verb-take = Take
verb-note = Note
verb-open_evidence = Evidence
verb-open_uncleaned = Open it anyway
verb-grant = Invite
verb-bind = Connect group
verb-ask = Ask reporter
verb-lapse = Close: no answer
verb-accept = Accept
verb-refuse = Do not accept
verb-check = Start checking
verb-measures = Ask for measures
verb-decide = Decide
verb-confirm = Confirm and send
verb-send_back = Send back
verb-dismiss = Dismiss appeal
verb-change = Change decision
verb-remit = Check again

verb-tell = Tell reporter
verb-have = I have it
verb-hold = Legal hold
verb-unhold = End legal hold
verb-ask_identity = Request contact
verb-answer_identity = Answer request
verb-warn = Warn reporter
verb-pause = Pause processing
verb-unpause = End pause
verb-judge_pause = Review the pause
verb-release = Release from quarantine
verb-enter = Enter
verb-templates = Templates
verb-units = Units
verb-join = Join to case
verb-unjoin = Undo the join
verb-transfer = Transfer
verb-return = Return to sender
verb-refer = Refer
verb-appeal_for = Appeal by reported side
verb-take_over = Take over
verb-order = Send back with an order

# Roles

role-nobody = no role
role-reporter = reporter
role-moderator = moderator
role-lead = lead
role-parent_lead = lead of a unit above
role-admin = admin
role-system = the system
role-custodian = custodian of identities

# Where a case stands, as those who work on it say it; the reporter's words are others.

staff-status-submitted = New
staff-status-needs_info = Waiting for the reporter
staff-status-accepted = Accepted
staff-status-not_accepted = Not accepted
staff-status-verifying = Being checked
staff-status-acting = Measures asked for
staff-status-referred = Referred
staff-status-feedback_pending = To be confirmed
staff-status-closed = Closed
staff-status-appealed = Appealed
staff-status-withdrawn = Withdrawn
staff-status-joined = Joined to another case
staff-status-archived = Archived
staff-status-purged = Deleted

# The card

accept-as = Accept as { $category }
accept-as-another = Accept as another …
card-more = More
card-less = ‹ Less
staff-danger-short = 🆘 Danger to life
staff-about-files =
    { $count ->
        [one] 📎 { $count } file
       *[other] 📎 { $count } files
    }
staff-about-reports =
    { $count ->
        [one] one report
       *[other] { $count } reports
    }
staff-earlier-messages =
    { $count ->
        [one] 💬 One earlier message
       *[other] 💬 { $count } earlier messages
    }
staff-danger = 🆘 A life is in danger now
staff-region = Region: { $region }
staff-clock-due = ⏳ Due { $until }
staff-clock-overdue = ⏰ Overdue since { $until }
staff-clock-paused = ⏸ Waiting for the reporter since { $since }
staff-taken-by-you = 👤 Yours
staff-taken-by-nobody = 👤 Not taken yet
staff-taken-by = 👤 { $name }
staff-colleague = a colleague
staff-reporter = Reporter { $alias }
staff-identity-anonymous = anonymous
staff-identity-confidential = confidential
staff-identity-real_name = real name
staff-contact = left a contact
staff-contact-none = no contact
staff-language = reads { $language }
staff-report-danger = 🆘 This reporter says a life is in danger now.
staff-report-withdrawn = ↩️ Withdrawn by the reporter
staff-report-unreachable = 🔕 This reporter cannot be reached right now.
staff-target-sent = As it was sent:
staff-target-disguised = ⚠️ This address imitates another site.
staff-origin-user = Forwarded from { $title }
staff-origin-hidden_user = Forwarded from { $title } (account hidden)
staff-origin-chat = Forwarded from the group { $title }
staff-origin-channel = Forwarded from the channel { $title }
staff-origin-untitled = without a name
staff-evidence =
    { $count ->
        [one] Evidence: { $count } file
       *[other] Evidence: { $count } files
    }
staff-file-photo = Photo
staff-file-document = Document
staff-file-video = Video
staff-file-voice = Voice message
staff-file-audio = Audio
staff-file-animation = Animation
staff-file-video_note = Video message
staff-file-sticker = Sticker
staff-mime-docx = Word document (DOCX)
staff-mime-xlsx = Excel table (XLSX)
staff-mime-pptx = PowerPoint slides (PPTX)
staff-mime-doc = Word document (DOC)
staff-mime-xls = Excel table (XLS)
staff-mime-ppt = PowerPoint slides (PPT)
staff-mime-macros = ⚠️ Office file with macros
staff-mime-apk = ⚠️ Android app (APK)
staff-mime-ipa = ⚠️ iPhone app (IPA)
staff-mime-jar = ⚠️ Java program (JAR)
staff-mime-zip = ZIP archive
staff-mime-rar = RAR archive
staff-mime-7z = 7z archive
staff-mime-exe = ⚠️ Windows program
staff-mime-program = ⚠️ program
staff-mime-text = plain text
staff-mime-html = web page (HTML)
staff-mime-m4a = sound (M4A)
staff-mime-mp3 = sound (MP3)
staff-mime-amr = sound (AMR)
staff-mime-heic = photo (HEIC)
staff-mime-unknown = kind not known
staff-file-coming = still being stored
staff-size-kb = { $size } KB
staff-size-mb = { $size } MB
staff-refused-too_big = not kept: too big
staff-refused-too_many = not kept: more files than a report can have
staff-refused-empty = not kept: empty
staff-refused-gone = not kept: already gone when we fetched it
staff-refused-other = not kept
staff-file-caption = { $number } · { $place } of { $of }
staff-files-missing =
    { $count ->
        [one] One file could not be opened. It is no longer in storage.
       *[other] { $count } files could not be opened. They are no longer in storage.
    }
staff-files-held =
    { $count ->
        [one] { $number }: this file may name its author. Open it anyway? This is written in the journal.
       *[other] { $number }: these files may name their author. Open them anyway? This is written in the journal.
    }
staff-open-uncleaned = Open it anyway · { $place }
files-unsent =
    { $count ->
        [one] File { $places } could not be sent: Telegram does not take it.
       *[other] Files { $places } could not be sent: Telegram does not take them.
    }
staff-message-question = ❓ Question to the reporter
staff-message-answer = 💬 Answer
staff-message-addition = ➕ Addition
staff-message-appeal = ⚖️ Appeal
staff-message-note = 📝 Note
staff-decision = Decision
staff-decision-waiting = Decision to be confirmed
staff-decision-earlier = Earlier decision
staff-by = by { $name }
staff-facts = Facts (internal)
staff-feedback = Answer to the reporter
staff-appeal-dismissed = Appeal dismissed
staff-more = … and { $count } more
staff-read-all = Read in full
staff-to-case = Back to the case
staff-to-queue = ☰ Queue

# The lists

verb-assign = Assign
verb-give_back = Give back
staff-next-case = Next case ›
assign-ask = Who should have { $number }? The number is how many open cases they have.
assign-person = { $name } ({ $count })
assign-nobody = Nobody else in this unit can have this case now.
assign-done = 👤 Handed over.
give_back-done = ↩️ Back in the queue.
next-none = ✅ No other case is waiting for you.
staff-queue = Queue
staff-queue-of = Queue · { $unit }
staff-queue-empty = ✅ Nothing is waiting.
staff-mine = Mine
staff-mine-empty = You have no cases waiting. /queue shows them all.
staff-unanswered = ⏸ Waiting for the reporter
staff-unanswered-empty = None of your cases is waiting for its reporter.
staff-to_confirm = ✍️ To confirm
staff-to_confirm-empty = No decision is waiting for you to confirm it.
staff-appeals = ⚖️ Appeals
staff-appeals-empty = No appeal is waiting for you.
staff-refresh = ↻ Refresh
staff-next = Next ›
staff-due-short = ⏳ { $left } left
staff-late-short = ⏰ { $age } late
staff-age-minutes = { $count } min
staff-age-hours = { $count } h
staff-age-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
staff-open-private = Open in private chat
staff-sent-in-private = Sent to your private chat.

# News

notice-new_case = 🆕 New case { $number }
notice-reporter_added = ➕ The reporter added something to { $number }.
notice-reporter_added-gathered =
    { $count ->
        [one] ➕ The reporter added something more to { $number }.
       *[other] ➕ The reporter added { $count } more things to { $number }.
    }
gathered-places = New addresses:
gathered-more =
    { $count ->
        [one] … and one more
       *[other] … and { $count } more
    }
notice-reporter_answered = 💬 The reporter answered on { $number }. The deadline runs again.
notice-reporter_withdrew = ↩️ A reporter withdrew from { $number }.
notice-confirm_wanted = ✍️ { $number } is waiting for your confirmation.
notice-sent_back = ↩️ { $number } was sent back to you. See the notes for the reason.
notice-appeal_entered = ⚖️ { $number }: new appeal. Someone who did not decide the case has to review it.
judge-why-alone = We ask you because no lead of { $unit } may decide this one.
judge-why-no_lead = We ask you because { $unit } has no lead.
judge-why-away = We ask you because no other lead of { $unit } can be reached.
notice-remitted = ⚖️ { $number } has to be checked again after an appeal.
notice-group_lost = ⚠️ I can no longer write to the group of { $unit }. Its cards go to people for now. To connect a group again, send /bind there.
notice-group_released = ⚠️ The group of { $unit } is disconnected because the person who connected it no longer has the right to. Its cards go to people for now. To connect it again, send /bind there.

# What a move asks before it is made

accept-category-ask = Confirm the category. The first one is the reporter's. One tap accepts the report.
accept-subcategory-ask = Which of these fits best?
refuse-ground-ask = Why do you not accept the report?
refuse-feedback-ask = Tell the reporter why, and where to turn instead. It is sent as written.
ask-question-ask = Write your question to the reporter. It is sent as written, and the deadline is paused until the answer. To send files along, send them here first.
decide-outcome-ask = What happened to the content?
decide-rule-ask = Which rule is the decision based on?
decide-facts-ask = What are the facts behind the decision? Internal: the reporter does not see them.
decide-feedback-ask = Tell the reporter the result and the reasons. It is sent as written after confirmation. Please name nobody and say nothing about other people.
lapse-sure-ask = Was there no answer? Then the case ends.
lapse-will-hear = The office closed the report, because its question was not answered.
sure-lapse = Yes, close it
reporters-will-be-told =
    { $count ->
        [0] No reporter can be told here.
        [one] 1 reporter will be told: { $what }
       *[other] { $count } reporters will be told: { $what }
    }
send_back-reason-ask = What is missing? Only colleagues see this.
dismiss-feedback-ask = Why does the decision stay? It is sent to the reporter as written.
change-outcome-ask = What is the result now?
change-rule-ask = Which rule is the new decision based on?
change-facts-ask = What are the facts behind the new decision? Internal: the reporter does not see them.
change-feedback-ask = Tell the reporter what changes and why. It is sent as written after confirmation. Please name nobody and say nothing about other people.
remit-feedback-ask = Why does it have to be checked again? It is sent to the reporter as written.
note-text-ask = Write your note. Only colleagues see it.

# People of a unit

staff-which-unit = Which unit?
staff-invite-unit = Invite into which unit?
staff-people = People of { $unit }
staff-people-none = Nobody yet.
staff-left = You are no longer lead of { $unit }.
staff-person = { $name } — { $role }
staff-invite = ➕ Invite
staff-revoke = Remove { $name }
staff-no-lead = ⚠️ This unit has no lead. Its decisions are then confirmed by { $above }.
staff-no-lead-top = ⚠️ This unit has no lead. Its decisions are then confirmed by an admin.
staff-revoke-ask = Remove { $name } from { $unit }? They will no longer be able to read its cases.
staff-revoke-surely = Yes, remove
staff-back-to-people = ‹ Back
staff-connect-group = Connect group
staff-invite-role = { $unit }: invite as what?
staff-invited =
    Invitation: { $role }, { $unit }.
    Send this link to one person. It works once, until { $until }.
staff-share = Send link
staff-joined = ✅ Welcome. You are now { $role } of { $unit }.
staff-joined-admin = ✅ Welcome. You are now { $role }.
staff-joined-next = /queue shows what is waiting. /mine shows what you have taken.

# A unit's group

group-which-unit = Which unit's cases should appear in this group?
group-bound = ✅ Cases of { $unit } now appear in this group: only number, category, state and deadline. Everything else stays in the private chat.

notice-journal_head =
    { $count ->
        [one] The journal now has one entry.
       *[other] The journal now has { $count } entries.
    } Please keep the line below. With it, anyone can prove later that nothing was cut off.

## Words in another language than the reporter reads

language-unread = Who cannot read them: reporters who read { $languages }
staff-feedback-foreign = ⚠️ Reporters who read { $languages } may not be able to read these words.
refuse-language-ask = ⚠️ Your words seem to be in another language than the reporter reads. Send them anyway? With “Back” you can write them again.
ask-language-ask = ⚠️ Your words seem to be in another language than the reporter reads. Send them anyway? With “Back” you can write them again.
tell-language-ask = ⚠️ Your words seem to be in another language than the reporter reads. Send them anyway? With “Back” you can write them again.
decide-language-ask = ⚠️ Your words seem to be in another language than the reporter reads. Send them anyway? With “Back” you can write them again.
dismiss-language-ask = ⚠️ Your words seem to be in another language than the reporter reads. Send them anyway? With “Back” you can write them again.
change-language-ask = ⚠️ Your words seem to be in another language than the reporter reads. Send them anyway? With “Back” you can write them again.
remit-language-ask = ⚠️ Your words seem to be in another language than the reporter reads. Send them anyway? With “Back” you can write them again.
language-send = Send anyway
