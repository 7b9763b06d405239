# Misuse: a warning, a pause, another look at it; and what waits in quarantine.

## To the reporter: neutral, with the reason, never a threat

notice-warned = A note from the office about your report:
notice-warned-after = Your reports go on as usual. But if this happens again, the office may make your next reports wait for a while. You can still send them at any time.
notice-paused = The office will read your new reports only after { $until }.
notice-paused-after = You can go on reporting. Every report gets a code and a receipt, and goes to the office when the time is over. Is a life in danger? Say so in your report: it never waits. If you do not agree, tap “Appeal”. Someone who did not decide this will review it.
notice-unpaused = The waiting time for your reports has ended early. The reports you sent in the meantime are now with the office.
notice-pause_judged = Someone who was not part of the decision has reviewed the waiting time for your reports.
notice-pause-kept = It stays until { $until }.
notice-pause-lifted = It has ended. The reports you sent in the meantime are now with the office.
notice-released = Your report had to wait. Now it is with the office.
pause_appeal-reasons-ask =
    Why should your reports not wait? Tell us in your own words.

    Someone who did not decide this will read it. You can appeal once.
pause-appeal-done = Thank you. Someone who did not decide this will review it and tell you the result.
mydata-warned = On { $when } an office sent you a note about a report.
waits-pause = ⏸ Your report goes to the office after { $until }. Until then we keep it safe. You can add to it or withdraw it.
waits-flood = ⏸ Very many reports are coming in right now. Yours is safe and will be read in its turn. We will tell you.
waits-later = ⏸ Your report is safe. It goes to the office later.

## On the card

staff-warned = ⚠️ This reporter was warned on { $when }.
staff-paused = ⏸ This reporter’s reports wait until { $until }.
staff-quarantine-pause = ⏸ In quarantine since { $since }: its reporter is paused.
staff-quarantine-flood = ⏸ In quarantine since { $since }: too many reports came at once.
staff-pause-appealed = ⚖️ Reporter { $alias } appeals against the pause
staff-pause-reason = Reason for the pause
staff-pause-appeal = What the reporter says
pause_days-1 = 1 day
pause_days-3 = 3 days
pause_days-7 = 7 days
pause_days-30 = 30 days
verdict-keep = Keep the pause
verdict-lift = Lift the pause

warn-which-ask = Which reporter? Tap one, or type the alias.
warn-reason-ask = Tell the reporter what went wrong and how to do it better. It is sent as written. Please be kind, and do not threaten. Their reports are worked on as usual.
pause-which-ask = Which reporter? Tap one, or type the alias.
pause-pause_days-ask = How long should this reporter's new reports wait? They can still send reports. Danger to life never waits.
pause-reason-ask = Tell the reporter why. It is sent as written, with how to appeal.
unpause-which-ask = Which reporter? Tap one, or type the alias.
unpause-reason-ask = Why does the pause end early? Only colleagues see this.
judge_pause-which-ask = Which reporter? Tap one, or type the alias.
judge_pause-verdict-ask = Should the pause stay?
judge_pause-reason-ask = Tell the reporter why. It is sent as written.

## Quarantine

quarantine-key = ⏸ Quarantine: { $count }
quarantine-title = ⏸ Quarantine: { $count }
quarantine-what = These reports have a code and a receipt. They are in no queue, and no deadline runs. Open one to release it or not to accept it.
quarantine-empty = ✅ Nothing is in quarantine.
quarantine-why-pause = reporter paused
quarantine-why-flood = too many at once
quarantine-release-all = Release all
quarantine-release-ask = { $count } reports are in quarantine. Those from a flood go into the queue in batches, and their deadlines start. Those of paused reporters keep waiting. Release all?
quarantine-release-surely = Yes, release all
quarantine-released = ✅ They are going into the queue in batches.
notice-flood = ⏸ { $unit }: { $count } reports are in quarantine. More are coming in than can be read.
notice-quarantine_left = ▶️ { $unit }: reports have left quarantine and are in the queue. /queue
notice-pause_appealed = ⚖️ { $number }: a reporter appeals against a pause. Someone who did not decide it has to review it.

## Refusals

refusal-quarantined = This case is in quarantine. Release it first, or do not accept it.
refusal-not-quarantined = This case is not in quarantine.
refusal-nobody-to-warn = There is nobody to warn: the reporter is no longer linked, or was already warned today.
refusal-not-warned = You can pause a reporter only if they were warned at least a day ago and are not paused already.
refusal-nobody-paused = Your unit has paused no reporter of this case.
refusal-no-pause-appeal = There is no appeal against a pause here.
pause-unknown = There is nothing to appeal against.
pause-appealed = You have already appealed. You can do this once.
pause-over = The waiting time is already over.
