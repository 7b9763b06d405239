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
units-masked = { $mail }（已打码：仅显示，不发邮件）
units-no-group = 群：未绑定
units-group = 群：已绑定
units-group-topics = 群：已绑定，每件一个话题
units-counts = 人员：{ $people } · 未办结：{ $cases }
units-back = ☰ 单位
units-people-of = 人员
units-on-call = 值班
units-retire = 停用
units-restore = 恢复使用
units-retire-ask =
    { $count ->
        [0] 停用{ $unit }？该单位没有未办结的件。停用后不再分派，链接也不再指向它，以前的件仍可查看。
       *[other] 停用{ $unit }？其 { $count } 件未办结的件将转给{ $to }，并告知举报人。
    }
units-retire-surely = 确定停用
units-back-to-card = ‹ 返回

unit-field-level = 层级
unit-field-parent = 上级
unit-field-names = 名称
unit-field-area = 地区
unit-field-phone = 电话
unit-field-email = 邮箱
unit-field-website = 网址
unit-field-hosts = 域名
unit-field-clock = 单独时限
unit-field-off = 休息日
unit-field-on = 工作日

clock-accept_days = 受理（工作日）
clock-word_days = 主动联系（工作日）
clock-close_days = 办结（工作日）
clock-hard_days = 最长办结（工作日）
clock-referral_days = 移送后反馈（天）
clock-longest_months = 移送最长（月）
clock-danger_hours = 生命危险（小时）
clock-appeal_days = 复核（工作日）
clock-needs_info_days = 举报人补充（天）
clock-needs_info_reminder_days = 提醒举报人（天）
clock-draft_days = 草稿保存（天）
clock-draft_reminder_days = 提醒草稿（天）

## 提问

units-new = 新增单位
units-now = 现在：{ $value }
units-leave-empty = 留空
units-names-order = 顺序：{ $languages }。现在：
units-clock-usual = 一般：{ $count }
units-clock-own = 本单位：{ $count }

unit-code-ask = 请输入用于链接的代码：小写英文字母、数字和连字符，例如 hn-news。以后不能更改。
unit-level-ask = 哪一层级？
unit-parent-ask = 上级是哪个单位？请点选，或输入代码或名称的一部分。
unit-names-ask = 单位名称是什么？每种语言一行。
unit-area-ask = 代表哪个地区？
unit-phone-ask = 请输入对外公布的电话，短号、分机也可以。
unit-email-ask = 请输入对外公布的邮箱。带星号的只显示，不发邮件。
unit-website-ask = 请输入网站地址。
unit-hosts-ask = 哪些域名属于该单位？请全部列出，用空格分隔。example.cn 包含 www.example.cn 及所有子域名。将替换现有的域名。
unit-clock-ask = 哪一项时限与一般不同？
unit-time-ask = 多少？请输入数字；留空则按一般时限。
unit-off-ask = 除统一日历外，哪些日子休息？例如 2026-12-31 或 2026-12-31..2027-01-02。将替换现有的日期。
unit-on-ask = 哪些日子照常工作（与统一日历不同）？将替换现有的日期。
unit-save-ask = 将作如下更改，保存后立即生效。
save-yes = 保存

## 结果

unit-saved = ✅ 已保存。
unit-added = ✅ 单位已启用。接下来请邀请人员。
unit-unchanged = 没有变化。
unit-changed-meanwhile = 其他人刚刚改过这个单位，现在的情况如下。您的更改没有保存。
unit-retired = 🚫 已停用，未办结的件转给上级单位。
unit-restored = ✅ 已恢复使用。

## 不能这样做

unit-bad-code = 这不是代码。请用小写英文字母、数字和连字符，以字母开头，最多 { $most } 个字符。
unit-code-taken = 已经有代码为 { $code } 的单位。代码不能重复使用，以前的件还会用到它。
unit-bad-phone = 这看起来不是电话号码。例如 0731-82688060、12377 或 0731-82688060转8001。
unit-bad-mail = 这看起来不是邮箱地址。
unit-bad-host = 这不是域名：{ $host }。例如 example.cn，不带路径。
unit-many-hosts = 最多 { $most } 个域名。
unit-host-taken = { $host } 已经属于{ $unit }。
unit-host-taken-meanwhile = 其中一个域名现在已属于另一个单位。
unit-bad-website = 这不是网址。
unit-bad-day = 这不是日期：{ $day }。例如 2026-12-31。
unit-many-days = 最多 { $most } 天。
unit-day-twice = { $day } 不能既是休息日又是工作日。
unit-bad-time = 请输入 1 到 { $most } 的整数。
unit-clock-order = “{ $earlier }”会晚于“{ $later }”。
unit-clocks-unfit = 这样一来，有的时限会晚于它后面的时限。请先查看该单位的其他时限。
unit-names-lines = 需要 { $count } 行，每种语言一行。
unit-name-taken = 已经有单位叫{ $name }。
unit-parent-unknown = 没有更高层级的在用单位符合这个代码或名称。
unit-parent-several = 有几个单位的名称都包含这些字。请再多输入一些，或输入代码。
unit-parent-unfit = 上级必须是在用的更高层级单位；省级没有上级。
unit-level-unfit = 层级不合适：下面有同级或更高层级的单位，或者这是最后一个省级单位。
unit-last-province = 这是最后一个省级单位：不属于其他单位的件都归它。
unit-has-below = 下级单位仍在使用：{ $units }。请先把它们归到其他单位下面，或先停用它们。
unit-retired-already = 这个单位已停用。
unit-at-work-already = 这个单位正在使用。

## 通知

verb-retire = 单位停用
notice-unit_retired = 原来办理您举报的单位已停用，现由{ $unit }办理并答复。
notice-cases_came = 📥 { $start }已停用，其 { $count } 件未办结的件转给了{ $unit }：/queue
