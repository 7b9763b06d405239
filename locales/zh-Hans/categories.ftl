# /categories：管理员查看和修改举报类别。

report-category-gone = 该类别已停用，请重新选择。您发送的内容都已保留。

command-categories = 举报类别：新增、修改、停用

category-title = 举报类别
category-how = 举报时可以选择的类别，🚫 表示已停用。更改须经另一位管理员确认后生效。
category-list = ☰ 类别
category-add = ➕ 新增类别
category-add-below = ➕ 新增下级类别
category-new = 新类别
category-retire = 停用
category-retire-surely = 确认停用
category-retire-ask =
    { $below ->
        [0] 停用“{ $category }”？新举报将不再提供该类别，正在办理的案件保持不变。
       *[other] 停用“{ $category }”及其 { $below } 个下级类别？新举报将不再提供这些类别，正在办理的案件保持不变。
    }
category-restore = 恢复使用
category-is-retired = 🚫 已停用：新举报不再提供
category-is-protected = 🔒 受保护：只收网址，不收文件，不问联系方式，不能停用
category-waits = ⏳ 有一项更改等待另一位管理员确认
category-history-of = { $category }：更改记录
category-as-above = 与上级相同
category-yes = 是
category-no = 否
category-other-order = 内容相同，顺序不同
category-days = { $count } 天
category-files-allowed = 接收
category-files-none = 不接收
category-clock-own = 本类别：{ $count }
category-names-order = 顺序：{ $languages }，每行最多 60 字。
category-rules-known = 可用代码：{ $codes }
category-lines-known =
    可用代码：
    { $codes }

category-field-names = 名称
category-field-rules = 依据
category-field-lines = 底线
category-field-clock = 时限
category-field-hotline = 热线
category-field-level = 最低办理级别
category-field-retention = 保存期限
category-field-parent = 上级类别
category-field-files = 文件
category-field-closed = 仅收网址
category-field-retired = 停用

category-code-ask = 请设定一个简短代码，用于链接：小写字母、数字和下划线，例如 online_games。以后不能更改。
category-names-ask = 类别叫什么？每种语言写一行。所有举报人都会看到。
category-rules-ask = 处理决定可以引用哪些依据？请写代码，用空格分开，新的列表会替换原来的。也可以只写增减：+代码 为增加，-代码 为去掉。
category-lines-ask = 涉及哪些底线？请写代码，用空格分开，新的列表会替换原来的。也可以只写增减：+代码 为增加，-代码 为去掉。
category-hotline-ask = 可以拨打哪个电话咨询？
category-level-ask = 最低由哪一级单位办理？
category-retention-ask = 举报结束后保存多少天？请输入数字。已结束的举报仍按原来告知的日期保存。
category-clock-ask = 哪一项时限与一般不同？
category-time-ask = 多少？请输入数字，留空则按一般时限。正在计算的期限不变。
category-save-ask = 将作如下更改。要保存吗？须经另一位管理员确认。

category-saved = ✅ 已保存。
category-unchanged = 没有变化。
category-changed-meanwhile = 该类别刚刚被他人更改，现在的内容如下。您的更改没有保存。
category-kept = ⏳ 已保存，须由另一位管理员确认，已通知其他管理员。
category-yes-publish = ✅ 确认并生效
category-confirmed = ✅ 已生效。
category-dropped = 已放弃更改。
category-void = 该类别已有变化，或提出更改的人已不是管理员，未作更改。

category-second = 须由另一位管理员确认。
category-proposal-gone = 这项更改已确认、放弃或被替换，不再等待确认。
category-unknown = 没有这个类别。
category-bad-code = 这个代码不能用。请用小写字母、数字和下划线，最多 { $most } 个字符，以字母开头。
category-code-taken = 已有类别 { $code }。代码不能重复使用，因为以前的案件仍会用到。
category-rule-unknown = 没有依据 { $code }。
category-line-unknown = 没有底线 { $code }。
category-none-left = 至少要保留一个。
category-too-many = 最多填写 { $most } 个。
category-protected = 这是对未成年人的保护：只收网址，不收文件，不问联系方式。不能取消，也不能停用。
category-last = 这是最后一个类别，至少要保留一个。
category-names-missing = 每种语言都要有名称。
category-name-taken = 同级已有同名类别。
category-no-rules = 至少需要一项依据：没有依据不能作出决定。
category-rules-gone = 其中有依据或底线已不存在，请重新选择。
category-hotline-needed = 这里不收文件，必须写明可以拨打的电话。
category-clocks-unfit = 这样设置后，前一项期限会晚于后一项。
category-parent-unfit = 上级类别必须正在使用，且本身不是下级类别。
category-retired-already = 该类别已停用。
category-active-already = 该类别正在使用。

notice-category_proposed = 🗂 { $name }提出更改“{ $category }”，须由另一位管理员确认。
notice-category_changed = 🗂 { $name }更改了“{ $category }”：

journal-category_add = 新增类别
journal-category_change = 修改类别
journal-category_retire = 停用类别
journal-category_restore = 恢复类别
journal-category_propose = 提出修改类别
journal-category_drop = 放弃修改类别

rule-list = ☰ 依据
rule-list-title = 处理决定可以引用的依据 · 第 { $page } 页，共 { $pages } 页
rule-add = ➕ 新增依据
rule-new = 新依据
rule-restore = 恢复使用
rule-is-retired = 🚫 已停用：新的处理决定不得引用
rule-cited-in = 适用类别：{ $categories }
rule-in-each = 顺序如下，每种语言一行：{ $languages }
rule-whole-law = 引用整部法律
rule-field-law = 法律
rule-field-article = 条款
rule-field-about = 内容
rule-field-line = 底线
rule-field-crime = 刑事
rule-field-retired = 停用
crime-yes = 只能由法院适用
crime-no = 主管部门可以适用
rule-code-ask = 请设定一个简短代码：小写字母、数字、连字符和下划线，例如 advertising-28。以后不能更改。
rule-law-ask = 是哪一部法律？请写出每种语言的名称。
rule-article-ask = 哪一条？不写则引用整部法律。
rule-about-ask = 用几个字说明内容。所有举报人都会看到。
rule-line-ask = 对应哪一条底线？
rule-crime-ask = 由谁适用？只能由法院适用的，排在最后。
rule-save-ask = 将作如下更改。要保存吗？须经另一位管理员确认，然后再把它列入类别。
rule-bad-code = 这个代码不能用。请用小写字母、数字、连字符和下划线，最多 { $most } 个字符，以字母开头。
rule-code-taken = 已有依据 { $code }。代码不能重复使用，因为以前的决定仍会用到。
rule-last = 停用后，有类别将没有任何依据可引用。请先为它列入其他依据。
rule-retired-already = 该依据已停用。
rule-active-already = 该依据正在使用。
journal-rule_add = 新增依据
journal-rule_change = 修改依据
journal-rule_retire = 停用依据
journal-rule_restore = 恢复依据
