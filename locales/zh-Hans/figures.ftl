# /figures：收件、办理和用时统计。括号内为前两个对照时段的数字。

figures-all-units = 全部单位合计
figures-all = 全部类别
figures-period = { $name }：{ $days }
figures-period-this_month = 本月
figures-period-last_month = 上月
figures-period-this_year = 今年
figures-period-last_year = 去年
figures-beside = 括号内为对照时段：{ $near } · { $far }

figures-received = 收到举报：{ $count }
figures-accepted = 受理：{ $count }，受理率 { $rate }
figures-upheld = 举报成立：{ $count }，占已作决定 { $rate }
figures-not_upheld = 举报不成立：{ $count }
figures-answered = 已答复：{ $count }，答复率 { $rate }
figures-took_accept = 受理用时：中位数 { $half }，九成不超过 { $most }
figures-took_close = 办结用时：中位数 { $half }，九成不超过 { $most }
figures-in_time = 按时答复：{ $count }，占已答复 { $rate }
figures-overdue = 出现超期：{ $count }
figures-transfers = 转出：{ $left }；转入：{ $came }
figures-appeals = 申请复核：{ $count }
figures-changed = 复核后改变：{ $count }，占已复核 { $rate }
figures-rated = 举报人评分：平均 { $stars } 星，评分 { $count } 次
figures-backlog = 目前未办结：{ $count }

figures-minutes = { $count } 分钟
figures-hours = { $count } 小时
figures-days = { $count } 天

figures-unit = 换个单位
figures-category = 换个类别
figures-which-unit = 看哪个单位的统计？
figures-which-category = 看哪个类别的统计？
figures-picture = 🖼 一年走势图
figures-chart-received = 收到
figures-chart-answered = 已答复
figures-chart-upheld = 属实
figures-chart-days = 办结天数（半数以内）
figures-chart-title = 各月收到与答复
