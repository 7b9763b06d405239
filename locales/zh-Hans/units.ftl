# 管理员查看和修改的单位网络。

## 列表

units-title = 单位 · 第 { $page } 页，共 { $pages } 页
units-add = ➕ 新增单位
units-before = ‹ 上一页
units-retired = 已停用
units-people = 👤 { $count }
units-nobody = 无人员
level-province = 省级
level-city = 市级
level-site = 网站

## 单位卡片

units-line = { $name }：{ $value }
units-is-retired = 🚫 已停用
units-masked = { $mail }（带星号：仅显示，不发邮件）
units-no-group = 群：未绑定
units-group = 群：已绑定
units-group-topics = 群：已绑定，每个案件一个话题
units-counts = 人员：{ $people } · 未办结：{ $cases }
units-back = ☰ 单位
units-people-of = 人员
units-on-call = 值班
units-retire = 停用
units-restore = 恢复使用
units-retire-ask =
    { $count ->
        [0] 停用{ $unit }？该单位没有未办结的案件。停用后不再接收新举报，以前的案件仍可查看。
       *[other] 停用{ $unit }？该单位 { $count } 个未办结的案件将转给{ $to }，并告知举报人。
    }
units-retire-surely = 确定停用
units-back-to-card = ‹ 返回

unit-field-level = 层级
unit-field-parent = 上级
unit-field-names = 名称
unit-field-area = 地区
unit-field-phone = 电话
unit-field-email = 邮箱
unit-field-email_masked = 邮箱有遮挡，不发邮件
unit-field-website = 网址
unit-field-hosts = 域名
unit-field-clock = 单独时限
unit-field-off = 休息日
unit-field-on = 额外工作日

clock-accept_days = 受理（工作日）
clock-word_days = 主动回复举报人（工作日）
clock-close_days = 办结（工作日）
clock-hard_days = 最长办结（工作日）
clock-referral_days = 移送后反馈（天）
clock-longest_months = 移送最长（月）
clock-danger_hours = 生命危险（小时）
clock-removal_hours = 答复处置要求（小时）
clock-appeal_days = 复核（工作日）
clock-needs_info_days = 举报人答复（天）
clock-needs_info_reminder_days = 答复提醒（天）
clock-draft_days = 未填完的举报保存（天）
clock-draft_reminder_days = 未填完的举报提醒（天）

## 提问

units-new = 新增单位
units-now = 现在：{ $value }
units-leave-empty = 留空
units-names-order = 顺序：{ $languages }。现在：
units-clock-usual = 一般：{ $count }
units-clock-own = 本单位：{ $count }

unit-code-ask = 请输入用于链接的代码：小写英文字母、数字和连字符，例如 hn-news。以后不能更改。
unit-level-ask = 属于哪一层级？
unit-parent-ask = 上级是哪个单位？请点选，或输入代码或名称。
unit-names-ask = 单位名称是什么？每种语言写一行。
unit-area-ask = 负责哪个地区？请按当地人的叫法填写。
unit-phone-ask = 请输入对外公布的电话，短号、分机也可以。
unit-email-ask = 请输入对外公布的邮箱。带星号的只显示，不发邮件。
unit-website-ask = 请输入网站地址。
unit-hosts-ask = 哪些域名属于该单位？请全部列出，用空格分隔。example.cn 也包含 www.example.cn 及所有子域名。新列表会替换原来的。
unit-clock-ask = 哪一项时限与一般规定不同？
unit-time-ask = 是多少？请输入数字；留空则按一般时限。
unit-off-ask = 除统一日历外，还有哪些日子休息？例如 2026-12-31 或 2026-12-31..2027-01-02。新列表会替换原来的。
unit-on-ask = 统一日历休息、但该单位照常工作的是哪些日子？新列表会替换原来的。
unit-save-ask = 将作以下更改，保存后立即对所有人生效；电话、电子邮箱和网址须经另一位管理员确认后生效。确定保存吗？
save-yes = 保存

## 结果

unit-saved = ✅ 已保存。
unit-added = ✅ 单位已启用，接下来请邀请人员。
unit-unchanged = 没有变化。
unit-changed-meanwhile = 其他人刚改过这个单位，目前情况如下。您的更改没有保存。
unit-retired = 🚫 已停用，未办结的案件转给上级单位。
unit-restored = ✅ 已恢复使用。

## 不能这样做

unit-bad-code = 这个代码不能用。请用小写英文字母、数字和连字符，以字母开头，最多 { $most } 个字符。
unit-code-taken = 代码 { $code } 已被使用。代码不能重复使用，因为以前的案件还会用到。
unit-bad-phone = 这不像是电话号码。例如：0731-82688060、12377 或 0731-82688060转8001。最多三个，用顿号隔开；请不要写其他文字，如办公时间。
unit-phone-two = 这是两个号码：{ $phone }。请用顿号隔开。
unit-phone-zero = 区号前是不是少了 0？请写成 { $phone }。境外号码以 + 和国家代码开头。
unit-phone-plus = 国家代码前是不是少了 +？请写成 { $phone }。
unit-phone-area = { $area } 只是区号。请和号码写在一起，例如 { $phone }。
unit-phone-mobile = { $phone } 像是手机号码，但有 { $count } 位数字，而手机号码是 11 位。请与公布的号码核对。
unit-phone-thousands = 这是一个号码吗？是的话，请写成 { $phone }，不加逗号。多个号码之间请用顿号隔开。
unit-bad-mail = 这不像是邮箱地址。请填写一个，例如 name@example.cn。@ 前只能用英文字母、数字和 . _ - 等符号。
unit-mail-domain = “{ $domain }”收不到邮件。请检查 @ 后面的部分：应以 .cn、.com 等结尾，后面不能有其他内容。
unit-bad-host = 这不是域名：{ $host }。请按 example.cn 的格式填写，不带路径。
unit-host-page = { $host } 只是 { $site } 上的一个页面。域名代表整个网站：填写后，涉及 { $site } 的举报都会转到本单位。只有整个网站都属于本单位时，才填写 { $site }；否则请不要填在这里，该页面可以填在“网址”一项。
unit-host-number = { $host } 开头像是列表序号。请去掉序号，写成 { $rest }。如果数字确实属于域名，请写成 https://{ $host }。
unit-host-two = { $host } 像是两个域名连在一起。请用空格隔开。如果确实是一个域名，请写成 https://{ $host }。
unit-host-www = { $host } 中间有 www，像是两个域名连在一起。请用空格隔开。
unit-many-hosts = 最多填写 { $most } 个域名。
unit-host-taken = { $host } 已经属于{ $unit }。
unit-host-taken-meanwhile = 其中一个域名已属于其他在用单位。
unit-bad-website = 这不是网址。请只填写一个网址，不带空格、中文标点和其他文字，格式如 https://example.cn/。
unit-bad-day = 这不是日期：{ $day }。请按 2026-12-31 的格式填写。
unit-many-days = 最多填写 { $most } 天。
unit-day-twice = { $day } 不能既是休息日又是工作日。
unit-bad-time = 请输入 1 到 { $most } 的整数。
unit-clock-order = “{ $earlier }”会晚于“{ $later }”。
unit-clocks-unfit = 这样设置，有的时限会晚于后面的时限。请先查看该单位的其他时限。
unit-names-lines = 请写 { $count } 行，每种语言一行。
unit-name-taken = 已有单位叫“{ $name }”。
unit-parent-unknown = 没有找到符合这个代码或名称的、更高层级的在用单位。
unit-parent-several = 有几个单位符合。请多输入几个字，或输入代码。
unit-parent-unfit = 上级单位必须在用，并且层级更高；省级单位没有上级。
unit-level-unfit = 层级不合适：该单位下面有同级或更高层级的单位，或者它是最后一个省级单位。
unit-last-province = 这是最后一个省级单位：不属于其他单位的举报都归它。
unit-has-below = 下级单位仍在使用：{ $units }。请先把它们归到其他单位，或先停用它们。
unit-retired-already = 这个单位已经停用。
unit-at-work-already = 这个单位已在使用。

## 通知

verb-retire = 单位停用
notice-unit_retired = 原办理单位已停用，您的举报现由{ $unit }办理并答复您。
notice-cases_came = 📥 { $start }已停用，其 { $count } 个未办结的案件已转给{ $unit }：/queue

# The choice of a unit by a command.
unit-pick-which = 请选择单位：
unit-pick-none = 没有找到“{ $word }”，请从下面选择。
unit-pick-how = 也可以在命令后面输入名称的一部分、拼音、网站域名或代码：
