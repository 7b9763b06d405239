# 每月公开报告。

transparency-title = { $month } 举报受理处置情况
transparency-note = 1 至 4 的数字以及可据以推算的数字不予公布，以“–”表示；公布的最小数字为 { $least }。
transparency-by-category = 按类别
transparency-by-unit = 按单位
transparency-category = 类别
transparency-unit = 单位
transparency-removal = 从举报到内容删除：中位数 { $half }，九成不超过 { $most }。删除后再次出现：{ $back } 起案件。
transparency-hidden = –
transparency-total = 合计
transparency-received = 收到
transparency-upheld = 属实
transparency-not_upheld = 不属实
transparency-removed = 已删除
transparency-answered = 已答复
transparency-picture-note = “–”表示数字较小，不予公布；公布的最小数字为 { $least }。
transparency-offer = 📰 每月公开报告
transparency-which = 可供公众查阅。请选择月份：
transparency-another = 其他月份
transparency-follows = 网页、图片和数据随后发送，不涉及任何个人，可以转发。
transparency-not-over = 该月尚未结束。
