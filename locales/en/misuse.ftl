# Misuse: a warning, a pause, another look at it; and what waits in quarantine.

## To the reporter: neutral, with the reason, never a threat

notice-warned = The office asks you to take note of something.
notice-warned-after = Nothing changes for this report or for others of yours. If the same goes on, the office may let the next ones wait for a time; you can always file them.
notice-paused = What you report waits until { $until } before the office reads it.
notice-paused-after = You can go on reporting: everything is kept, with its code and receipt, and goes to the office when the time is over. If a life is in danger, say so when you file; such a report never waits. If you do not agree, press “Appeal”: somebody who did not decide this looks at it again.
notice-unpaused = The waiting time for your reports has been ended early. What you filed meanwhile now goes to the office.
notice-pause_judged = Somebody who had no part in it has looked again at the waiting time for your reports.
notice-pause-kept = It stays until { $until }.
notice-pause-lifted = It is over. What you filed meanwhile now goes to the office.
notice-released = Your report is now with the office; until now it was waiting.
pause_appeal-reasons-ask =
    Why should your reports not wait? Write it in your own words.

    Somebody who did not decide this will read it. This can be asked for once.
pause-appeal-done = Thank you. Somebody who did not decide this will look at it again, and you will hear the result.
mydata-warned = An office asked you on { $when } to take note of something about a report.
waits-pause = ⏸ It waits until { $until } and then goes to the office. It is kept safely, and you can add to it or withdraw it.
waits-flood = ⏸ Very many reports are coming in at this moment. Yours is kept safely and is read when its turn comes; you will be told.
waits-later = ⏸ It is kept safely and goes to the office later.

## On the card

staff-warned = ⚠️ This reporter was warned on { $when }.
staff-paused = ⏸ This reporter’s reports wait until { $until }.
staff-quarantine-pause = ⏸ In quarantine since { $since }: its reporter’s reports wait.
staff-quarantine-flood = ⏸ In quarantine since { $since }: too many came at once.
staff-pause-appealed = ⚖️ Reporter { $alias } asks for another look at the pause
staff-pause-reason = Why it was imposed
staff-pause-appeal = What the reporter says
pause_days-1 = 1 day
pause_days-3 = 3 days
pause_days-7 = 7 days
pause_days-30 = 30 days
verdict-keep = Keep the pause
verdict-lift = Lift the pause

warn-which-ask = Which reporter? Tap, or type the alias.
warn-reason-ask = Write to the reporter what went wrong, and how to do it better. It is sent as written: kindly, without a threat. Their reports go on being worked on.
pause-which-ask = Which reporter? Tap, or type the alias.
pause-pause_days-ask = For how long are this reporter’s new reports kept without being worked on? Filing stays possible; danger to life never waits.
pause-reason-ask = Write to the reporter why. It is sent as written, with the right to appeal.
unpause-which-ask = Which reporter? Tap, or type the alias.
unpause-reason-ask = Why does the pause end early? Only colleagues see it.
judge_pause-which-ask = Which reporter? Tap, or type the alias.
judge_pause-verdict-ask = Does the pause stand?
judge_pause-reason-ask = Write to the reporter why. It is sent as written.

## Quarantine

quarantine-key = ⏸ Quarantine: { $count }
quarantine-title = ⏸ Quarantine: { $count }
quarantine-what = Kept with code and receipt, in no queue, no clock runs. Open one to release or refuse it.
quarantine-empty = ✅ Nothing is in quarantine.
quarantine-why-pause = reporter paused
quarantine-why-flood = too many at once
quarantine-release-all = Release all
quarantine-release-ask = { $count } are in quarantine. What came in a flood goes into the queue, batch by batch, and its clocks begin; reports of paused reporters go on waiting. Release all?
quarantine-release-surely = Yes, release all
quarantine-released = ✅ They come into the queue, batch by batch.
notice-flood = ⏸ { $unit }: { $count } reports wait in quarantine; more come in than can be read.
notice-quarantine_left = ▶️ { $unit }: reports have come out of quarantine into the queue. /queue
notice-pause_appealed = ⚖️ { $number }: a reporter asks for another look at a pause. It needs somebody who did not impose it.

## Refusals

refusal-quarantined = This case is in quarantine. Release it first, or refuse it.
refusal-not-quarantined = This case is not in quarantine.
refusal-nobody-to-warn = There is nobody to warn here: the reporter is not known to us any more, or has been warned today.
refusal-not-warned = A pause needs a warning that is at least a day old, and none runs already.
refusal-nobody-paused = No reporter of this case is paused by this unit.
refusal-no-pause-appeal = No appeal against a pause waits here.
pause-unknown = There is nothing to appeal against.
pause-appealed = Another look has been asked for already. This can be done once.
pause-over = The waiting time is over already.
