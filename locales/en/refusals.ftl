# Why something cannot be done, said so that one knows what to do next.

answer-words-wanted = Please answer this in words.
answer-hidden = At position { $place } there is a character that cannot be seen ({ $sign }). Please delete it, or type the text anew.
answer-damaged = The character at position { $place } is damaged. Please type the text anew; in a file, save it as UTF-8 from where it was right.
answer-too-short = Please write a little more: at least { $least } characters.
answer-too-long = That is too long: { $length } characters of at most { $limit }. Please shorten it. You can add the rest later.
answer-button-wanted = Please choose one of the buttons.
choice-gone = This is no longer on the list. Please choose again. Everything else is kept.
answer-outdated = Something was changed since that message. Please check it again: this is what would be done now.
answer-needed = This question cannot be skipped.
answer-empty = This cannot be left empty. Please write what is asked for.
answer-spreadsheet-error = { $error } is what a spreadsheet shows in place of a value. Please write the value itself; in a file, mend the formula or widen the column.
press-not-for-you = This button is not for you.
press-private-first = I cannot write to you yet. Please open @{ $bot }, tap Start there, and then press this button again.
answer-stale = This button is old and no longer works. Please use the latest message.
answer-nothing-asked = This form is no longer open, so nothing more was changed. Please open it again where you began it, or send /start.

report-evidence-wanted = Please send a photo, a screenshot or a file. Or tap “Back”.
report-contact-bad-phone = This does not look like a phone number. Please check it, or send an email address.
report-contact-bad-email = This does not look like an email address. Please check it, or send a phone number.
report-contact-none = A report with your name needs a phone number or an email address. To leave none, tap “Back” and choose “Stay anonymous”.
report-contact-bad-name = Please send only the name, without links or symbols.
report-quota = You have sent { $limit } reports within an hour. You can send the next one after { $opens_at }. What you entered is kept.
report-withdrawn-already = This report has been withdrawn. You can send a new one at any time.
report-not-open = This report has been decided, so you can no longer do this.

files-never = Please do not send files here. Please do not keep them or pass them on. For this content we only need the address. You can also report it by phone: { $hotline }. Is a child in danger right now? Call { $emergency } first.
files-too-big = This file is too big. The limit is { $limit } MB. A screenshot or a short part of the video is enough.
files-empty = This file is empty: there is nothing in it. Please look at it, and send it again.
files-no-room = We cannot take files right now because our storage is full. Please go on in words and send the file later.
files-quota = You have sent many files in a short time, so we cannot take more right now. Please go on in words and send the file in an hour, or tomorrow.
files-too-many = You can send up to { $limit } files, and you have reached the limit. We keep all the files you sent.

addition-empty = Please write something or send a file first.
addition-quota = You have reached the limit for one hour. You can add more after { $opens_at }.
appeal-once = You have already appealed. You can appeal once per decision.
appeal-too-late = The time to appeal is over. If something has changed, you can send a new report.

track-bad-code = This does not look like a query code. A code has 12 letters and digits, like K7F3-9QWM-2XTA.
track-mistyped = A character of this code is wrong, or two have changed places. Please compare it with your receipt.
track-unknown = I found no report with this code. Please check every character.
track-quota = You have reached the limit of codes for one hour. You can look up more after { $opens_at }.

refusal-not-allowed = You do not have permission to do this.
refusal-move = You cannot do this now: the case is in another state.
refusal-four-eyes = Someone else has to do this. Nobody confirms or reviews their own decision.
refusal-take-lead = A decision waits here for a second person, so only a lead of the unit, or of one above, can have this case now. Please leave it in the queue, or let a lead take it.
refusal-take-judge = Whoever took, confirmed or reviewed the decision does not judge the appeal against it, so they cannot have this case now. Please leave it to another lead, or to the unit above.
refusal-own-in-flood = One of the reports from this flood is your own. Please ask a colleague to release all, or open the other reports one by one.
refusal-own-report = You reported this yourself, so a colleague works on it. Nobody decides about their own report. You get all news about it, like everyone who reports.
refusal-no-feedback = Please write an answer to the reporter first. A case cannot be closed without one.
refusal-evidence-unseen = Please look at the evidence first.
refusal-too-early = The reporter still has time to answer.
rule-unknown = This rule does not apply to this category.
case-unknown = I found no such case among those you can read.
case-which = Which case? Write its number behind the command: /case 2611-0042
case-bad-number = This does not look like a case number. A number looks like 2611-0042.
case-moved-on = This case has changed since then. Please look at its latest state.
form-overtaken = Case { $number } has changed since you opened this form: { $done } ({ $by }, { $at }). Nothing of the form was sent.
form-case-closed = You can no longer read case { $number }: another office has it now, or your role has changed. Nothing of your form was sent.
form-typed = You had written this. You can copy it:
evidence-none = There are no files to open.
evidence-gone = This file no longer exists.
evidence-away = The file storage cannot be reached right now. Nothing is lost. Please try again in a few minutes.
group-unbound = None of your units is connected to this group.
group-only = Please do this in the group that you want to connect.
unit-unknown = There is no such unit.
staff-unknown = This person is not in the unit.
invitation-void = This invitation has been used or is too old. Please ask for a new one.
language-unknown = This language is not available here.
answer-own-hand = This message was written by another bot. As staff, please write it yourself: nothing was done.

command-unknown = I do not know this command. Send /help to see what you can do.
error-bug = Something went wrong on our side. What you entered is kept. Please try again. If it happens again, tell us this number: { $reference }
