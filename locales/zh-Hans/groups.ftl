# 单位的群里看到的内容。

group-card-with = 现由{ $unit }办理
group-card-gone = 不再在本群显示
group-digest = 🆕 另有 { $count } 个新案件
group-digest-queue = ☰ 查看待办
group-bind-not-allowed = 只有单位负责人或管理员可以绑定群。请他们在本群发送 /bind。
group-topics-on = 每个案件一个话题
group-topics-off = 关闭话题
group-topics-are = 每个新案件都有自己的话题：编号、状态和剩余时间。
group-hint = 您是以群的名义发言，系统无法知道您是谁。请以本人身份发送，或点下面的按钮。
group-as-myself = 以本人身份操作

topic-hours = 剩 { $count } 小时
topic-day = { $day }截止
topic-overdue = 已逾期

notice-topics_lost = ⚠️ 无法在{ $unit }的群里建立话题：该群没有开启话题，或机器人没有权限。卡片将直接发在群里。要重新开启，请在群中发送 /bind。
