# 发给没有人使用 Telegram 的单位的邮件、邮件不通时的待办事项，以及代为录入：
# 电话、邮件、来访的举报，单位的答复，被退回的邮件。

## 邮件；其中没有任何来自举报人的内容

mail-subject = 件 { $number }
mail-sender = 网络举报受理
mail-us = 本中心
mail-new_case = 贵单位有新件：{ $number }。
mail-case_came = 件 { $number } 已转到贵单位办理。
mail-reporter_added = 件 { $number } 有补充内容。
mail-reporter_answered = 件 { $number } 的询问已有答复，恢复计时。
mail-reporter_withdrew = 件 { $number } 有一件举报已撤回。
mail-appeal_entered = 件 { $number } 收到复核申请，须由未参与原决定的人办理。
mail-remitted = 件 { $number } 经复核，需要重新核查。
mail-order = 上级单位对件 { $number } 提出办理要求，请电话询问具体内容。
mail-reminder = 件 { $number } 即将到期。
mail-late_here = 件 { $number } 已超期，已通知上级单位。
mail-danger = 可能有人生命正受威胁。请立即处理，必要时拨打 { $number }。
mail-number = 编号：{ $number }
mail-unit = 单位：{ $unit }
mail-category = 类别：{ $category }
mail-opened = 收到时间：{ $when }
mail-due = 办理期限：{ $when }
mail-where = 内容所在位置（网址已作处理，不能直接点开）：
mail-place = 主机：{ $host } · 平台：{ $platform }
mail-more = ……另有 { $count } 处
mail-nowhere = 内容位置仅有文字描述，请向{ $unit }询问。
mail-closed = 请不要保存、发送或转发这类内容的任何图片或文件，只需要网址。
mail-words = 举报人的原话不在本邮件中，由{ $unit }保存。
mail-answer = 请向{ $unit }答复，并注明编号 { $number }，由其代为录入：
mail-by-phone = – 电话：{ $phone }
mail-by-mail = – 邮件：{ $email }（也可直接回复本邮件）
mail-by-reply = – 直接回复本邮件
mail-attached = 附件：供计算机读取的相同内容（{ $name }）。本邮件由系统自动发出。

## 待办事项

task-mail_missing = 📮 { $number }：{ $unit }没有人在这里，也无法发邮件。请电话告知：{ $phone }
task-mail_failed = 📮 { $number }：发给{ $unit }的邮件没有送达。请电话告知：{ $phone }
task-mail_uncertain = 📮 { $number }：发给{ $unit }的邮件是否送达无法确定。请电话核实：{ $phone }
task-mail_bounced = 📮 { $number }：发给{ $unit }的邮件被退回。请电话告知：{ $phone }
verb-see_to = 办理待办
task-no-phone = 没有登记电话
task-done-button = ✅ 已办：{ $number }
task-done = 已勾销。
task-more = ……另有 { $count } 项
tasks-title = 待办事项
task-unknown = 这项待办已不存在。
