# A unit's pledge: what it promises, who signed, and what was measured.

button-pledge = Pledge
pledge-title = Pledge · { $unit }
pledge-signed = ✅ Signed on { $day } by { $name }
pledge-unsigned = Not signed yet.
pledge-facts = Measured in the last year
pledge-few = Fewer than { $fewest } reports were received. That is too few for figures.
pledge-received =
    { $count ->
        [one] One report received
       *[other] { $count } reports received
    }
pledge-in-time = Answered in time: { $percent }%
pledge-answer-rate = Reports answered: { $percent }%
pledge-accept = Time to accept: median { $time }
pledge-remove = Time until content was gone: median { $time }
pledge-close = Time to close: median { $time }
pledge-suggest = Criticism and ideas
pledge-no-promises = There is nothing to sign here.

## For admins

pledges-title = Pledges · page { $page } of { $pages }
pledges-unsigned =
    { $count ->
        [0] Every unit has signed.
        [one] One unit has not signed yet.
       *[other] { $count } units have not signed yet.
    }
pledge-enter = Enter
pledge-change = Change
pledge-back = ☰ Pledges
pledge-signed_on-ask = When was it signed? Type the date on the paper as year-month-day, such as 2026-03-01.
pledge-signed_by-ask = Who signed it? Type the name and post as everyone may read them.
pledge-save-ask = Everyone will be able to read this. Is it right?
pledge-day-unknown = I cannot read that date. Please type year-month-day, such as 2026-03-01.
pledge-name-only = Please type only a name and a post, without a number or an address. Numbers belong into /units.
pledge-day-to-come = That day is in the future. Please type the day on which it was signed.
pledge-saved = Saved. Everyone can see it now.
pledge-unchanged = Nothing has changed.
pledge-changed-meanwhile = Someone else has just changed it. This is its current state.
unit-field-signed_on = Signed on
unit-field-signed_by = Signed by
pledge-signed-source = ✅ Signed on { $day } ({ $source })
pledge-all = Who has signed
pledge-of-province = ☰ The pledge
signatures-title = Who has signed the pledge · page { $page } of { $pages }
signatures-count = { $count } of { $units } units have signed.

## For admins: many units at once

pledges-enter = Enter many at once
pledges-added =
    { $count ->
        [one] Saved for one unit. Everyone can see it now.
       *[other] Saved for { $count } units. Everyone can see it now.
    }
pledges-more = … and { $count } more
pledges-units-ask = Which units have signed? Type their names or codes, one on a line, or tap the button. What is recorded already stays as it is.
units-unsigned = All that have not signed
pledges-signed_on-ask = On which day did they sign? Please type the date on the document as year-month-day, such as 2026-03-01.
pledges-source-ask = Where is that said? Type the document or the event as everyone may read it.
pledges-save-ask = Everyone will be able to read this. Is it right?
pledges-unit-unknown = I know no unit “{ $name }”. Please check the line.
pledges-unit-several = Several units fit “{ $name }”. Please type the whole name or the code.
pledges-too-many = That is more than { $most } units. Please enter them in parts.
unit-field-source = Source
