# Mails to units that have nobody on Telegram, the tasks that follow where mail fails, and what
# staff enter for others: reports by phone, mail or visit, a unit's answer, a mail that came back.

## The mail; nothing in it says who reported

mail-subject = Case { $number }
mail-sender = Online reporting office
mail-us = our office
mail-new_case = There is a new case for your unit: { $number }.
mail-case_came = Case { $number } has come to your unit.
mail-reporter_added = Something was added to case { $number }.
mail-reporter_added-gathered =
    { $count ->
        [one] Something more was added to case { $number }.
       *[other] { $count } more things were added to case { $number }.
    }
mail-reporter_answered = A question on case { $number } has been answered. The deadline runs again.
mail-reporter_edited = Something in case { $number } was edited.
mail-reporter_edited-gathered =
    { $count ->
        [one] Something else in case { $number } was edited.
       *[other] Case { $number } was edited { $count } more times.
    }
mail-reporter_joined = Another report was joined to case { $number }.
mail-reporter_withdrew = A reporter has withdrawn from case { $number }.
mail-appeal_entered = There is an appeal on case { $number }. Someone who did not decide the case has to review it.
mail-remitted = Case { $number } has to be checked again after an appeal.
mail-order = The unit above has given an order on case { $number }. Its words are below.
mail-reminder = Case { $number } is due soon.
mail-late_here = Case { $number } is overdue. The unit above knows.
mail-rule = Rule that the content breaks: { $rule }
mail-finding = What was found:
mail-staff = What the office asks or says:
mail-asks-check = Please check the content at the addresses below, and answer whether it breaks a rule and what you did.
mail-asks-review = Please have somebody review the decision who did not take it, and answer with reasons.
mail-asks-order = Please do what the order says by the date above, and answer.
mail-asks-answer = Please finish the check by the date above, and answer.
mail-danger = A life may be in danger now. Please act at once. If it helps, call { $number }.
mail-number = Number: { $number }
mail-unit = Unit: { $unit }
mail-category = Category: { $category }
mail-opened = Received: { $when }
mail-due = Due: { $when }
mail-where = Where the content is (the addresses are changed so that nobody opens them by accident):
mail-place = Host: { $host } · Platform: { $platform }
mail-more =
    { $count ->
        [one] … and one more
       *[other] … and { $count } more
    }
mail-nowhere = There is no address of the content. Please ask { $unit }.
mail-nowhere-described = There is no address of the content. Please read the text below.
mail-closed = Please do not save, send or forward any picture or file of this content. The address is enough.
mail-words = Below are the reporters' own words, or posts that they forwarded. Please keep them confidential and do not pass them on. Web addresses in them cannot be opened by accident. Contacts that reporters left have been removed.
mail-words-none = This mail contains no text from a reporter.
mail-words-elsewhere =
    { $count ->
        [one] This mail leaves out the text of one more report. Please ask { $unit }.
       *[other] This mail leaves out the texts of { $count } more reports. Please ask { $unit }.
    }
mail-report = Report { $number }:
mail-said-answer = Answer to a question:
mail-said-addition = Added later:
mail-said-appeal = Reasons for the appeal:
mail-said-edit = New version of a text above:
mail-removed = [contact removed]
mail-shortened = … (shortened)
mail-answer = Please answer { $unit } and give the number { $number }. They will enter your answer:
mail-by-phone = – by phone: { $phone }
mail-by-mail = – by email: { $email } (or just reply to this mail)
mail-by-reply = – by replying to this mail
mail-attached = Attached: the same facts for a computer ({ $name }). This mail was sent automatically.

## The mail to a reporter without an account: short, and without any content

news-mail-subject = There is news for you
news-mail-head = There is news about the report whose code ends in { $tail }. It now stands at: { $state }
news-mail-code = Your query code: { $code }
news-mail-bot = To read more, send this code to https://t.me/{ $bot }
news-mail-phone = Or call { $unit }: { $phone }
news-mail-end = Please tell nobody the code. This mail was sent automatically; answers to it are not read. If it is not for you, please delete it.

## Tasks

task-mail_missing = 📮 { $number }: { $unit } has nobody here and cannot get email. Please call them: { $phone }
task-mail_failed = 📮 { $number }: the mail to { $unit } could not be delivered. Please call them: { $phone }
task-mail_uncertain = 📮 { $number }: it is not clear whether the mail to { $unit } arrived. Please call and ask: { $phone }
task-judge_alone = ⚖️ { $number } is waiting for you. No lead of { $unit } may decide this one, so someone above has to review it.
task-judge_no_lead = ⚖️ { $number } is waiting for you. { $unit } has no lead, so someone above has to review it.
task-judge_away = ⚖️ { $number } is waiting for you. No other lead of { $unit } can be reached, so someone above has to review it.
task-goes-by-itself = This disappears once someone has reviewed the case.
task-mail_bounced = 📮 { $number }: the mail to { $unit } came back. Please call them: { $phone }
verb-see_to = Finish a task
task-no-phone = no number known
task-done-button = ✅ Done: { $number }
task-done = Marked as done.
task-more =
    { $count ->
        [one] … and one more task
       *[other] … and { $count } more tasks
    }
tasks-title = Tasks
task-unknown = This task no longer exists.

## What staff enter for others

verb-unit_answer = Unit’s answer
verb-heard = Reporter’s words
verb-told = I told the reporter
entry-menu = What would you like to enter?
entry-report = Report by phone, email or visit
entry-report-go-on = Continue the unfinished report
entry-answer = A unit's answer
entry-appeal = Appeal by the reported side
entry-bounce = A mail came back
entry-next = Enter another report
entry-number-ask = Which case? Send its number, such as 2611-0042. If a letter came back, send its whole number, such as 2611-0042/1.
entry-unit-has-staff = This unit has people here. They enter their answers themselves. You can write a note.
entry-nobody-without-account = Every reporter of this case has an account here.
entry-all-told = Every reporter of this case has been told.

channel-telegram = By Telegram
channel-phone = By phone
channel-email = By email
channel-walk_in = By a visit
review-channel = How it came

entered-go-on = This report is not finished. To end it, tap “Cancel”.
entered-danger-first = First ask: is somebody in danger right now? If so, tell them to call { $number } at once, and tap “Somebody is in danger now”.
entered-channel-ask = How did the report come in?
entered-material-ask = What is reported? Send the links, or write where it was seen: which app, which account, when. Photos and files can be sent, too.
entered-category-ask = Which category fits best?
entered-subcategory-ask = Which of these fits best?
entered-words-ask = What does the reporter say is wrong with it? Please use their own words. You can skip this.
entered-evidence-ask = Send the reporter's photos, screenshots or files, then tap “Done”.
entered-region-ask = Which region is it about? Not known? Skip this.
entered-identity-ask = How does the reporter want to report? Anonymous is fine. A contact is encrypted.
entered-name-ask = What is the reporter's name?
entered-contact-ask = How can the reporter be reached? Enter a phone number or an email address. It is encrypted at once.
entered-review-title = The report
entered-review-danger = 🆘 Somebody's life is in danger. We alert the office as soon as you submit this report.
entered-submit = Submit report
review-reporter = Reporter
entered-review-ask = Please check everything with the reporter. Whatever you write now is added. Tap “Submit report” only if the reporter says that, as far as they know, the report is true.
entered-to-unit = The report will go to: { $unit }
entered-closed = Address only: for this content we take no file, no name and no contact.
entered-tick-danger = Somebody is in danger now
entered-done = ✅ Filed as { $number }.
entered-again = Already filed as { $number }. It was not filed twice.
entered-read = Please read this to the reporter slowly, and ask them to repeat the code:
entered-words = Your report is in. This is your query code. Please write it down and show it to nobody:
entered-how = With the code you can call us to ask where your report stands. Or send /track and the code to our Telegram bot. There you can also choose to get all news.
entered-once = The code is shown only here. It is not on the card, and nobody can look it up later.

unit_answer-channel-ask = How did the unit’s answer come in?
unit_answer-text-ask = What does the unit answer? Use its own words. Only colleagues see this.
heard-which-ask = Which reporter said this?
heard-text-ask = What did the reporter say or write? It is added to the report in their words.
staff-message-unit_answer = 🏢 Answer of the unit
staff-came-phone = 📞 Came by phone
staff-came-email = ✉️ Came by email
staff-came-walk_in = 🚶 Came by a visit
staff-no-account = no account here: please tell them yourself
staff-untold = 🔔 news since { $when }: not passed on yet

## A report that staff entered, tied to an account by its reporter

button-link = Send me the news here
standing-link = You opened this with its code. It is not linked to any account yet. If it is your report, you can get its news here.
link-done = ✅ From now on you get the news of this report here.
link-not-yours = You entered this report for someone else. The code is for them.
link-too-late = This report was already linked to an account once. It cannot be linked again, but the code still works.
