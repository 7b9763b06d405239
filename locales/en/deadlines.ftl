# Clocks: reminders, lateness, danger to life, legal hold, and how long a case is kept.

## The card

staff-late =
    { $times ->
        [one] 🔺 Overdue: one deadline missed
       *[other] 🔺 Overdue: { $times } deadlines missed
    }
staff-late-passed-up =
    { $times ->
        [one] 🔺 Overdue: one deadline missed; passed up to { $unit }
       *[other] 🔺 Overdue: { $times } deadlines missed; passed up to { $unit }
    }
staff-alarm = 🆘 Nobody has taken this yet. The people on call are alerted every 5 minutes.
staff-held = ⚖️ Legal hold since { $since }: not archived, not deleted

## What staff are asked

hold-reason-ask = Why must this case be kept? Only colleagues see this. During the hold, nothing in it is archived or deleted.
unhold-reason-ask = Why does the hold end? Only colleagues see this. After that, the case is archived and deleted on schedule.

## News to staff

notice-reminder = ⏳ { $number } is due today.
notice-word_wanted = 💬 { $number }: please write to the reporter. Accept, ask, or tell them where it stands.
notice-late_here = ⏰ { $number } is overdue and has been passed up. It has a new deadline.
notice-late_above = ⏰ { $number } is overdue in a unit below you and has been passed up to you. It has a new deadline.
notice-late_again = ⏰ { $number } is overdue, and there is no unit above you. It has a new deadline.
notice-alarm = 🆘 { $number }: a life is in danger now. Tap “I have it” to take it.
notice-assigned = 👤 { $name } has given you { $number }.
notice-alarm_over = ✅ { $number }: { $name } has it.

## The reporter

notice-new_time =
    { $why ->
        [clock] The time that we told you was wrong, because our clock was wrong. This is the right one.
       *[calendar] Our working days or hours have changed, and so has our time for your report.
    }
notice-late =
    { $unit ->
        [none] Your report is late. We are sorry. The office knows and has a new deadline.
       *[other] Your report is late. We are sorry. It has been passed up to { $unit }, which will make sure that it goes on.
    }
notice-kept-until = We delete your report on { $day }, unless a court or the law requires us to keep it longer.
standing-late = ⏰ This is late. The office knows and has a new deadline.
standing-late-passed-up = ⏰ This is late. It has been passed up to { $unit }, which will make sure that it goes on.

## Refusals

refusal-alarm-over = Someone has already taken it.
refusal-held = This case is already on legal hold.
refusal-not-held = This case is not on legal hold.
