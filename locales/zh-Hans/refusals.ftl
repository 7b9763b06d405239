# 说明为什么不行，以及接下来可以怎么做。

answer-words-wanted = 请用文字回答这个问题。
answer-too-short = 请再多写一点，至少 { $least } 个字。
answer-too-long = 内容太长了：共 { $length } 字，这里最多 { $limit } 字。请缩短一些，其余的可以以后再补充。
answer-button-wanted = 请点下面的按钮来选择。
answer-needed = 这个问题不能跳过。
answer-stale = 这个按钮已经过时，不再起作用。请看最新的一条消息。
answer-nothing-asked = 这里已经没有进行中的内容。可以用 /report 重新开始。

report-link-bad = 没有找到链接。请发送内容的网址，或转发那条帖子，或写明在哪里看到：哪个应用、哪个账号、什么时间。
report-evidence-wanted = 请发送照片、截图或文件，或点“跳过”。
report-evidence-none = 还没有收到文件。请先发送，或点“跳过”。
report-good-faith-missing = 还差一步：请勾选“如实举报”。
report-contact-bad-phone = 这看起来不是电话号码。请检查一下，或改发邮箱地址。
report-contact-bad-email = 这看起来不是邮箱地址。请检查一下，或改发电话号码。
report-contact-bad-name = 请按证件上的写法发送姓名，不要带链接或符号。
report-quota = 您一小时内已提交 { $limit } 件举报。{ $opens_at }起可以再提交，已填写的内容会保留。
report-withdrawn-already = 这件举报已经撤回。如有需要，可以重新举报。
report-not-open = 这件举报已经办结，不能再这样操作。

files-never = 请不要发送文件，也请不要保存或转发：这类内容只需要网址。热线 { $hotline } 可以马上提供帮助。
files-too-big = 文件太大了，最大 { $limit } MB。发一张截图，或截取一小段视频就够了。
files-empty = 这个文件是空的，里面没有内容。请您检查后重新发送。
files-no-room = 存储空间已满，暂时不能接收文件。其他内容照常接收：请继续用文字填写，文件稍后再发。
files-too-many = 最多可以放 { $limit } 个文件，现在已经满了。已收到的都会保留。

addition-empty = 请写几句话，或先发送文件。
addition-quota = 一小时内补充的内容比较多。{ $opens_at }起可以继续补充。
appeal-once = 您已经申请过复核。每个处理结果可以申请一次。
appeal-too-late = 申请复核的期限已过。如果有新情况，可以重新举报。

track-bad-code = 这看起来不是查询码。查询码共 12 位字母和数字，例如 K7F3-9QWM-2XTA。
track-unknown = 没有查到这个查询码对应的举报，请逐位核对一下。
track-quota = 一小时内查询的次数比较多。{ $opens_at }起可以继续查询。

refusal-not-allowed = 您没有这项操作的权限。
refusal-move = 现在不能这样操作，这件已处于别的状态。
refusal-four-eyes = 需要由另一位同事来做：作出决定的人不能确认或复核自己的决定。
refusal-no-feedback = 没有给举报人的答复，不能办结。
refusal-evidence-unseen = 请先查看证据。
refusal-too-early = 举报人补充的期限还没有到。
rule-unknown = 这一类别不能引用该依据。
case-unknown = 在您可以查看的件中没有找到。
case-bad-number = 这看起来不是编号。编号的样子是 2611-0042。
case-moved-on = 这件刚刚被别人处理过，请看最新的状态。
evidence-none = 没有可以打开的文件。
evidence-gone = 文件已不存在。
evidence-away = 文件存储暂时无法访问。文件没有丢失，请过几分钟再试。
group-unbound = 您所在的单位没有绑定这个群。
group-only = 请在要绑定的群里操作。
unit-unknown = 没有这个单位。
staff-unknown = 在本单位人员中没有找到这个人。
invitation-void = 这个邀请已经使用过或已过期，请重新索取。
language-unknown = 这里暂时没有这种语言。

answer-own-hand = 这条消息由其他机器人代写。工作人员的操作请您亲自输入；本次未作任何处理。
command-unknown = 没有这个命令。/help 列出了您可以做的事。
error-bug = 我们这边出了点问题。您填写的内容都还在，请再试一次。如果再次出现，请告诉我们这个编号：{ $reference }
