# 举报人的联系方式：说明理由申请，由保管员同意后开启，显示十分钟。

verb-show_identity = 显示联系方式

## 申请

custody-title = 🔐 申请联系方式 · { $number }
custody-for = 用途：{ $purpose }
custody-state-waiting = 🔐 已申请联系方式，等待保管员答复
custody-state-granted = 🔐 保管员已同意开启联系方式
custody-state-refused = 🔐 联系方式未予开启
custody-state-lapsed = 🔐 申请逾期无人答复
custody-may-show = 还可显示 { $count } 次，{ $until }前有效。
custody-why-not = 保管员说明：
custody-yes = 同意开启
custody-no = 不同意
custody-entry = { $number } · { $alias }
custody-list = 等您答复的申请
custody-list-empty = ✅ 没有等您答复的申请。
purpose-contact = 联系举报人
purpose-referral = 随案移送

## 申请前的提问

ask_identity-which-ask = 针对哪一份举报？请点选，或输入代号。
ask_identity-purpose-ask = 联系方式作什么用？
ask_identity-reason-ask = 为什么需要？由保管员阅后决定。请不要写与此无关的举报人信息。
answer_identity-reason-ask = 为什么不开启？申请人会看到这段话。

## 联系方式

custody-of = 🔐 { $number } · 举报人 { $alias }
custody-field-name = 姓名
custody-field-phone = 电话
custody-field-email = 邮箱
custody-field-account = 账号
custody-field-words = 举报人原话
custody-wiped-soon = 本消息 { $minutes } 分钟后删除，请不要留存。
custody-comes = 联系方式会单独发来，{ $minutes } 分钟后删除。每次显示都记入日志。

## 提醒

notice-identity_wanted = 🔐 有人申请开启举报人的联系方式，请您决定。
notice-identity_granted = 🔐 { $number }：保管员已同意向您开启举报人 { $alias } 的联系方式。
notice-identity_refused = 🔐 { $number }：举报人 { $alias } 的联系方式未予开启，理由见下。
notice-identity_lapsed = 🔐 { $number }：您的申请 7 天内无人答复，可以重新申请。
notice-identity_uncertain = ⚠️ { $number }：无法确定联系方式是否已发到本聊天。如果看到了，请自行删除那条消息，系统无法代删；如果没有看到，可以再次显示。
notice-identity_not_wiped = ⚠️ { $number }：含联系方式的消息未能删除，请您自行删除。
notice-identity_digest = 🔐 联系方式申请情况 · { $unit }
custody-digest-days = { $since }起
custody-digest-row = { $name }：申请 { $asked } 次，同意 { $granted } 次，未同意 { $refused } 次，显示 { $shown } 次

## 说明为什么不行

custody-no-contact = 这件没有可以开启的举报人联系方式。
custody-no-custodian = 目前没有人可以决定此事。请管理员用 /grant 指定身份信息保管员。
custody-waiting = 您已申请过这份联系方式，还在等保管员答复。
custody-quota = 您一天内已申请 { $limit } 次联系方式，{ $opens_at }起可以再申请。
custody-unknown = 在您可以查看的申请中没有找到。
custody-own = 不能答复自己的申请，须由他人决定。
custody-answered = 这项申请已有答复。
custody-over = 这份联系方式不能再显示：已显示三次、已过一天，或已不再保存。可以重新申请。
custody-gone = 联系方式已不再保存。
report-choice-gone = 这件的情况刚刚有变化，请重新打开。

## 保管员

command-identities = 等我答复的联系方式申请
custodian-people = 身份信息保管员
custodian-invite = ➕ 身份信息保管员
custodian-what = 由他们决定是否开启举报人的联系方式。仅凭此身份看不到任何件。
custodian-invited =
    邀请：{ $role }。
    请把下面的链接发给本人。链接只能用一次，{ $until } 前有效。
custodian-joined-next = 有人申请查看举报人联系方式时，会在这里请您决定。发送 /identities 查看等您答复的申请。
custodian-dismiss-ask = 不再由 { $name } 担任身份信息保管员？
