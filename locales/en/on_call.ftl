# Who is on call in a unit, and who stands in for its lead.

on-call-title = On call in { $unit }
on-call-are = On call now: { $names }
on-call-nobody = Nobody is on call.
on-call-how = Who is on call is woken when a life is in danger. Tap a name to change it.

staff-deputy = Deputy: { $name }
staff-deputy-end = End deputy: { $name }
staff-deputy-until = { "" }, deputy until { $until }
deputy-ask = For how long is { $name } to stand in for the lead of { $unit }? A deputy may do what a lead may.
deputy-days =
    { $count ->
        [1] 1 day
        [7] 1 week
        [14] 2 weeks
       *[other] { $count } days
    }
deputy-moderators-only = Only a moderator of the unit can stand in for its lead.
deputy-by-lead-only = Only a lead can decide this, not somebody who stands in for one.

notice-on_call = 🔔 You are on call for { $unit } now. When a life is in danger, I wake you.
notice-off_call = You are no longer on call for { $unit }.
notice-deputy_named = 👤 You stand in for the lead of { $unit } until { $until }. Send /start for your new menu.
notice-deputy_ended = 👤 You no longer stand in for the lead of { $unit }.
notice-deputy_over = 👤 { $name } no longer stands in for the lead of { $unit }: the time is over.
