# 不当举报：先提醒，再暂停，可申请重新审查；以及隔离中的件。

## 对举报人：中性，说明理由，不作威胁

notice-warned = 关于您的举报，办理单位想请您留意：
notice-warned-after = 您的举报照常办理。如果类似情况再次发生，办理单位可能会让您后面的举报等待一段时间；您随时都可以提交举报。
notice-paused = 您的新举报需等到 { $until } 之后，办理单位才会处理。
notice-paused-after = 您可以继续举报。每份举报都有查询码和回执，等待期结束后即转给办理单位。如果有人面临生命危险，请在举报时注明，这样的举报不用等待。如不同意，请点“申请复核”，将由未参与该决定的人员复核。
notice-unpaused = 您的举报等待期已提前结束，期间提交的举报现已转给办理单位。
notice-pause_judged = 您的举报等待期已由未参与原决定的人员复核。
notice-pause-kept = 复核结果：维持原决定，等待至 { $until }。
notice-pause-lifted = 复核结果：等待期结束，期间提交的举报现已转给办理单位。
notice-released = 您的举报已结束等待，现已转给办理单位。
pause_appeal-reasons-ask =
    您认为您的举报为什么不应等待？请用自己的话写下来。

    将由未参与该决定的人员复核。可以申请一次。
pause-appeal-done = 谢谢，将由未参与该决定的人员复核，并告知您结果。
mydata-warned = 办理单位曾于 { $when } 就一份举报请您留意。
waits-pause = ⏸ 这份举报将在 { $until } 之后转给办理单位。举报已妥善保存，期间您可以补充或撤回。
waits-flood = ⏸ 目前举报量很大。您的举报已妥善保存，将按顺序处理，届时会通知您。
waits-later = ⏸ 您的举报已妥善保存，稍后转给办理单位。

## 卡片

staff-warned = ⚠️ 这位举报人曾于 { $when } 收到误用告诫。
staff-paused = ⏸ 这位举报人的举报暂缓处理至 { $until }。
staff-quarantine-pause = ⏸ 自 { $since } 起隔离：举报人处于暂停期。
staff-quarantine-flood = ⏸ 自 { $since } 起隔离：短时间内举报过多。
staff-pause-appealed = ⚖️ 举报人 { $alias } 对暂停申请复核
staff-pause-reason = 暂停理由
staff-pause-appeal = 举报人的说明
pause_days-1 = 1 天
pause_days-3 = 3 天
pause_days-7 = 7 天
pause_days-30 = 30 天
verdict-keep = 维持暂停
verdict-lift = 解除暂停

warn-which-ask = 哪一位举报人？请点选，或输入代号。
warn-reason-ask = 请告诉举报人哪里不妥、怎样做更好。将原文发送，请友善，不要威胁。其举报照常办理。
pause-which-ask = 哪一位举报人？请点选，或输入代号。
pause-pause_days-ask = 这位举报人的新举报暂缓处理多久？仍可提交；涉及生命危险的不用等待。
pause-reason-ask = 请告诉举报人理由。将原文发送，并告知可以申请复核。
unpause-which-ask = 哪一位举报人？请点选，或输入代号。
unpause-reason-ask = 为什么提前恢复？仅同事可见。
judge_pause-which-ask = 哪一位举报人？请点选，或输入代号。
judge_pause-verdict-ask = 是否维持暂停？
judge_pause-reason-ask = 请告诉举报人理由。将原文发送。

## 隔离

quarantine-key = ⏸ 隔离：{ $count }
quarantine-title = ⏸ 隔离：{ $count }
quarantine-what = 这些举报已保存，有查询码和回执，不进待办，不计时限。打开后可移出隔离或不予受理。
quarantine-empty = ✅ 没有隔离中的举报。
quarantine-why-pause = 举报人暂停中
quarantine-why-flood = 短时间内举报过多
quarantine-release-all = 全部移出
quarantine-release-ask = 隔离中共有 { $count } 份举报。因举报过多而隔离的将分批进入待办并开始计时；举报人处于暂停期的继续等待。全部移出？
quarantine-release-surely = 确定全部移出
quarantine-released = ✅ 正在分批进入待办。
notice-flood = ⏸ { $unit }：{ $count } 份举报在隔离中，举报量超出处理能力。
notice-quarantine_left = ▶️ { $unit }：有举报移出隔离，已进入待办。/queue
notice-pause_appealed = ⚖️ { $number }：举报人对暂停申请复核，须由未作该决定的人办理。

## 说明为什么不行

refusal-quarantined = 该案件在隔离中。请先移出隔离，或不予受理。
refusal-not-quarantined = 该案件不在隔离中。
refusal-nobody-to-warn = 没有可以告诫的举报人：举报已不与其关联，或今天已告诫过。
refusal-not-warned = 只有告诫满一天、且目前未被暂停的举报人才能暂停。
refusal-nobody-paused = 该案件没有被本单位暂停的举报人。
refusal-no-pause-appeal = 没有待复核的暂停。
pause-unknown = 没有可以申请复核的内容。
pause-appealed = 您已申请过复核，只能申请一次。
pause-over = 等待期已经结束。
