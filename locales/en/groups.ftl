# What a unit's group sees.

group-card-with = now with { $unit }
group-card-gone = no longer shown in this group
group-digest =
    { $count ->
        [one] 🆕 1 more new case
       *[other] 🆕 { $count } more new cases
    }
group-digest-queue = ☰ Show the queue
group-bind-not-allowed = Only the lead of a unit, or an admin, can connect a group. Please ask one of them to write /bind here.
group-topics-on = Give each case a topic
group-topics-off = No topics any more
group-topics-are = Each new case gets a topic of its own: number, state, time left.
group-hint = You write in the group’s own name, so I cannot tell who you are. Write as yourself, or press the button: then I know.
group-as-myself = Do it as myself

topic-hours = { $count } h left
topic-day = due { $day }
topic-overdue = overdue

notice-topics_lost = ⚠️ In the group of { $unit } I can make no topics: it has none, or I lack the right. Cards stand there without. /bind there turns topics on again.
