# Mails to units that have nobody on Telegram, the tasks that follow where mail fails, and what
# staff enter for others: reports by phone, mail or visit, a unit's answer, a mail that came back.

## The mail; nothing in it says who reported

mail-subject = Case { $number }
mail-sender = Online reporting office
mail-us = our office
mail-new_case = A new case for your unit: { $number }.
mail-case_came = Case { $number } has come to your unit.
mail-reporter_added = Something was added to case { $number }.
mail-reporter_answered = A question on case { $number } has been answered. Its time runs again.
mail-reporter_edited = Something in case { $number } was put in other words.
mail-reporter_joined = Another report was joined to case { $number }.
mail-reporter_withdrew = A report of case { $number } has been withdrawn.
mail-appeal_entered = An appeal came in on case { $number }. Somebody who did not decide has to look at it.
mail-remitted = Case { $number } is to be checked anew after an appeal.
mail-order = The unit above has given an order on case { $number }. Please ask for its words by phone.
mail-reminder = Case { $number } is due soon.
mail-late_here = Case { $number } is overdue. The unit above has been told.
mail-danger = A life may be in danger now. Please act at once, and call { $number } where that helps.
mail-number = Number: { $number }
mail-unit = Unit: { $unit }
mail-category = Category: { $category }
mail-opened = Received: { $when }
mail-due = Due: { $when }
mail-where = Where the content is (the addresses are written so that they cannot be opened by a tap):
mail-place = Host: { $host } · Platform: { $platform }
mail-more =
    { $count ->
        [one] … and one more
       *[other] … and { $count } more
    }
mail-nowhere = The place of the content has no address. Please ask { $unit }.
mail-nowhere-described = The place of the content has no address. Please read the words below.
mail-closed = Please do not save, send or forward any picture or file of this content. The address is enough.
mail-words = These are the reporters’ own words, or posts that they sent on. Please keep them confidential and do not pass them on. Addresses in them cannot be opened by a tap. A contact that a reporter left is taken out.
mail-words-none = There are no words of a reporter in this mail.
mail-words-elsewhere =
    { $count ->
        [one] The words of one more report are not in this mail. Please ask { $unit }.
       *[other] The words of { $count } more reports are not in this mail. Please ask { $unit }.
    }
mail-report = Report { $number }:
mail-said-answer = Answer to a question:
mail-said-addition = Added later:
mail-said-appeal = Reasons of the appeal:
mail-said-edit = New version of something above:
mail-removed = [contact removed]
mail-shortened = … shortened
mail-answer = Please answer { $unit } and name the number { $number }. Your answer is entered there:
mail-by-phone = – by phone: { $phone }
mail-by-mail = – by mail: { $email } (or simply reply to this mail)
mail-by-reply = – by a reply to this mail
mail-attached = Attached: the same facts for a computer ({ $name }). This mail was written by a machine.

## Tasks

task-mail_missing = 📮 { $number }: { $unit } has nobody here and cannot be written to by mail. Please tell them by phone: { $phone }
task-mail_failed = 📮 { $number }: the mail to { $unit } could not be delivered. Please tell them by phone: { $phone }
task-mail_uncertain = 📮 { $number }: nobody knows whether the mail to { $unit } arrived. Please ask by phone: { $phone }
task-judge_alone = ⚖️ { $number } waits for you: all leads of { $unit } decided it themselves, so somebody above has to look.
task-judge_no_lead = ⚖️ { $number } waits for you: { $unit } has no lead, so somebody above has to look.
task-judge_away = ⚖️ { $number } waits for you: nobody else who leads { $unit } can be written to, so somebody above has to look.
task-goes-by-itself = This goes away by itself once somebody has looked at the case.
task-mail_bounced = 📮 { $number }: the mail to { $unit } came back. Please tell them by phone: { $phone }
verb-see_to = See to
task-no-phone = no number is known
task-done-button = ✅ Done: { $number }
task-done = Ticked off.
task-more =
    { $count ->
        [one] … and one more task
       *[other] … and { $count } more tasks
    }
tasks-title = To see to
task-unknown = This task is not there any more.

## What staff enter for others

verb-unit_answer = Unit’s answer
verb-heard = Reporter’s words
verb-told = Reporter told
entry-menu = What would you like to enter?
entry-report = Report by phone, mail or visit
entry-report-go-on = Go on with the unfinished report
entry-answer = A unit’s answer
entry-appeal = Appeal of the affected side
entry-bounce = A mail came back
entry-next = Enter another report
entry-number-ask = Which case? Send its number, such as 2611-0042.
entry-unit-has-staff = This unit has people here: they write into the case themselves. A note is open to you.
entry-nobody-without-account = Nobody who reported this case is without an account here.
entry-all-told = Nobody who reported this case is still to be told.

channel-phone = By phone
channel-email = By e-mail
channel-walk_in = By a visit
review-channel = How it came

entered-go-on = This report is not finished. “Cancel” ends it.
entered-channel-ask = How did the report come in?
entered-link-ask = What is reported? Send the links, or describe where it is found: which app, which account, when.
entered-category-ask = Which category fits best?
entered-subcategory-ask = And more closely?
entered-words-ask = What does the reporter say is wrong with it? In their words. You can skip this.
entered-region-ask = Which region does it concern? Skip it where that is not known.
entered-identity-ask = How does the reporter want to be known? Anonymous is fine; a contact is kept sealed.
entered-name-ask = What is the reporter’s name?
entered-contact-ask = How can the reporter be reached? A phone number or a mail address. It is sealed at once.
entered-review-ask = Please check everything with the reporter. Tick good faith only if they have said that what they report is true to the best of their belief.
entered-to-unit = The report will go to: { $unit }
entered-closed = Address only: no file, no name and no contact is taken for this content.
entered-tick-danger = Somebody is in danger now
entered-tick-good_faith = The reporter affirms good faith
entered-done = ✅ Filed as { $number }.
entered-again = Filed already as { $number }; nothing was filed twice.
entered-read = Please read this to the reporter, slowly, and let them repeat the code:
entered-words = Your report is in. This is your query code; please write it down and show it to nobody:
entered-how = With the code you can ask by phone how it stands, or look it up in our Telegram bot with /track, and have the news sent to you there.
entered-once = The code is shown here only. It stands on no card and cannot be looked up.

unit_answer-channel-ask = How did the unit’s answer come in?
unit_answer-text-ask = What does the unit answer? In its own words. Only colleagues see it.
heard-which-ask = Whose words are they?
heard-text-ask = What did the reporter say or write? It is added to the report, in their words.
staff-message-unit_answer = 🏢 Answer of the unit
staff-came-phone = 📞 Came by phone
staff-came-email = ✉️ Came by e-mail
staff-came-walk_in = 🚶 Came by a visit
staff-no-account = no account here: tell them yourself
staff-untold = 🔔 to be told since { $when }

## A report that staff entered, tied to an account by its reporter

button-link = Send me the news here
standing-link = Opened with its code. Nobody’s account is tied to it yet: if it is your report, its news can come to you here.
link-done = ✅ From now on the news of this report comes to you here.
link-not-yours = You entered this report for somebody else. Its code is theirs to use.
link-too-late = An account was tied to this report before, so that cannot be done again. The code goes on to work.
