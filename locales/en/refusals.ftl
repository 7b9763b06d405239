# Why something cannot be done, said so that one knows what to do next.

answer-words-wanted = Please answer this in words.
answer-too-short = Could you write a little more? At least { $least } characters are needed.
answer-too-long = That is too long: { $length } characters, and there is room for { $limit }. Please shorten it, or send the rest later as an addition.
answer-button-wanted = Please choose one of the buttons.
answer-needed = This question cannot be skipped.
answer-stale = This button is from earlier and does nothing any more. Please use the latest message.
answer-nothing-asked = There is nothing open here any more. You can begin again with /report.

report-link-bad = I could not find a link in this. Send the address of the content, forward the post, or describe where it is found: which app, which account, when.
report-evidence-wanted = Please send a photo, a screenshot or a file, or press Skip.
report-evidence-none = There is no file here yet. Send one, or press Skip.
report-good-faith-missing = One thing is missing: the tick that you report in good faith.
report-contact-bad-phone = This does not look like a phone number. Please check it, or send a mail address instead.
report-contact-bad-email = This does not look like a mail address. Please check it, or send a phone number instead.
report-contact-bad-name = Please send the name as it is written, without links or signs.
report-quota = You have filed { $limit } reports within an hour. The next one can be filed from { $opens_at } on. What you have entered is kept.
report-withdrawn-already = This report has been withdrawn. If it matters again, you can file a new one.
report-not-open = This report is decided, so this cannot be done any more.

files-never = Please do not send files here, and please do not keep or pass them on: for this content the address alone is enough. The hotline { $hotline } can help at once.
files-too-big = This file is too big: at most { $limit } MB can be taken. A screenshot, or a shorter piece of the video, is enough.
files-empty = This file is empty: there is nothing in it. Please look at it, and send it again.
files-no-room = Files cannot be taken at the moment, for the store is full. Everything else can: please go on in words, and send the file later.
files-too-many = There is room for { $limit } files, and they are all taken. What is there already is kept.

addition-empty = Please write something, or send a file first.
addition-quota = That was a lot within an hour. You can add more from { $opens_at } on.
appeal-once = A second look has been asked for already. It can be asked for once per decision.
appeal-too-late = The time to ask for a second look is over. You can file a new report if something has changed.

track-bad-code = This does not look like a query code. It has 12 letters and digits, such as K7F3-9QWM-2XTA.
track-unknown = No report is found under this code. Please check it letter by letter.
track-quota = That was a lot of codes within an hour. You can look up more from { $opens_at } on.

refusal-not-allowed = You do not have the right to do this.
refusal-move = This cannot be done now. The case has another state.
refusal-four-eyes = Somebody else has to do this: whoever decided does not confirm or judge their own decision.
refusal-no-feedback = A case is not closed without an answer to the reporter.
refusal-evidence-unseen = Please open the evidence first.
refusal-too-early = The reporter's time to answer is not over yet.
rule-unknown = This rule cannot be cited for this category.
case-unknown = No such case is found among those you may read.
case-bad-number = This does not look like a case number. It looks like 2611-0042.
case-moved-on = Somebody has moved this case meanwhile. Please look at it as it stands now.
evidence-none = There are no files to open.
evidence-gone = The file is not there any more.
evidence-away = The file store cannot be reached right now. Nothing is lost; please try again in a few minutes.
group-unbound = No unit of yours is bound to this group.
group-only = This is done in the group that you want to bind.
unit-unknown = There is no such unit.
staff-unknown = This person is not found among the unit's people.
invitation-void = This invitation is used up or too old. Please ask for a new one.
language-unknown = This language is not available here.

answer-own-hand = This message was written by another bot. As staff, please write it yourself: nothing was done.
command-unknown = I do not know this command. /help lists what you can do.
error-bug = Something went wrong on our side. What you had entered is kept; please try again. If it happens again, tell us this number: { $reference }
