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
button-skip = Skip
button-back = Back
button-cancel = Cancel
button-done = Done
button-share-phone = Share my phone number
button-submit = Submit report in good faith
button-cases = My reports
button-list = Back to the list
button-more = Older reports
button-answer = Answer the question
button-add = Add evidence
button-appeal = Appeal
button-withdraw = Withdraw
button-privacy = Privacy
button-language = Language

## Beginning, help, settings

start-welcome =
    Welcome. Here you can report unlawful or harmful online content. It takes about two minutes, and you can stay anonymous.

    Press “Report content”, or simply send the link, forward the post, or send a screenshot.
start-emergency = Is somebody in danger right now? Please call { $number } first.
start-unfinished = You have begun something that is not finished yet.
offered = You have an unfinished report. Would you like to go on with it, or start again?
offered-since = Last touched on { $when }.
offered-kept = What you have just sent is kept. It goes into this report if you go on, and begins the new one if you start again.

idle = Nothing is open. Send a link, a post, a screenshot or a few words, and I will ask what you would like to do with it.
cancel-done = Report discarded.
cancel-nothing = There is nothing to stop; nothing is open.

help-title = What you can do here
help-how = To report something, you can also simply send a link, forward a post, or send a screenshot.
help-staff = For staff

settings-title = Settings
settings-language = Language: { $language }
language-ask = Which language would you like?
language-set = From now on I speak English with you.

privacy-title = Your privacy
privacy-who =
    Telegram knows your account. The office neither sees nor uses it: staff see an alias. The account is used for one thing only, to send you the news of your report.
privacy-kept =
    Kept are: what you report, in your own words, the files you send, and a contact if you choose to leave one. All of it is encrypted. An office that is not on Telegram gets what you report by mail: your words, but no files, no contact and nothing of who you are. Your location and your Telegram name are not kept with a report.
privacy-contact =
    A contact is kept apart and sealed. Staff who work on your case see only that there is one. It is opened to them only for a stated reason, by the yes of somebody who does not work on it, and each time is written down.
privacy-choice =
    Staying anonymous never makes a report count for less. You can withdraw a report while it is open. The code you get works from any account, so please keep it to yourself.

## The report, question by question

report-privacy = You can stay anonymous. The office sees an alias, never your account. More: /privacy
report-to-unit = Your report will go to: { $unit }
report-to-unit-above = { $asked } does not handle reports of this kind. Yours will go to: { $unit }

report-category-ask = What kind of content is it? The closest one is good enough; the office checks it.
report-subcategory-ask = And more closely?
report-words-ask = In a few words: what is wrong with it? You can skip this.
report-evidence-ask = Send one or several screenshots, photos or files, then tap “Done”.
report-region-ask = Which region does it concern? If you are not sure, skip this.
report-identity-ask =
    How would you like to report?

    Anonymous is fine and counts just as much. A contact helps if the office has questions; it is kept sealed and never given to the person you report.
report-name-ask = What is your name?
report-contact-ask = How can the office reach you? Send a phone number or a mail address.
report-contact-share = Tap the button below the text field to share your own number, or simply type a number or a mail address.
report-review-ask = Please check that everything is right. Whatever you write or send now is added. By tapping “Submit report” you say that you report in good faith: you believe that it is true.

report-hotline = For this kind of content there is also a hotline that you can call at once: { $hotline }
report-closed =
    Thank you for not looking away. What you have seen can weigh heavily, and you have done enough by sending the address.

    Please do not save, send or forward any picture or file of it: the address alone is needed. The hotline { $hotline } helps at once. This report is anonymous; nobody will ask you for a contact.
own-left-out = This was your own message, so I left your name out.
report-link-as-text = I found no link in this, so I have kept your description of the place.
report-link-many = These are more links than one report can list. The first { $most } are listed; all the others stay in your words, just as you sent them.
report-link-several = Several links are kept; they make one report.
report-danger-now = Somebody's life is in danger? Please call { $number } now. The office will be told at once, but the call is faster.

files-kept =
    { $files ->
        [one] Kept: one file so far. You can send more.
       *[other] Kept: { $files } files so far. You can send more.
    }
files-forgotten = The files you sent have been deleted unopened: for this content only the address is taken.
file-not-kept-too_big = A file over { $size } MB cannot be kept here, so I left it out; everything else of your message is kept. You can send a shorter part, a screenshot, or the link of the post.
file-not-kept-too_many = There is room for { $most } files. The first ones are kept, the others are not.
file-not-kept-no_room = The file is not kept, for the store is full; everything else of your message is. Please send the file later.
not-kept-location = You sent a place on the map. I do not keep where a phone is, to protect you. Please write the address or the name of the place instead.
not-kept-paid_media = Telegram does not show me paid pictures and films, so they are not kept. Please send a screenshot, or the link of the post.
not-kept-passport_data = Papers from Telegram Passport are never taken and not kept. Nobody here needs them.
not-kept-unknown = I cannot read this kind of message yet, so it is not kept. Please send a screenshot, or write what it says.
files-so-far = Files so far: { $files }
contact-kept = Thank you. The contact is kept sealed.
dialogue-continue = Let us go on where you were.

## The review

review-title = Your report
review-category = Category
review-region = Region
review-identity = You
review-name = Name
review-contact = Contact
colon = { ": " }
review-more-links =
    { $count ->
        [one] and one more link
       *[other] and { $count } more links
    }
report-tick-gone = That choice is not needed any more. Nothing else has changed.

## What can be done with a filed report

addition-content-ask = What would you like to add? Write it, or send files and press “Done”.
answer-content-ask = Please answer the office's question: write it, or send files and press “Done”.
appeal-reasons-ask =
    Why should the decision be looked at again? Write it in your own words.

    Somebody who had no part in the decision will look at it. This can be asked for once.
withdrawal-sure-ask = Do you really want to withdraw this report? If others have reported the same content, or a life is in danger, the office goes on with the case.
sure-yes = Yes, withdraw it
sure-no = No, keep it

addition-done = Thank you. It has been added, and the office has been told.
answer-done = Thank you. Your answer is in, and the office goes on.
appeal-done = Your request for a second look is in.
withdraw-done = Your report is withdrawn.
withdraw-kept = Nothing has changed: your report stays.

## How a report stands

standing-title = Report ··{ $tail }
standing-category = Category: { $category }
standing-filed = Reported: { $when }
standing-kept-code = Opened with its code. Only the account that filed it can add to it.
standing-question = The office asks:
standing-rule = Rule: { $rule }
standing-reasons = The office writes:
standing-again = After a second look:
standing-appeal-until = You can ask for a second look until { $until }.
standing-rated = You rated how it was handled: { $stars } of 5
rate-ask = How was your report handled? 5 is best.
rate-thanks = Thank you for your word.
due-accept = By { $due } the office tells you whether it can take it up.
due-answer = You should hear the result by { $due }.
due-appeal = You should hear the result of the second look by { $due }.

cases-title = Your reports, newest first. Tap one to see how it stands.
cases-none = You have no reports here yet.
track-how = Please send me your 12-character query code.

## Filing and receipt

filed = ✅ Thank you. Your report is in.
filed-again = This report is in already; nothing was filed twice.
filed-code = Your query code:
filed-receipt = The receipt comes as a message of its own. Please keep it.

receipt-unit = It is with: { $unit }
receipt-phone = Phone, day and night: { $phone }
receipt-danger = If a life is in danger, please call { $number }, too.
receipt-files =
    { $files ->
        [one] Your file can be recognised by this fingerprint (SHA-256):
       *[other] Your { $files } files can be recognised by these fingerprints (SHA-256):
    }
receipt-files-more =
    { $count ->
        [one] and one more
       *[other] and { $count } more
    }
receipt-files-pending =
    { $count ->
        [one] One file is still on its way; its fingerprint follows.
       *[other] { $count } files are still on their way; their fingerprints follow.
    }
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
receipt-next = All news of this report comes to you here. Under “My reports” you can add something, or withdraw the report while it is open. With the code you can look it up from any account, so please show it to nobody.

## News; each begins with the tail of the code and the state, and with nothing of the content

notice-head = Report ··{ $tail } · { $status }
notice-receipt = ✅ Your report has been filed. This is your receipt; please keep it.
notice-fingerprints = All your files have arrived and are kept safely.
notice-accepted = Your report has been taken up, in the category: { $category }.
notice-not_accepted = The office could not take up your report.
notice-question = The office has a question for you. Please answer by { $until }; until you do, its clock stands still.
notice-question_reminder = A question to you is still open. Please answer by { $until }, so that the office can go on.
notice-answered = An answer has been added, and the office goes on.
notice-verifying = Your report is now being checked.
notice-acting = A rule is broken. The office has asked for measures.
notice-closed = Your report is decided.
notice-appealed = A second look has been asked for. Somebody who had no part in the decision will take it.
notice-appeal_result = The second look is done.
notice-appeal-next = If you do not agree, you can turn to the office above this one.
notice-appeal_remitted = After a second look, your report is being checked again.
notice-lapsed = The office did not get the answer it needed, so it could not go on and has ended the case. That is no reproach: you can report it again at any time, with what you know.
notice-withdrawn = Your report is withdrawn, as you wished.
notice-draft_reminder =
    { $days ->
        [one] You have begun a report and not finished it. It is kept for one more day, then it is deleted.
       *[other] You have begun a report and not finished it. It is kept for { $days } more days, then it is deleted.
    }
notice-draft_discarded = The report you had begun was not finished, so it and its files have been deleted. You can begin again at any time.
