# 举报人的联系方式：说明理由申请，由保管员同意后开启，显示十分钟。

verb-show_identity = 显示联系方式

## 申请

custody-title = 🔐 举报人联系方式 · { $number }
custody-for = 用途：{ $purpose }
custody-state-waiting = 🔐 已申请联系方式，等待保管员答复
custody-state-granted = 🔐 保管员已同意查看联系方式
custody-state-refused = 🔐 保管员未同意查看联系方式
custody-state-lapsed = 🔐 申请逾期，无人答复
custody-may-show = 还可查看 { $count } 次，{ $until } 前有效。
custody-why-not = 保管员说明：
custody-yes = 同意
custody-no = 不同意
custody-entry = { $number } · { $alias }
custody-list = 待您答复的申请
custody-list-empty = ✅ 没有待您答复的申请。
purpose-contact = 联系举报人
purpose-referral = 随案移送

## 申请前的提问

ask_identity-which-ask = 申请哪份举报的联系方式？请点选，或输入代号。
ask_identity-purpose-ask = 联系方式用于什么？
ask_identity-reason-ask = 为什么需要？保管员看后决定。请不要写与此无关的举报人信息。
answer_identity-reason-ask = 为什么不同意？申请人会看到您写的内容。

## 联系方式

custody-of = 🔐 { $number } · 举报人 { $alias }
custody-field-name = 姓名
custody-field-phone = 电话
custody-field-email = 邮箱
custody-field-account = 账号
custody-field-words = 举报人原话
custody-wiped-soon = 本消息将在 { $minutes } 分钟后删除，请不要留存。
custody-comes = 联系方式将在下一条消息中显示，{ $minutes } 分钟后删除。每次查看都有记录。

## 提醒

notice-identity_wanted = 🔐 有人申请查看举报人的联系方式，请您决定。
notice-identity_granted = 🔐 { $number }：保管员已同意您查看举报人 { $alias } 的联系方式。
notice-identity_refused = 🔐 { $number }：保管员未同意查看举报人 { $alias } 的联系方式，理由见下。
notice-identity_lapsed = 🔐 { $number }：您的申请 7 天内无人答复，可以重新申请。
notice-identity_uncertain = ⚠️ { $number }：无法确定联系方式是否已发到本聊天。如果您看到了，请自行删除那条消息，系统无法代删；如果没有看到，可以再次查看。
notice-identity_not_wiped = ⚠️ { $number }：含联系方式的消息未能自动删除，请您自行删除。
notice-identity_digest = 🔐 联系方式申请情况 · { $unit }
custody-digest-days = { $since }起
custody-digest-row = { $name }：申请 { $asked } 次，同意 { $granted } 次，未同意 { $refused } 次，查看 { $shown } 次

## 说明为什么不行

custody-no-contact = 该案件的举报人没有留下可以查看的联系方式。
custody-no-custodian = 目前无人可以决定。请管理员用 /grant 指定身份信息保管员。
custody-waiting = 您已申请过，正在等保管员答复。
custody-quota = 每天最多申请 { $limit } 次，{ $opens_at } 后可以再申请。
custody-unknown = 在您有权查看的申请中没有找到。
custody-own = 不能答复自己的申请，须由他人决定。
custody-answered = 这项申请已经答复过。
custody-over = 不能再查看：已查看三次、已过一天，或联系方式已删除。您可以重新申请。
custody-gone = 联系方式已删除。
report-choice-gone = 该案件刚有变化，请重新打开。

## 保管员

command-identities = 待我答复的联系方式申请
custodian-people = 身份信息保管员
custodian-invite = ➕ 身份信息保管员
custodian-what = 由他们决定是否可以查看举报人的联系方式。这个角色看不到案件。
custodian-invited =
    邀请：{ $role }。
    请把下面的链接发给本人。链接只能用一次，{ $until } 前有效。
custodian-dismiss-ask = 确定不再由 { $name } 担任身份信息保管员吗？
custodian-joined-next = 谢谢您！您已被提名为身份信息保管员，还须由另一位管理员或在任保管员确认，确认后会通知您。
custodian-waits = ⏳ { $name }：由{ $by }提名，待确认
custodian-confirm = ✅ 确认{ $name }
custodian-confirmed = 已确认，并已通知相关人员。
custodian-second = 须由他人确认：提名的管理员和被提名人都不能确认。
custody-too-new = 您刚担任身份信息保管员，{ $opens_at } 起可以答复申请。
notice-custodian_named = 🔐 { $by }提名{ $name }担任身份信息保管员，须由另一位管理员或在任保管员确认。如有疑问，请先向本人核实。
notice-custodian_confirmed = 🔐 { $name }现任身份信息保管员，由{ $by }确认，{ $since } 起可以决定是否打开联系方式。如果有误，请尽快提出；发送 /revoke 可以撤销。
notice-custodian_dismissed = 🔐 { $name }不担任身份信息保管员，由{ $by }决定。
notice-contact_opened = 🔐 { $number }：{ $by }已向{ $name }打开一位举报人的联系方式。

## 角色

authority-operator = 系统维护人员
notice-role_given = 👤 { $name }现任{ $unit }{ $role }，由{ $by }授予。
notice-role_given-everywhere = 👤 { $name }现任{ $role }，由{ $by }授予。
notice-role_given-until = 属临时代理，至 { $until }。
