# /figures：收到、办理和用时统计，与之前两个时段对照。

figures-all-units = 全部单位合计
figures-all = 全部类别
figures-period = { $name }：{ $days }
figures-period-this_month = 本月
figures-period-last_month = 上月
figures-period-this_year = 今年
figures-period-last_year = 去年
figures-near-this_month = 上月同期
figures-near-last_month = 再上月
figures-near-this_year = 去年同期
figures-near-last_year = 前年
figures-far-this_month = 去年同期
figures-far-last_month = 去年同月
figures-far-this_year = 前年同期
figures-far-last_year = 大前年
figures-beside = 对照：{ $near_name }（{ $near }）、{ $far_name }（{ $far }）
figures-then = { $name } { $value }
figures-with-rate = { $count }（{ $rate }）

figures-received = 收到举报：{ $count }
figures-accepted = 受理：{ $count }
figures-upheld = 举报属实：{ $count }
figures-not_upheld = 举报不属实：{ $count }
figures-removed = 已删除办结：{ $count }
figures-came_back = 删除后再次出现：{ $count }
figures-answered = 已答复：{ $count }
figures-took_accept = 受理用时：中位数 { $half }，九成不超过 { $most }
figures-took_close = 办结用时：中位数 { $half }，九成不超过 { $most }
figures-took_remove = 删除用时：中位数 { $half }，九成不超过 { $most }
figures-in_time = 按时答复：{ $count }
figures-overdue = 逾期：{ $count }
figures-left = 转出：{ $count }
figures-came = 转入：{ $count }
figures-appeals = 申请复核：{ $count }
figures-changed = 复核后变更：{ $count }
figures-rated =
    { $count ->
        [0] 举报人评分：暂无
       *[other] 举报人评分：平均 { $stars } 分，共 { $count } 次
    }
figures-backlog = 目前未办结：{ $count }

figures-minutes = { $count } 分钟
figures-hours = { $count } 小时
figures-days = { $count } 天

figures-unit = 换个单位
figures-category = 换个类别
figures-which-unit = 查看哪个单位的统计？
figures-which-category = 查看哪个类别的统计？
figures-picture = 🖼 一年走势图
figures-chart-received = 收到
figures-chart-answered = 已答复
figures-chart-upheld = 属实
figures-chart-days = 办结用时中位数（天）
figures-chart-title = 各月收到与答复
