# The dialog of a report: what is kept, what is asked, the review, and what was sent with nothing open.

# What people write when a life may be in danger, with commas between; the second list where nothing else is written.
danger-words = save me, kill myself, killing myself, kill himself, kill herself, kill themselves, hang myself, want to die, wants to die, wanna die, going to die, gonna die, end my life, end his life, end her life, end it all, suicide, suicidal, do not want to live, don't want to live, dont want to live, kill me, kill us, kill him, kill her, kill them, kill my, killing me, hurt myself, cut myself, jump off, kidnapped, held hostage, being raped, bleeding to death, overdose, in danger
danger-words-alone = help, help me, please help, please help me, help help, sos, emergency, dying, i am dying, i'm dying

# What people write who ask after a report they have filed, or appeal, with commas between; the second list where nothing else
# is written. “My reports” is offered then; nothing is left out for it.
own-report-words = my report, my reports, my complaint, my complaints, report i filed, report i sent, report i made, report i submitted, complaint i filed, complaint i sent, complaint i made, what happened with, what happened to the report, what became of, what about the report, any news, any update, any updates, any progress, i appeal, want to appeal, like to appeal, wish to appeal, appeal this, appeal the decision, appeal against, appeal your decision, my appeal, agree with the decision, agree with your decision, disagree with the decision, disagree with your decision, did not look at my, did not look at the, didn't look at my, didn't look at the, why was it rejected, why was this rejected, take back the report, withdraw the report, what i reported, i reported last, i reported something, reported last week, when will i get an answer, when will i hear, when will you, why did you reject, why did you not accept, why did you refuse, why was it not accepted, why was it refused, agree with this decision, disagree with this decision, agree with the result, disagree with the result, decision is wrong, about the decision, your decision, look at my evidence, looked at my evidence, look at it again, check it again, review it again, how do i appeal, how can i appeal, can i appeal, may i appeal, how do i withdraw, how can i withdraw, query code, my code, receive my message, tell me the status
own-report-words-alone = appeal, status, the status, what is the status, news, update, progress, result, and now, what happened, what now, is it done, i disagree, i do not agree, i don't agree, how long does it take, how much longer, what happens next, what happens now, what will happen next, what is next, what next, what now, and now, and then

# What people write who complain about the offices or this channel itself, in the same way; what is reported is no such complaint.
# “Criticism and ideas” is offered then, too.
complaint-words = complain about you, complaining about you, complain against you, complaint about you, complaint against you, complaints about you, complain about your office, complain about your work, complain about your staff, complain about your service, complaint about your office, complaint about your work, complaint about your staff, complaint about your service, complain about this office, complaint about this office, complaint about the office, complain about the office, complain about this bot, complaint about this bot, complain about how you, complaint about how you, criticise you, criticize you, criticise your work, criticize your work, i will report you to, i'll report you to, your office does nothing, your office did nothing, your office is useless, your office ignores, your staff is, your staff are, your staff was, your staff were, you people do nothing, you do nothing about, you did nothing about, you do nothing at all, you did nothing at all, you are doing nothing, you're doing nothing, you are useless, you're useless, you guys are useless, you never answer, you never reply, you never do anything, you don't do your job, you do not do your job, do your job, you are ignoring me, you're ignoring me, you keep ignoring me, unhappy with your work, unhappy with your service, dissatisfied with your work, dissatisfied with your service, bad service of yours, file a complaint against your office
complaint-words-alone = you do nothing, you did nothing, complaint, complaints, i want to complain, i have a complaint, i'd like to complain, i would like to complain, where can i complain, how can i complain, you are lazy, useless, shame on you

# Words that mean a button of the open question, with commas between. Small and capital letters,
# spaces and punctuation do not matter.
typed-submit = submit, submit it, submit report, submit the report, submit my report, send report, send my report
typed-done = done, i am done, i'm done, finished, that is all, that's all, continue, next, submit, submit it, send, send it
typed-skip = skip, skip it, skip this, no, none, nothing, nothing more, nothing else, no thanks, i do not know, i don't know, don't know, not sure, i am not sure, i'm not sure, unsure, no idea, none of these, none of them, none of the above, neither, none fits, submit, submit it, submit report
typed-unsure = i do not know, i don't know, don't know, not sure, i am not sure, i'm not sure, unsure, no idea, none of these, none of them, none of the above, neither, none fits
typed-anonymous = anonymous, anonymously, stay anonymous, no name, no contact, i would rather not say, rather not say, prefer not to say
typed-back = back, go back, previous
typed-cancel = cancel, cancel it, cancel this, quit, never mind
typed-number = { $number }, number { $number }, no { $number }, item { $number }
typed-report = report, report it, report something, i want to report, i want to report something, how do i report, how can i report, how to report
typed-hello = hello, hello there, hi, hi there, hey, good morning, good afternoon, good evening, hello bot, is anybody there, are you there
typed-thanks = thanks, thank you, thank you very much, thanks a lot, many thanks, thx, ok, okay, ok thanks, ok thank you, great thanks, got it

button-track = Look up a code
button-danger = 🆘 Somebody is in danger
button-danger-on = ☑️ Somebody is in danger
button-undo = Undo
button-add-words = Add words
button-add-files = Add files
button-region = Region
button-contact = Contact
button-sent = ✏️ What I sent
button-category = ✏️ Category
button-channel = ✏️ How it came
button-report-this = Report this
button-something-new = It is something new
button-send = Send
button-answer-about = Answer the office: ··{ $tail }
button-add-to = Add to report ··{ $tail }
button-about = About report ··{ $tail }

kept = Saved: { $what }.
kept-and = { ", " }
kept-words = your words
kept-links =
    { $count ->
        [one] one link
       *[other] { $count } links
    }
kept-posts =
    { $count ->
        [one] one forwarded post
       *[other] { $count } forwarded posts
    }
kept-files =
    { $count ->
        [one] one file
       *[other] { $count } files
    }

report-material-ask =
    What would you like to report?

    Send the link, forward the post, send a screenshot, or just describe it: which app, which account, when. Everything you send is kept.
report-material-wanted = Please send me the link, the post, a screenshot or a few words about it.
report-material-none = Nothing has been sent yet. Please send the link, the post, a screenshot or a few words.
material-too-long = That is more than fits into one report: { $length } characters, and there is room for { $limit }. This message was not kept. Please send it as a file, or add it after you have submitted the report.
material-too-many-posts = One report has room for { $limit } forwarded posts. This one was not kept. You can add it after you have submitted the report.

review-forwarded = Forwarded from: { $title }
review-forwarded-unnamed = Forwarded, from somebody who hides their name
review-more-texts =
    { $count ->
        [one] and one more message
       *[other] and { $count } more messages
    }
review-more-posts =
    { $count ->
        [one] and one more forwarded post
       *[other] and { $count } more forwarded posts
    }
review-files =
    { $count ->
        [one] 📎 One file
       *[other] 📎 { $count } files
    }
review-danger = 🆘 You say that somebody's life is in danger. We alert the office as soon as you submit this report.
sent-title = What you have sent
sent-how = Tap something to take it out. To add something, just send it.
sent-file = File { $number }

own-report-way = If you are asking about a report you have filed, or do not agree with its decision, tap “My reports”.
own-report-sent = What you wrote was sent to the office as part of this report; it is no appeal. How a report stands, and what you can do about a decision, is shown under “My reports”.
complaint-way = If you want to complain about an office that handles reports, or about its work, tap “Criticism and ideas”: the head of that office reads it and answers you.
own-report-joined = What you wrote is now part of the report that you are writing. If you are asking about a report you have filed, tap “My reports”. 🗑 takes the words out of the report that you are writing.
own-report-named = What you wrote is now the name in the report that you are writing; “Back” asks for it again. If you are asking about a report you have filed, tap “My reports”.

held-report = Would you like to report this? Tap “Report this”. What you wrote is kept.
held-report-or-add = Would you like to report this, or is it about a report you have filed? What you sent is kept.
held-none-filed = No report has been filed from this account. If you have a query code, tap “Look up a code”. If you would like to report this, tap “Report this”. What you wrote is kept.
held-staff = Would you like to report this, or are you looking for a case? What you wrote is kept.
held-is-answer = The office has asked you something about report ··{ $tail }. Is this your answer?
held-yours = You write:
held-which-answer = More than one office is waiting for your answer. Which one is this for?
held-form-left-open = You left a form open, and since then you were told something about a report. Nothing has been sent yet: what is this for?
button-to-left-form = For the open form
held-left-form-gone = That form is not open any more. What you sent is still held: please choose what else it is for.

talk-hello = Hello! To report something you saw online, tap the button below, or just send the link, a screenshot or a few words.
talk-thanks = You are welcome. Write to me whenever you need something.
talk-nothing-open = Nothing is open here, so there is nothing to send or to continue. Tap a button below, or just send a link, a screenshot or a few words.
talk-cancel-filed = Nothing is open here that could be cancelled. To take back a report you have sent, open it and tap “Withdraw”.
command-words-left = The words after the command were not kept, because an answer to this question is sent at once. If they are your answer, please send them by themselves.

undo-done = It is back, just as it was.
undo-too-late = This cannot be undone any more. You can begin again at any time.

file-not-kept-never = Files are never taken for this content, so I left them out. The address is enough.
file-not-kept-not_here = Files are not taken here, so I left them out.
file-not-kept-empty = An empty file has nothing in it, so I left it out. Please send it again.
