# Clocks: reminders, lateness, danger to life, legal hold, and how long a case is kept.

## The card

staff-late =
    { $times ->
        [one] 🔺 Late: one deadline has passed
       *[other] 🔺 Late: { $times } deadlines have passed
    }
staff-late-passed-up =
    { $times ->
        [one] 🔺 Late: one deadline has passed; passed up to { $unit }
       *[other] 🔺 Late: { $times } deadlines have passed; passed up to { $unit }
    }
staff-alarm = 🆘 Nobody has it yet. People are woken every 5 minutes.
staff-held = ⚖️ Legal hold since { $since }: neither archived nor deleted

## What staff are asked

hold-reason-ask = Why must this case be held? Only colleagues see it. While it is held, nothing of it is archived or deleted.
unhold-reason-ask = Why does the hold end? Only colleagues see it. After this the case is archived and deleted in its time.

## News to staff

notice-reminder = ⏳ { $number } is due today.
notice-word_wanted = 💬 The reporter of { $number } is still owed a personal word: accept, ask, or tell them how it stands.
notice-late_here = ⏰ { $number } is late and has been passed up. There is a new time.
notice-late_above = ⏰ { $number } is late below you and comes to you. There is a new time.
notice-late_again = ⏰ { $number } is late, and nobody is above you. There is a new time.
notice-alarm = 🆘 { $number }: a life is in danger now. Press “I have it” if you see to it.
notice-alarm_over = ✅ { $number }: { $name } has it.

## The reporter

notice-late =
    { $unit ->
        [none] Your report is late, and we are sorry. The office knows, and has a new time for it.
       *[other] Your report is late, and we are sorry. It has been passed up to { $unit }, which sees to it that it goes on.
    }
notice-kept-until = Its contents are kept until { $day } and deleted then, unless a court or the law needs them longer.
standing-late = ⏰ This is late. The office knows, and has a new time for it.
standing-late-passed-up = ⏰ This is late. It has been passed up to { $unit }, which sees to it that it goes on.

## Refusals

refusal-alarm-over = Somebody has it already.
refusal-held = There is a legal hold on this case already.
refusal-not-held = There is no legal hold on this case.
