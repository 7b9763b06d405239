# 说明为什么不行，以及接下来可以怎么做。

answer-words-wanted = 请用文字回答这个问题。
answer-hidden = 第 { $place } 个字符看不见（{ $sign }）。请删除它，或重新输入。
answer-damaged = 第 { $place } 个字符已损坏。请重新输入；如果是文件，请从内容正确的原文件另存为 UTF-8。
answer-too-short = 请再多写一点，至少 { $least } 个字。
answer-too-long = 内容太长了：共 { $length } 字，最多 { $limit } 字。请缩短，其余内容可以之后再补充。
answer-button-wanted = 请点按钮选择。
choice-gone = 该选项已不在列表中，请重新选择。您填写的其他内容都已保留。
answer-outdated = 那条消息之后内容有变动。请再核对一遍：下面是现在将要提交的内容。
answer-needed = 这个问题不能跳过。
answer-empty = 这一项不能为空，请填写所问的内容。
answer-spreadsheet-error = { $error } 是电子表格在没有结果时显示的内容。请直接填写实际内容；如果是文件，请改正公式或加宽该列。
press-not-for-you = 您不能使用这个按钮。
press-private-first = 还不能给您发私聊消息。请先打开 @{ $bot } 点“开始”，再按一次这个按钮。
answer-stale = 这个按钮已失效，请看最新的消息。
answer-nothing-asked = 这项内容已不在填写中，刚才的操作没有改变什么。请从原来的位置重新打开，或发送 /start。

report-evidence-wanted = 请发送照片、截图或文件，或点“上一步”。
report-contact-bad-phone = 这不像是电话号码。请检查一下，或改发邮箱地址。
report-contact-bad-email = 这不像是邮箱地址。请检查一下，或改发电话号码。
report-contact-none = 实名举报需要电话号码或邮箱地址。如果不想留，请点“上一步”，再选“匿名”。
report-contact-bad-name = 请只发送姓名，不要带链接或符号。
report-quota = 您一小时内已提交 { $limit } 份举报，{ $opens_at } 后可以继续提交。您填写的内容已保留。
report-withdrawn-already = 这份举报已撤回。如有需要，您可以重新举报。
report-not-open = 这份举报已办结，不能再进行此操作。

files-never = 请不要发送文件，也请不要保存或转发：这类内容只需要网址。您也可以拨打 { $hotline } 举报；如有孩子正处于危险之中，请先拨打 { $emergency }。
files-too-big = 文件太大了，最大 { $limit } MB。发一张截图或一小段视频就够了。
files-empty = 这个文件是空的，里面没有内容。请您检查后重新发送。
files-no-room = 存储空间已满，暂时无法接收文件。请先用文字填写，文件稍后再发。
files-quota = 您在短时间内发送了较多文件，暂时无法继续接收。请先用文字填写，过一小时或明天再发文件。
files-too-many = 最多可以发送 { $limit } 个文件，已达上限。已收到的文件都会保留。

addition-empty = 请写几句话，或先发送文件。
addition-quota = 补充次数已达每小时上限，{ $opens_at } 后可以继续补充。
appeal-once = 您已申请过复核。每个处理结果可以申请一次。
appeal-too-late = 申请复核的期限已过。如有新情况，可以重新举报。

track-bad-code = 这不像是查询码。查询码共 12 位字母和数字，例如 K7F3-9QWM-2XTA。
track-mistyped = 这个查询码有一位输错了，或者有两位颠倒了。请对照回执逐位核对。
track-unknown = 没有查到对应的举报，请逐位核对查询码。
track-quota = 查询次数已达每小时上限，{ $opens_at } 后可以继续查询。

refusal-not-allowed = 您没有此项操作的权限。
refusal-move = 案件状态已变，现在不能进行此操作。
refusal-four-eyes = 请由其他同事办理：作出决定的人不能审定或复核自己的决定。
refusal-take-lead = 该案件正等待他人审定或复核，目前只能由本单位或上级单位的负责人接手。请保留在待办队列中，或由负责人领取。
refusal-take-judge = 作出、审定或复核过原决定的人不能复核针对该决定的申请，因此目前不能接手该案件。请交由其他负责人或上级单位办理。
refusal-own-in-flood = 这批集中涌入的举报中有您本人的举报。请由其他同事全部放行，或由您逐一打开其余举报办理。
refusal-own-report = 这是您本人的举报，须由其他同事办理：任何人都不办理自己的举报。您会和其他举报人一样收到进展通知。
refusal-no-feedback = 请先写给举报人的答复，否则不能办结。
refusal-evidence-unseen = 请先查看证据。
refusal-too-early = 举报人的答复期限还没有到。
rule-unknown = 这条规定不适用于这个类别。
case-unknown = 在您有权查看的案件中没有找到。
case-which = 要打开哪个案件？请在命令后面写上编号：/case 2611-0042
case-bad-number = 这不像是案件编号。编号的格式为 2611-0042。
case-moved-on = 该案件已有更新，请查看最新状态。
form-overtaken = 您打开此表单后，案件 { $number } 已有变动：{ $done }（{ $by }，{ $at }）。表单内容均未发出。
form-case-closed = 您已无法查看案件 { $number }：案件已由其他单位办理，或您的权限有变。表单内容均未发出。
form-typed = 以下是您已写的内容，可以复制：
evidence-none = 没有可以打开的文件。
evidence-gone = 文件已不存在。
evidence-away = 文件存储暂时无法访问。文件没有丢失，请过几分钟再试。
group-unbound = 您所在的单位没有绑定这个群。
group-only = 请在要绑定的群里操作。
unit-unknown = 没有这个单位。
staff-unknown = 本单位没有这个人。
invitation-void = 这个邀请已被使用或已过期，请重新索取。
language-unknown = 暂不支持这种语言。
answer-own-hand = 这条消息由其他机器人代写。工作人员的操作请您亲自输入；本次未作任何处理。

command-unknown = 没有这个命令。发送 /help 可查看您能使用的功能。
error-bug = 系统出了点问题，您填写的内容都还在，请再试一次。如果再次出现，请告诉我们这个编号：{ $reference }
