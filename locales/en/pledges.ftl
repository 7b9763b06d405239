# A unit's pledge: what it promises, who signed, and what was measured.

button-pledge = Pledge
pledge-title = Pledge · { $unit }
pledge-signed = ✅ Signed on { $day } by { $name }
pledge-unsigned = Not signed yet.
pledge-facts = Measured in the last year
pledge-few = Fewer than { $fewest } reports were received: too few for figures.
pledge-received =
    { $count ->
        [one] One report received
       *[other] { $count } reports received
    }
pledge-in-time = Answered in time: { $percent }%
pledge-answer-rate = Reports answered: { $percent }%
pledge-accept = Until a report is accepted, half of them within: { $time }
pledge-close = Until it is closed, half of them within: { $time }
pledge-suggest = Criticism and ideas
pledge-no-promises = There are no promises here to sign.

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
pledge-signed_on-ask = On which day was it signed? Please type it as it stands on the paper: year-month-day, such as 2026-03-01.
pledge-signed_by-ask = Who signed it? The name and post, as everybody may read it.
pledge-save-ask = This is what everybody will read. Is it right?
pledge-day-unknown = I cannot read that as a day. Please type year-month-day, such as 2026-03-01.
pledge-day-to-come = That day is still to come. Please type the day on which it was signed.
pledge-saved = Saved. Everybody sees it now.
pledge-unchanged = Nothing was changed.
pledge-changed-meanwhile = Somebody else has changed it meanwhile. This is how it stands now.
unit-field-signed_on = Signed on
unit-field-signed_by = Signed by
