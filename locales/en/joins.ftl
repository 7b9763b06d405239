# Several reports of one thing: what may be the same, what was joined, and what reporters are told.

## The card

join-is-part = 🔗 Part of { $number } now
join-people = 👥 Reported by { $count } people
join-agreed = 🔗 The reporter agrees to join { $number }.
join-apart = The reporter would rather stay apart from { $number }.
join-alike = May be the same as:
join-to = Join { $number }
alike-url = same address
alike-origin = same post
alike-file = same file
alike-picture = similar picture
alike-text = similar words
staff-message-asked = ❓ Question, before it was joined

## What joining asks

join-case-ask = Which case is it part of? Tap one, or type its number.
join-sure-ask = Is it the same? All its reports become part of this case. Each reporter keeps the own code and gets every update; it cannot be undone.
join-done = Joined. Its reporters have been told.
sure-join = Yes, join

## News

notice-joined = Others have reported the same, so your report is handled together with theirs. You keep your own code and get every update; nobody reads what you wrote but the office.
notice-reporter_joined = 🔗 Another report has been joined to { $number }.

## How a report stands

standing-others =
    { $others ->
        [one] You and one other person reported this.
       *[other] You and { $others } other people reported this.
    }

## Refusals

join-number-wanted = Please tap a case, or type its number. It looks like 2611-0042.
join-itself = This is the case itself. Please choose another one.
join-part-of = That case is itself part of { $number } now. Please choose that one.
join-not-open = That case is not open any more, so nothing can be joined to it.
join-quarantined = That case waits in quarantine. Release it first, or join it to this one.
join-other-unit = To join two cases, you need to work in the units of both. Transfer it there instead.
join-closed = A case of a closed category can only be joined to another one of such a category.
join-below = The unit that has that case may not have reports of this kind. Join that case to this one instead.
join-danger-waits = A life is in danger here, and that case waits for its reporter. Please keep them apart until it goes on.
