# 发给没有人使用 Telegram 的单位的邮件、邮件不通时的待办事项，以及代为录入：
# 电话、邮件、来访的举报，单位的答复，被退回的邮件。

## 邮件；其中没有任何能看出举报人是谁的内容

mail-subject = 案件 { $number }
mail-sender = 网络举报受理
mail-us = 本中心
mail-new_case = 贵单位有新案件：{ $number }。
mail-case_came = 案件 { $number } 已转到贵单位办理。
mail-reporter_added = 案件 { $number } 有补充内容。
mail-reporter_added-gathered = 案件 { $number } 又有 { $count } 次补充。
mail-reporter_answered = 案件 { $number } 的询问已有答复，办理时限恢复计算。
mail-reporter_edited = 案件 { $number } 的内容有修改。
mail-reporter_edited-gathered = 案件 { $number } 的内容又修改了 { $count } 次。
mail-reporter_joined = 有另一份举报并入案件 { $number }。
mail-reporter_withdrew = 案件 { $number } 有一份举报已撤回。
mail-appeal_entered = 案件 { $number } 收到复核申请，须由未参与原决定的人办理。
mail-remitted = 案件 { $number } 经复核，需要重新核查。
mail-order = 上级单位对案件 { $number } 提出办理要求，内容见下。
mail-reminder = 案件 { $number } 即将到期。
mail-late_here = 案件 { $number } 已逾期，已通知上级单位。
mail-rule = 违反的规定：{ $rule }
mail-finding = 核查认定：
mail-staff = 办理要求：
mail-asks-check = 请核查下列网址的内容，并答复是否违反规定以及处理结果。
mail-asks-review = 请由未参与原决定的人员复核，并书面说明理由。
mail-asks-order = 请按要求在上述期限前办理并答复。
mail-asks-answer = 请在上述期限前办结并答复。
mail-danger = 可能有人正面临生命危险。请立即处理，必要时拨打 { $number }。
mail-number = 编号：{ $number }
mail-unit = 单位：{ $unit }
mail-category = 类别：{ $category }
mail-opened = 收到时间：{ $when }
mail-due = 办理期限：{ $when }
mail-where = 内容所在位置（网址已作处理，以免误点）：
mail-place = 主机：{ $host } · 平台：{ $platform }
mail-more = ……另有 { $count } 处
mail-nowhere = 没有内容的网址，请向{ $unit }询问。
mail-nowhere-described = 没有内容的网址，请看下面的文字说明。
mail-closed = 请不要保存、发送或转发这类内容的任何图片或文件，只需要网址。
mail-words = 以下是举报人的原话或其转发的内容，请您保密，不要转给他人。其中的网址已作处理，以免误点；举报人留下的联系方式已隐去。
mail-words-none = 本邮件不含举报人的文字说明。
mail-words-elsewhere = 另有 { $count } 份举报的文字不在本邮件中，请向{ $unit }询问。
mail-report = 举报 { $number }：
mail-said-answer = 举报人对询问的答复：
mail-said-addition = 后来补充：
mail-said-appeal = 申请复核的理由：
mail-said-edit = 上文修改后的版本：
mail-removed = [联系方式已隐去]
mail-shortened = ……（已缩短）
mail-answer = 请向{ $unit }答复，并注明编号 { $number }，由该单位代为录入：
mail-by-phone = – 电话：{ $phone }
mail-by-mail = – 邮件：{ $email }（也可直接回复本邮件）
mail-by-reply = – 直接回复本邮件
mail-attached = 附件为供计算机读取的相同内容（{ $name }）。本邮件由系统自动发出。

## 写给没有账号的举报人的邮件：简短，不含举报内容

news-mail-subject = 您有新的进展通知
news-mail-head = 查询码尾号 { $tail } 的举报有新进展，目前状态：{ $state }
news-mail-code = 您的查询码：{ $code }
news-mail-bot = 查看详情：把查询码发送给 https://t.me/{ $bot }
news-mail-phone = 也可致电 { $unit }：{ $phone }
news-mail-end = 请勿将查询码告诉他人。本邮件由系统自动发出，请勿回复。如果这封邮件与您无关，请删除。

## 待办事项

task-mail_missing = 📮 { $number }：{ $unit }没有人员使用本系统，也没有可用的邮箱。请电话告知：{ $phone }
task-mail_failed = 📮 { $number }：发给{ $unit }的邮件未能送达。请电话告知：{ $phone }
task-mail_uncertain = 📮 { $number }：无法确定发给{ $unit }的邮件是否送达。请电话核实：{ $phone }
task-judge_alone = ⚖️ { $number }：等您办理。{ $unit }的负责人按规定都须回避，请由上级办理。
task-judge_no_lead = ⚖️ { $number }：等您办理。{ $unit }没有负责人，须由上级办理。
task-judge_away = ⚖️ { $number }：等您办理。目前联系不到{ $unit }的其他负责人，须由上级办理。
task-goes-by-itself = 案件有人复核后，本提示自动消失。
task-mail_bounced = 📮 { $number }：发给{ $unit }的邮件被退回。请电话告知：{ $phone }
verb-see_to = 办理待办事项
task-no-phone = 没有登记电话
task-done-button = ✅ 已办：{ $number }
task-done = 已标记为办好。
task-more = ……另有 { $count } 项
tasks-title = 待办事项
task-unknown = 这项待办已不存在。

## 代为录入

verb-unit_answer = 单位答复
verb-heard = 举报人所述
verb-told = 已告知举报人
entry-menu = 您要录入什么？
entry-report = 电话、邮件或来访的举报
entry-report-go-on = 继续未完成的举报
entry-answer = 单位的答复
entry-appeal = 被举报方的复核申请
entry-bounce = 邮件被退回
entry-next = 再录入一份举报
entry-number-ask = 哪个案件？请发送编号，例如 2611-0042。如是发出的处置要求被退回，请发送其完整编号，例如 2611-0042/1。
entry-unit-has-staff = 该单位有人员使用本系统，由他们自己录入。您可以写备注。
entry-nobody-without-account = 该案件的举报人都有账号。
entry-all-told = 该案件没有待告知的举报人。

channel-telegram = Telegram
channel-phone = 电话
channel-email = 电子邮件
channel-walk_in = 来访
review-channel = 来源

entered-go-on = 这份举报还没有填完。要结束，请点“取消”。
entered-danger-first = 请先询问：现在有没有人面临生命危险？如有，请让对方马上拨打 { $number }，并点“有人正面临生命危险”。
entered-channel-ask = 举报是通过什么方式收到的？
entered-material-ask = 举报什么内容？请发送链接，或写明在哪里看到的：哪个应用、哪个账号、什么时间。也可以发送照片和文件。
entered-category-ask = 最接近哪一类？
entered-subcategory-ask = 具体是哪一种？
entered-words-ask = 举报人说哪里有问题？请按原话录入。可以跳过。
entered-evidence-ask = 请发送举报人提供的照片、截图或文件，发完请点“完成”。
entered-region-ask = 涉及哪个地区？不清楚可以跳过。
entered-identity-ask = 举报人想以什么方式举报？可以匿名；联系方式会加密保存。
entered-name-ask = 举报人的姓名？
entered-contact-ask = 怎样联系举报人？请输入电话号码或邮箱地址，输入后立即加密。
entered-review-title = 举报内容
entered-review-danger = 🆘 有人正面临生命危险。提交后，办理单位会立即收到提醒。
entered-submit = 提交举报
review-reporter = 举报人
entered-review-ask = 请与举报人核对内容。您现在写的文字都会加入举报。举报人表示据其所知情况属实的，才可点“提交举报”。
entered-to-unit = 举报将交给：{ $unit }
entered-closed = 这类内容只登记网址：不收文件，不登记姓名和联系方式。
entered-tick-danger = 有人正面临生命危险
entered-done = ✅ 已录入，编号 { $number }。
entered-again = 之前已录入，编号 { $number }，没有重复录入。
entered-read = 请慢慢念给举报人听，并请对方复述查询码：
entered-words = 您的举报已收到。这是您的查询码，请记下来，不要告诉他人：
entered-how = 您可以凭查询码电话询问进展，也可以在我们的 Telegram 机器人里发送 /track 加查询码查询，并选择在那里接收进展。
entered-once = 查询码只在这里显示，卡片上没有，之后也查不到。

unit_answer-channel-ask = 单位的答复是通过什么方式收到的？
unit_answer-text-ask = 单位怎样答复？请按原文录入。仅同事可见。
heard-which-ask = 是哪位举报人说的？
heard-text-ask = 举报人说了或写了什么？将按原话补充到举报中。
staff-message-unit_answer = 🏢 单位答复
staff-came-phone = 📞 电话举报
staff-came-email = ✉️ 邮件举报
staff-came-walk_in = 🚶 来访举报
staff-no-account = 没有账号，请自行告知
staff-untold = 🔔 { $when } 起的进展尚未告知举报人

## 代为录入的举报，由举报人与自己的账号关联

button-link = 在这里接收进展
standing-link = 您正凭查询码查看。这份举报还没有关联账号：如果是您本人的举报，可以在这里接收进展。
link-done = ✅ 今后这份举报的进展会发到这里。
link-not-yours = 这份举报是您代他人录入的，查询码由举报人使用。
link-too-late = 这份举报已关联过账号，不能再次关联。查询码仍然有效。
