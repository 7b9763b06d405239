# Who is on call in a unit, and who stands in for its lead.

on-call-title = On call in { $unit }
on-call-are = On call now: { $names }
on-call-nobody = Nobody is on call.
on-call-how = The people on call are alerted when a life is in danger. Tap a name to change this.

staff-deputy = Deputy: { $name }
staff-deputy-end = End deputy: { $name }
staff-deputy-until = { "" }, deputy until { $until }
deputy-ask = How long will { $name } be deputy for the lead of { $unit }? A deputy can do everything a lead can.
deputy-days =
    { $count ->
        [1] 1 day
        [7] 1 week
        [14] 2 weeks
       *[other] { $count } days
    }
deputy-moderators-only = Only a moderator of the unit can be deputy for its lead.
deputy-by-lead-only = Only the lead can decide this. A deputy cannot.

notice-on_call = 🔔 You are now on call for { $unit }. I will alert you when a life is in danger.
notice-off_call = You are no longer on call for { $unit }.
notice-deputy_named = 👤 You are deputy for the lead of { $unit } until { $until }. Send /start to get your new menu.
notice-deputy_ended = 👤 You are no longer deputy for the lead of { $unit }.
notice-deputy_over = 👤 { $name } is no longer deputy for the lead of { $unit }: the time is up.
