# 单位备好的常用文字，以及答问时的使用。

command-templates = 本单位的常用语

templates-which-unit = 查看哪个单位的常用语？
templates-of = 常用语：{ $unit }
templates-none = 本单位还没有常用语。每种理由和结果原有的文字，请看“预备文字”。
templates-lead-only = 只有该单位的负责人可以修改这些文字。
templates-add = ➕ 新增常用语
templates-before = ‹ 上一页
templates-change = 修改
templates-drop = 删除
templates-drop-ask = 删除“{ $title }”？删除后所有人都不能再使用。
templates-drop-surely = 确定删除
templates-back = ‹ 全部常用语
templates-more = 📄 更多
templates-use = 使用这条常用语
templates-own = 自己写
templates-read = 将发送以上内容。如需改动，请复制后自己写。

templates-verb-ask = 用在哪一步？
templates-locale-ask = 用什么语言？
templates-title-ask = 请写一个简短的标题，显示在按钮上。修改时点“跳过”可保留原标题。
templates-body-ask =
    请写正文。使用时会自动填入：{ "{" }number{ "}" } 编号、{ "{" }unit{ "}" } 单位、{ "{" }category{ "}" } 类别、{ "{" }due{ "}" } 期限。修改时点“跳过”可保留原文。

template-added = ✅ 已保存，今后在这一步可以使用。
template-changed = ✅ 已修改。
template-gone = 这条常用语已不存在。
template-place-unknown = 无法填入 { $unknown }。可以使用：{ $known }。请修改后重新发送。
template-without-due = 这条常用语提到期限，但该案件目前没有期限。请选用其他常用语，或自己写。
template-changed-since = 您看过之后，这条常用语有改动，请再看一遍。
template-too-many = 最多保存 { $most } 条，已达上限。请先删除一条。
