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
group-topics-off = Turn topics off
group-topics-are = Each new case gets its own topic: number, state, time left.
group-hint = You write in the name of the group, so I cannot tell who you are. Write as yourself, or tap the button.
group-as-myself = Do it as myself

topic-hours = { $count } h left
topic-day = due { $day }
topic-overdue = overdue

notice-topics_lost = ⚠️ I cannot make topics in the group of { $unit }: topics are off there, or I lack the right. New cards appear without topics. To turn topics on again, send /bind there.
