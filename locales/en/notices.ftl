# What staff are told when, and their digests. Short: they read it between two cases.

settings-notices = 🔔 Notices
notices-title = What I tell you, and when
notices-danger = Danger to life always comes at once. What only you can answer comes at once, except in quiet hours.
notices-on-call = You are on call: until it ends you get each notice.
notices-is-usual = As usual: you get each notice. If your group or somebody on call gets it too, you get a digest.
notices-is-each = Each notice, at once.
notices-is-digest = A digest at the times below.
notices-is-mine = Only what needs you yourself. The rest is in the queue.
notices-times = Digests at: { $times }
notices-quiet = Quiet hours: { $hours }. News about cases then comes as one message when they end.
notices-no-quiet = Quiet hours: none
notices-mode-usual = As usual
notices-mode-each = Each one
notices-mode-digest = Digest
notices-mode-mine = Only mine
notices-times-morning = 9:00
notices-times-twice = 9:00 + 14:00
notices-times-hourly = Hourly, 8–18
notices-times-typed = Other times
notices-quiet-none = No quiet hours
notices-quiet-night = 22:00–7:00
notices-quiet-evening = 18:00–8:00
notices-quiet-typed = Other hours
digest_at-at-ask = At what times do you want your digest? For example: 8:30 14:00
quiet_from-at-ask = From when to when shall I be quiet? For example: 22:30-6:30
answer-times-wanted = I need times of the day, such as 8:30, 9 am or 8:30 14:00.
answer-too-many-times = At most { $limit } times a day, please.
answer-hours-wanted = I need two different times, such as 22:30-6:30.
answer-quiet-too-long = At most { $hours } hours, please: somebody must hear of new cases.
digest-title-digest = 📋 Your digest
digest-title-quiet = 🌅 While it was quiet
digest-burst-new = { $count ->
    [one] 🆕 1 new case
   *[other] 🆕 { $count } new cases
}
digest-burst = { $count ->
    [one] 🔔 News about 1 case
   *[other] 🔔 News about { $count } cases
}
digest-news = Since last time: { $news }
digest-new = { $count } new
digest-late = { $count } overdue
digest-to_confirm = { $count } to confirm
digest-answers = { $count ->
    [one] 1 answer
   *[other] { $count } answers
}
digest-other = { $count } other
digest-waits = Waiting now: { $waits }
digest-more = { $count ->
    [one] and 1 more: tap "Queue"
   *[other] and { $count } more: tap "Queue"
}
mydata-notices = What you chose to be told, as staff:
