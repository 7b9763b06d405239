# 查找件。可以按任意顺序、用任一种语言输入。

search-title = 🔎 查找
search-how = 在 /search 后面输入要找的内容，顺序不限：{ $example }
search-example = example.org 已办结 诈骗 >30天
search-everything = 全部案件
search-none = 没有找到。
search-none-readable = 您无权查看该单位的案件。
search-looked-to = 已查到 { $day }，没有更多结果。点“下一页”继续往前查。
search-looked-due = 已查到期限 { $day }，没有更多结果。点“下一页”继续往后查。
search-unknown = 没有看懂：{ $words }。可以输入编号、网站、单位、状态、类别、时间（如 >7天、<24小时、3周），以及：逾期、生命危险、留存、我的。
search-first = « 第一页
search-back = ‹ 返回查找结果
search-start = ‹ 查找
search-keep = ⭐ 保存这次查找

search-part-unit = 单位
search-part-status = 状态
search-part-category = 类别
search-part-age = 时间
search-pick-unit = 哪些单位？可以多选。
search-pick-status = 哪些状态？可以多选。
search-pick-category = 哪些类别？可以多选。
search-pick-age = 收到多久了？
search-group-open = 未办结
search-group-ended = 已结束
search-any = 不限
search-show = ‹ 查看结果
search-before = ‹ 上一页
search-after = 更多 ›
search-newer = { $age }以内
search-older = 超过 { $age }
search-hours = { $count } 小时
search-days = { $count } 天

search-preset-new = 🆕 新收
search-preset-late = ⏰ 逾期
search-preset-to_confirm = ✍️ 待审定
search-preset-appeals = ⚖️ 复核
search-preset-danger = 🆘 生命危险
search-preset-all = 全部（不含隔离）

search-mark-late = ⏰ 只看逾期
search-kept = ⭐ 已保存，可在 /search 中找到。
search-kept-title = ⭐ 已保存的查找
search-kept-all = ⭐ 全部已保存的查找
search-kept-none = 还没有保存的查找。每次查找的下方都有“保存这次查找”。
search-drop = ✕ { $name }
search-gone = 这个查找已不存在。发送 /search 可重新开始。
search-too-many-kept = 最多保存 { $limit } 个查找，已达上限。请先在 /search 中删除一个。
keep-name-ask = 给这次查找起个名字吧，只有您自己能看到。

# 可以输入的词，用逗号分开；每行第一个是屏幕上的写法。

search-words-open = 未办结, 在办
search-words-ended = 已结束, 结束
search-words-late = 逾期, 超期
search-words-danger = 生命危险, 危险, 紧急
search-words-held = 留存, 法定留存
search-words-mine = 我的, 本人
search-words-submitted = 新案件, 新收, 新件
search-words-needs_info = 待答复, 待补充
search-words-accepted = 受理
search-words-not_accepted = 未受理, 不受理
search-words-verifying = 核查
search-words-acting = 处置
search-words-referred = 移送
search-words-feedback_pending = 待反馈, 待确认
search-words-closed = 办结, 结案, 已结案
search-words-appealed = 复核
search-words-withdrawn = 撤回
search-words-joined = 并案
search-words-archived = 归档
search-words-purged = 删除
search-words-hour = 小时, 个小时, 时
search-words-day = 天, 日
search-words-week = 周, 个星期, 星期, 礼拜
search-words-month = 个月, 月
search-words-year = 年
search-words-older = 超过, 大于, 早于, 以上, 前, 以前, 之前
search-words-newer = 最近, 近, 不到, 少于, 以内, 内, 之内
