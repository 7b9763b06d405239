# Several reports of one thing: what may be the same, what was joined, and what reporters are told.

## The card

join-is-part = 🔗 Now part of { $number }
join-people = 👥 Reported by { $count } people
join-agreed = 🔗 The reporter agrees to join { $number }.
join-apart = The reporter prefers to stay separate from { $number }.
join-alike = May be the same as:
join-to = Join { $number }
alike-url = same address
alike-origin = same post
alike-file = same file
alike-picture = similar picture
alike-text = similar words
staff-message-asked = ❓ Question from before the case was joined

## What joining asks

join-case-ask = Which case does it belong to? Tap one, or type its number.
join-sure-ask = Are they the same? All its reports move to this case. Each reporter keeps their own code and gets every update. You can undo this within one day.
join-done = Joined. The reporters get a message.
sure-join = Yes, join

## News

notice-joined = Other people have reported the same thing, so the office handles your reports together. You keep your own code and get every update. Only the office reads what you wrote.
notice-reporter_joined = 🔗 Another report has been joined to { $number }.

## How a report stands

standing-others =
    { $others ->
        [one] You and one other person reported this.
       *[other] You and { $others } other people reported this.
    }

## Refusals

join-number-wanted = Please tap a case, or type its number. A number looks like 2611-0042.
join-itself = That is this case. Please choose another one.
join-part-of = That case is already part of { $number }. Please choose { $number }.
join-not-open = That case is closed, so nothing can be joined to it.
join-quarantined = That case is in quarantine. Release it first, or join it to this one.
join-other-unit = To join two cases you must work in both units. You can transfer this case instead.
join-closed = A case of a closed category can only be joined to a case of a closed category.
join-below = The unit of that case cannot handle this kind of report. Please join that case to this one instead.
join-danger-waits = A life is in danger here, and that case is waiting for its reporter. Please keep them separate for now.
join-not-accepted = That case has not been accepted yet. Please join it to this one instead.
join-decided = This case has been decided once, so it stays a case of its own.
unjoin-too-late = A join can be undone within one day. Please work on the joined case.
unjoin-decided = The joined case has been decided meanwhile, so the join cannot be undone.
unjoin-asked = A question to a reporter is open in the joined case. Please undo the join once it is answered.
unjoin-other-unit = To undo this you must also work in the unit of the joined case.
unjoin-withdrawn = Its reporter has withdrawn the report, so the case is not opened again.
