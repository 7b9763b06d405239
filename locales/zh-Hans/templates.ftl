# 单位备好的常用文字，以及答问时的使用。

command-templates = 本单位备好的常用文字

templates-which-unit = 查看哪个单位的常用文字？
templates-of = 常用文字：{ $unit }
templates-none = 还没有。
templates-add = ➕ 新增
templates-before = ‹ 上一页
templates-change = 修改
templates-drop = 删除
templates-drop-ask = 删除“{ $title }”？删除后任何人都不能再用。
templates-drop-surely = 确定删除
templates-back = ‹ 全部常用文字
templates-more = 📄 更多
templates-use = 使用这段文字
templates-own = 自己写
templates-read = 将按以上内容发出。如需改动，请复制后自己写。

templates-verb-ask = 用在哪一步？
templates-locale-ask = 用什么语言？
templates-title-ask = 请写一个简短的标题，显示在按钮上。修改时点“跳过”保留原标题。
templates-body-ask =
    请写正文。使用时会自动填入：{ "{" }number{ "}" } 编号、{ "{" }unit{ "}" } 单位、{ "{" }category{ "}" } 类别、{ "{" }due{ "}" } 期限。修改时点“跳过”保留原文。

template-added = ✅ 已保存，今后在这一步可以选用。
template-changed = ✅ 已修改。
template-gone = 这段文字已经不在了。
template-place-unknown = 无法填入 { $unknown }。可以使用的有：{ $known }。请修改后重新发送。
template-without-due = 这段文字提到期限，而本件目前没有期限。请选用其他文字，或自己写。
template-changed-since = 您看过之后这段文字有改动，请再看一遍。
template-too-many = 最多保存 { $most } 段，已满。请先删除一段。
