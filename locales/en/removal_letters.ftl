# Letters that ask a site or provider for a measure, sent by mail; and the tasks where mail fails.

letter-subject =
    { $why ->
        [reminded] Reminder: request { $number } about online content
        [ordered] Order: request { $number } about online content
        [still_there] Still online: request { $number }
        [new_time] New time to answer: request { $number }
        [back] Online again: request { $number }
        [settled] Settled: request { $number }
       *[asked] Request { $number } about online content
    }
letter-to = To: { $name }
letter-from = From: { $unit }
letter-number = Number: { $number }
letter-why-asked = We have looked at the content below. Please take the measure named here.
letter-why-reminded = This is a reminder: we have no answer to our request yet.
letter-why-new_time = The time to answer has changed, by other working days or hours, or a clock that was wrong. The one in this letter is right.
letter-why-ordered = The unit above ({ $unit }) has ordered that this request be carried out.
letter-why-still_there = We have looked again, and the content is still there.
letter-why-back = The content has been put online again. Our request stands.
letter-why-settled = This request is settled. You do not need to do anything more.
letter-ask = What we ask: { $ask }
letter-ask-remove = Remove the content.
letter-ask-restrict = Restrict who can see or find the content.
letter-ask-label = Put a clear label or warning on the content.
letter-ask-warn = Warn the account that posted it.
letter-ask-mute =
    { $days ->
        [one] Stop the account from posting for { $days } day.
       *[other] Stop the account from posting for { $days } days.
    }
letter-ask-suspend =
    { $days ->
        [one] Suspend the account for { $days } day.
       *[other] Suspend the account for { $days } days.
    }
letter-ask-close_account = Close the account that posted it.
letter-ask-preserve = Keep the content and its records as they are, and do not delete them.
letter-due = Please answer by: { $when }
letter-rule = Rule that the content may violate: { $rule }
letter-facts = What we found:
letter-where = Where the content is. The addresses are changed so that nobody opens them by accident: read hxxp as http, and [.] as a dot.
letter-more =
    { $count ->
        [one] … and one more address. Please ask us for it.
       *[other] … and { $count } more addresses. Please ask us for them.
    }
letter-nowhere = There is no address of the content. Please ask us.
letter-closed = Please do not save, send or forward any picture or file of this content, except to the police. The address is enough.
letter-answer = How to answer: tell us whether you have done this, done part of it, or refuse it and why. Please give the number { $number }.
letter-by-phone = – by phone: { $phone }
letter-by-mail = – by email: { $email } (or just reply to this mail)
letter-by-reply = – by replying to this mail
letter-xarf = Attached: the same request for a computer, with the exact addresses (XARF 4).
letter-end = This letter was sent automatically. It says nothing about who reported the content.

## Tasks where a letter did not reach its addressee

task-letter_missing = 📮 { $number }: { $unit } cannot get our request by mail. Please ask another way: { $phone }
task-letter_failed = 📮 { $number }: our request to { $unit } could not be delivered by mail. Please ask another way: { $phone }
task-letter_uncertain = 📮 { $number }: it is not clear whether our request reached { $unit } by mail. Please check: { $phone }
task-letter_bounced = 📮 { $number }: our request to { $unit } came back. Please ask another way: { $phone }
task-no-channel = no public channel is known
