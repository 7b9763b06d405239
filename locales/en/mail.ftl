# Mails to units that have nobody on Telegram, the tasks that follow where mail fails, and what
# staff enter for others: reports by phone, mail or visit, a unit's answer, a mail that came back.

## The mail; nothing in it comes from a reporter

mail-subject = Case { $number }
mail-sender = Online reporting office
mail-us = our office
mail-new_case = A new case for your unit: { $number }.
mail-case_came = Case { $number } has come to your unit.
mail-reporter_added = Something was added to case { $number }.
mail-reporter_answered = A question on case { $number } has been answered. Its time runs again.
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
mail-nowhere = The place of the content was described in words only. Please ask { $unit }.
mail-closed = Please do not save, send or forward any picture or file of this content. The address is enough.
mail-words = The reporter’s own words are not in this mail. They are with { $unit }.
mail-answer = Please answer { $unit } and name the number { $number }. Your answer is entered there:
mail-by-phone = – by phone: { $phone }
mail-by-mail = – by mail: { $email } (or simply reply to this mail)
mail-by-reply = – by a reply to this mail
mail-attached = Attached: the same facts for a computer ({ $name }). This mail was written by a machine.

## Tasks

task-mail_missing = 📮 { $number }: { $unit } has nobody here and cannot be written to by mail. Please tell them by phone: { $phone }
task-mail_failed = 📮 { $number }: the mail to { $unit } could not be delivered. Please tell them by phone: { $phone }
task-mail_uncertain = 📮 { $number }: nobody knows whether the mail to { $unit } arrived. Please ask by phone: { $phone }
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
