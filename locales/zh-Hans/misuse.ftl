# 不当举报：先提醒，再暂停，可申请重新审查；以及隔离中的件。

## 对举报人：中性，说明理由，不作威胁

notice-warned = 办理单位想请您留意一件事。
notice-warned-after = 这件举报和您的其他举报照常办理。如果类似情况继续发生，办理单位可能会让后面的举报等待一段时间；您随时都可以提交举报。
notice-paused = 您的举报需等到 { $until } 之后，办理单位才会处理。
notice-paused-after = 您可以继续举报：都会保存，照常有查询码和回执，时间一到就转给办理单位。如果有人有生命危险，请在提交时注明，这样的举报从不等待。如果您不同意，请点“申请复核”，将由没有参与这一决定的人重新审查。
notice-unpaused = 您的举报等待时间已提前结束，这期间提交的举报现在转给办理单位。
notice-pause_judged = 没有参与原决定的人员重新审查了您的举报等待时间。
notice-pause-kept = 维持原决定，等到 { $until }。
notice-pause-lifted = 等待已经结束，这期间提交的举报现在转给办理单位。
notice-released = 您的举报此前在等待，现在已转到办理单位。
pause_appeal-reasons-ask =
    为什么您的举报不应该等待？请用自己的话写下来。

    将由没有参与这一决定的人来看。可以申请一次。
pause-appeal-done = 谢谢。将由没有参与这一决定的人重新审查，结果会告诉您。
mydata-warned = 办理单位曾于 { $when } 就一件举报请您留意。
waits-pause = ⏸ 这件举报等到 { $until } 再转给办理单位。它已妥善保存，您可以补充或撤回。
waits-flood = ⏸ 目前收到的举报非常多。您的举报已妥善保存，轮到时就会处理，届时会告诉您。
waits-later = ⏸ 这件举报已妥善保存，稍后转给办理单位。

## 卡片

staff-warned = ⚠️ 这位举报人曾于 { $when } 被提醒。
staff-paused = ⏸ 这位举报人的举报等待至 { $until }。
staff-quarantine-pause = ⏸ 自 { $since } 起隔离：举报人的举报在等待期。
staff-quarantine-flood = ⏸ 自 { $since } 起隔离：同时来件过多。
staff-pause-appealed = ⚖️ 举报人 { $alias } 申请重新审查暂停
staff-pause-reason = 暂停的理由
staff-pause-appeal = 举报人的说明
pause_days-1 = 1 天
pause_days-3 = 3 天
pause_days-7 = 7 天
pause_days-30 = 30 天
verdict-keep = 维持暂停
verdict-lift = 解除暂停

warn-which-ask = 哪一位举报人？请点选，或输入代号。
warn-reason-ask = 请告诉举报人哪里不妥、怎样更好。将原样发出，请友善，不作威胁。其举报照常办理。
pause-which-ask = 哪一位举报人？请点选，或输入代号。
pause-pause_days-ask = 这位举报人的新举报暂缓处理多久？仍可提交；危及生命的从不等待。
pause-reason-ask = 请告诉举报人理由。将原样发出，并告知可以申请重新审查。
unpause-which-ask = 哪一位举报人？请点选，或输入代号。
unpause-reason-ask = 为什么提前恢复？仅同事可见。
judge_pause-which-ask = 哪一位举报人？请点选，或输入代号。
judge_pause-verdict-ask = 暂停是否维持？
judge_pause-reason-ask = 请告诉举报人理由。将原样发出。

## 隔离

quarantine-key = ⏸ 隔离：{ $count }
quarantine-title = ⏸ 隔离：{ $count }
quarantine-what = 已保存，有查询码和回执，不进待办，不计时限。打开后可移出或不予受理。
quarantine-empty = ✅ 没有隔离中的件。
quarantine-why-pause = 举报人暂停中
quarantine-why-flood = 同时来件过多
quarantine-release-all = 全部移出
quarantine-release-ask = 隔离中共 { $count } 件。来件过多而隔离的将分批进入待办并开始计时；暂停中的举报人的件继续等待。全部移出？
quarantine-release-surely = 确定全部移出
quarantine-released = ✅ 将分批进入待办。
notice-flood = ⏸ { $unit }：{ $count } 件举报在隔离中，来件多于可以处理的数量。
notice-quarantine_left = ▶️ { $unit }：有举报已从隔离进入待办。/queue
notice-pause_appealed = ⚖️ { $number }：举报人申请重新审查暂停，须由未作该决定的人办理。

## 说明为什么不行

refusal-quarantined = 这件在隔离中。请先移出，或不予受理。
refusal-not-quarantined = 这件不在隔离中。
refusal-nobody-to-warn = 这里没有可以提醒的人：举报人已不再关联，或今天已提醒过。
refusal-not-warned = 暂停之前须有至少满一天的提醒，且目前没有暂停。
refusal-nobody-paused = 这件没有被本单位暂停的举报人。
refusal-no-pause-appeal = 没有等待审查的暂停异议。
pause-unknown = 没有可以申请审查的内容。
pause-appealed = 已经申请过重新审查，只能申请一次。
pause-over = 等待时间已经结束。
