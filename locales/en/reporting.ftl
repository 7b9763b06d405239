# What people who report are told. Plain and kind; frightened people read this.

language-name = English

## Times

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
time-moment = { $weekday } { $day } { $month } { $clock }
time-day = { $day } { $month } { $year }

## Buttons (at most 40 characters)

button-report = Report content
button-continue = Continue
button-fresh = Start again
button-unsure = None of these / not sure
button-skip = Skip
button-back = Back
button-cancel = Cancel
button-done = Done
button-share-phone = Share my phone number
button-submit = Submit report in good faith
button-cases = My reports
button-see-report = See report
button-list = Back to the list
button-more = Older reports
button-answer = Answer the office
button-add = Add evidence
button-copy-code = Copy code
button-fingerprints = Fingerprints
button-to-receipt = Back
button-appeal = Appeal
button-withdraw = Withdraw
button-privacy = Privacy
button-privacy_kept = What we keep
button-privacy_contact = Your contact
button-language = Language

## Beginning, help, settings

start-welcome =
    Welcome. Here you can report illegal or harmful content on the internet. It takes about two minutes. You can stay anonymous.

    Tap “Report content”. Or just send the link, forward the post, or send a screenshot.
start-emergency = Are you or is somebody else in danger right now? Please call { $number } first.
start-unfinished = You have something unfinished here.
offered = You have an unfinished report. Would you like to go on with it, or start again?
offered-since = Last changed: { $when }
offered-kept = I have kept what you just sent. If you continue, it goes into this report. If you start again, the new report begins with it.

idle = Nothing is open. Send a link, a post, a screenshot or a few words, and I will ask what you would like to do with it.
cancel-done = Discarded. Nothing was sent.
cancel-nothing = You have nothing open.

help-title = What you can do here
help-how = To report something, just send a link, forward the post, or send a screenshot.
help-reports = Reporting
help-offices = Offices
help-you = You and your data
help-cases = Cases
help-contacts = Contacts of reporters
help-people = Your unit
help-network = All units
help-announcements = Announcements
help-figures = Figures and files

settings-title = Settings
settings-language = Language: { $language }
language-ask = Which language would you like?
language-offer = This bot speaks English. Tap “English”.
language-set = OK, English from now on.

privacy-title = Your privacy
privacy-who =
    Telegram knows your account, but the office never sees or uses it. Staff see only an alias. We use your account for one thing: to send you news of your report.
privacy-kept =
    We keep: what you report, what you write about it, the files you send, and a contact if you leave one. All of it is encrypted. We do not keep your location or your Telegram name with a report.

    Some offices are not on Telegram. They get what you report and what you write by mail. They do not get your files, your contact, or anything about who you are.
privacy-contact =
    Your contact is encrypted and stored separately. Staff who work on your case see only that there is one. They can open it only if they give a reason, and only with the approval of someone who is not on your case. Every view is logged.
privacy-choice =
    An anonymous report counts just as much. You can withdraw a report while it is open. Your code works from any account, so please keep it to yourself.

## The report, question by question

report-privacy = You can stay anonymous. The office sees an alias, never your account. More: /privacy
report-to-unit = Your report will go to: { $unit }
report-to-unit-above = { $asked } does not handle this kind of report. Yours will go to: { $unit }

report-category-ask = What kind of content is it? Pick the closest. The office will check it.
report-category-unsure = Not sure, or none of them fits? Tap “{ $other }”.
report-subcategory-ask = Which of these fits best?
report-words-ask = In a few words: what is wrong with it? You can skip this.
report-evidence-ask = Send one or several screenshots, photos or files, then tap “Done”.
report-region-ask = Which region is it about? Not sure? Skip this.
report-identity-ask =
    How would you like to report?

    Anonymous is fine and counts just as much. A contact helps if the office has questions. We encrypt it and never give it to the person you report.
report-name-ask = What is your name?
report-contact-ask =
    How can the office reach you? Send a phone number or an email address.

    If you wrote it in your report, too, staff do not see it there, unless a life is in danger.
report-contact-share = To share your own number, tap the button below the text field. Or type a number or an email address.
report-review-ask = Please check that everything is right. Whatever you write or send now is added. By tapping “Submit report” you say that you report in good faith: you believe that it is true.

report-hotline = You can also call { $hotline } about this. Is somebody in danger, or being cheated right now? Call { $emergency } first.
report-closed =
    Thank you for not looking away. What you have seen can weigh on you. Sending the address is enough. You have done your part.

    Please do not save, send or forward any picture or file of it. We only need the address. You can also report it by phone: { $hotline }. Is a child in danger right now? Call { $emergency } first. This report is anonymous. Nobody will ask you for a contact.
own-left-out = This was your own message, so I left out your name.
report-link-many = These are more links than one report can list. The first { $most } are listed; all the others stay in your words, just as you sent them.
report-region-typed = I took this as the region of your report. Not what you meant? Change it with “Region”. If it belongs to your words, tap “Add words” and send it again.
report-danger-now = Is somebody's life in danger? Please call { $number } now. A call is faster than a report.

files-kept =
    { $files ->
        [one] Got it: one file so far. You can send more.
       *[other] Got it: { $files } files so far. You can send more.
    }
files-forgotten = We have deleted the files you sent without opening them. For this kind of content we only take the address.
file-not-kept-too_big = A file over { $size } MB cannot be kept here, so I left it out; everything else of your message is kept. You can send a shorter part, a screenshot, or the link of the post.
file-not-kept-too_many = There is room for { $most } files. The first ones are kept, the others are not.
file-not-kept-no_room = The file is not kept, for the store is full; everything else of your message is. Please send the file later.
file-not-kept-quota = The file is not kept: you have sent many files in a short time. Everything else of your message is kept. Please send the file in an hour, or tomorrow.
not-kept-location = You sent a place on the map. I do not keep where a phone is, to protect you. Please write the address or the name of the place instead.
not-kept-paid_media = Telegram does not show me paid pictures and films, so they are not kept. Please send a screenshot, or the link of the post.
not-kept-passport_data = Papers from Telegram Passport are never taken and not kept. Nobody here needs them.
not-kept-unknown = I cannot read this kind of message yet, so it is not kept. Please send a screenshot, or write what it says.
files-so-far = Files so far: { $files }
contact-kept = Thank you. Your contact is encrypted.
dialogue-continue = Let's continue where you stopped.

## The review

review-title = Your report
review-category = Category
review-region = Region
review-identity = How you report
review-name = Name
review-contact = Contact
colon = { ": " }
review-more-links =
    { $count ->
        [one] and one more link
       *[other] and { $count } more links
    }
report-tick-gone = You no longer need to tick that. Nothing else has changed.

## What can be done with a filed report

addition-content-ask = What would you like to add? Write it, or send files and tap “Done”.
answer-content-ask = Please answer the office's question. Write your answer, or send files and tap “Done”.
appeal-reasons-ask =
    Why do you disagree with the decision? Tell us in your own words.

    Someone who was not part of the decision will review it. You can appeal once.
appeal-said-before = Tap “Send these words” to appeal with what you wrote. Or write your reasons anew: then only those are sent.
reasons-said = Send these words
withdrawal-sure-ask = Do you really want to withdraw this report? If others have reported the same, or a life is in danger, the office will still go on with the case.
sure-yes = Yes, withdraw it
sure-no = No, keep it

addition-no-appeal = This is no appeal yet. If you do not agree with the decision, tap “Appeal”.
addition-done = Thank you. It has been added, and the office knows.
answer-done = Thank you. The office has your answer and will go on.
appeal-done = We have received your appeal. Someone who was not part of the decision will review it.
withdraw-done = Your report has been withdrawn.
withdraw-kept = Nothing has changed. Your report stays.

## How a report stands

standing-title = Report ··{ $tail }
standing-category = Category: { $category }
standing-filed = Reported: { $when }
standing-kept-code = You opened this with the code. To add something, use the account that filed the report.
standing-question = The office asks:
standing-rule = May fall under: { $rule }
rule-with-subject = { $rule } ({ $about })
card-about-closed = There is a decision on your report.
card-about-not_accepted = The office could not accept your report.
card-about-archived = Your report has been decided and filed away.
card-reasons-apart = The reasons are in the message about the decision, and under “My reports”.
standing-reasons = The office writes:
standing-again = Result of the appeal:
standing-first = First decision:
standing-appeal-until = You can appeal until the end of { $until }.
standing-rated = Your rating: { $stars } of 5
rate-ask = How well was your report handled? 5 is best.
rate-thanks = Thank you for your feedback.
due-accept = The office will tell you by { $due } whether it accepts your report.
due-answer = You should hear the result by { $due }.
due-appeal = You should hear the result of your appeal by { $due }.

cases-title = Your reports, newest first. Tap one to see where it stands.
cases-none = You have not sent any reports yet.
track-how = Please send me your 12-character query code.

## Filing and receipt

filed = ✅ Thank you. Your report is in.
filed-again = We already have this report. It was not filed twice.
filed-code = Your query code:

notice-receipt = This is your receipt: please keep it, and show the code to nobody.
receipt-above = You chose { $asked }. It does not handle this kind of report, so yours is with: { $unit }
receipt-unit = Your report is with: { $unit }
receipt-phone = Phone, day and night: { $phone }
receipt-danger = If a life is in danger, please also call { $number }.
receipt-files =
    { $files ->
        [one] Fingerprint of your file (SHA-256), to check it later:
       *[other] Fingerprints of your { $files } files (SHA-256), to check them later:
    }
receipt-files-more =
    { $count ->
        [one] and one more
       *[other] and { $count } more
    }
receipt-files-pending =
    { $count ->
        [one] One file is still being stored. You will see here when it is done.
       *[other] { $count } files are still being stored. You will see here when they are done.
    }
receipt-files-stored = All your files are stored safely.
receipt-files-refused =
    { $count ->
        [one] File { $places } is not kept: it is too big, or Telegram did not hand it out. You can add a smaller one, or a screenshot.
       *[other] Files { $places } are not kept: they are too big, or Telegram did not hand them out. You can add smaller ones, or screenshots.
    }
notice-files-unsent =
    { $count ->
        [one] File { $places } of the office could not be sent to you. You can ask the office for it.
       *[other] Files { $places } of the office could not be sent to you. You can ask the office for them.
    }
receipt-next = All news about it comes to you here.

## News; each begins with the tail of the code and the state, and with nothing of the content

notice-head = Report ··{ $tail } · { $status }
notice-fingerprints = All your files have arrived and are stored safely.
notice-accepted = Your report has been accepted. Category: { $category }
notice-not_accepted = The office could not accept your report.
notice-question = The office has a question for you. Please answer by { $until }. The office's deadline is paused until you answer.
notice-question_reminder = The office is still waiting for your answer. Please answer by { $until }, so that it can go on.
notice-answered = An answer has been added. The office will go on.
notice-verifying = Your report is being checked.
notice-acting = The content may break a rule. The office has asked for measures.
notice-closed = There is a decision on your report.
notice-appealed = An appeal has been received. Someone who was not part of the decision will review it.
notice-appeal_result = There is a decision on the appeal.
redress-above = If you still do not agree, you can contact the office above: { $unit }
redress-none = This was the last review. There is no office above this one that you could turn to.
notice-appeal_remitted = After the appeal, your report is being checked again.
notice-lapsed = The office could not go on without the answer it needed, so it closed this report. This is not your fault. You can report it again at any time.
notice-withdrawn = Your report has been withdrawn, as you asked.
notice-reply_lost = My last answer may not have reached you. What you sent or tapped may be done already: please look first. If it is not, please do it once more.
notice-draft_reminder =
    { $days ->
        [one] You have an unfinished report. We keep it for one more day, then we delete it.
       *[other] You have an unfinished report. We keep it for { $days } more days, then we delete it.
    }
notice-draft_discarded = Your report was not finished in time. We have deleted it and its files. You can start again at any time.
