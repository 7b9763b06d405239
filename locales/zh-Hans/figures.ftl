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
figures-named-days = { $name }（{ $days }）
figures-comma = 、
figures-between = 、
figures-beside = 各项数字之后列有对照：{ $days }
figures-nothing-then = { $days }没有统计数据。
figures-then = { $name } { $value }
figures-part-then =
    { $how ->
        [part] { $of } 起中 { $count } 起（{ $rate }）
        [more] { $count }（多于新收 { $of }）
       *[plain] { $count }
    }
figures-took-then =
    { $count ->
        [0] 无案件
       *[other] 半数在 { $half }内
    }

figures-month = { $year }年{ $month }
figures-year = { $year }年
figures-one-day = { $year }年{ $month }{ $first }日
figures-some-days = { $year }年{ $month }{ $first }日至{ $last }日
figures-some-months = { $year }年{ $month }{ $first }日至{ $until }{ $last }日

figures-came-in = 收到
figures-was-done = 办理
figures-how-fast = 用时
figures-afterwards = 复核与评分

figures-received = 收到举报：{ $count }
figures-came = 其他单位转来：{ $count }
figures-left = 转给其他单位：{ $count }
figures-joined = 并入已有案件：{ $count }
figures-withdrawn = 举报人撤回：{ $count }
figures-backlog = 目前未办结：{ $count }
figures-accepted =
    { $how ->
        [part] 受理：审查 { $of } 起，受理 { $count } 起（{ $rate }）
       *[other] 受理：{ $count }
    }
figures-upheld =
    { $how ->
        [part] 举报属实：作出决定 { $of } 起，属实 { $count } 起（{ $rate }）
       *[other] 举报属实：{ $count }
    }
figures-not_upheld = 举报不属实：{ $count }
figures-void = 无法判断：{ $count }
figures-removed =
    { $how ->
        [part] 内容已删除：属实 { $of } 起，删除 { $count } 起（{ $rate }）
       *[other] 内容已删除：{ $count }
    }
figures-came_back = 删除后再次出现：{ $count }
figures-answered =
    { $how ->
        [part] 答复举报人：新收 { $of } 起，答复 { $count } 起（{ $rate }）
        [more] 答复举报人：{ $count } 起，多于新收的 { $of } 起
       *[plain] 答复举报人：{ $count }
    }
figures-took_accept =
    { $count ->
        [0] 受理用时：暂无案件
        [1] 受理用时：{ $half }（1 起）
       *[other] 受理用时：半数在 { $half }内，九成在 { $most }内（共 { $count } 起）
    }
figures-took_close =
    { $count ->
        [0] 答复用时：暂无案件
        [1] 答复用时：{ $half }（1 起）
       *[other] 答复用时：半数在 { $half }内，九成在 { $most }内（共 { $count } 起）
    }
figures-took_remove =
    { $count ->
        [0] 删除用时：暂无案件
        [1] 删除用时：{ $half }（1 起）
       *[other] 删除用时：半数在 { $half }内，九成在 { $most }内（共 { $count } 起）
    }
figures-in_time =
    { $how ->
        [part] 按时答复：答复 { $of } 起，按时 { $count } 起（{ $rate }）
       *[other] 按时答复：{ $count }
    }
figures-overdue = 新增逾期：{ $count }
figures-appeals = 申请复核：{ $count }
figures-changed =
    { $how ->
        [part] 复核后变更：复核 { $of } 起，变更 { $count } 起（{ $rate }）
       *[other] 复核后变更：{ $count }
    }
figures-rated =
    { $count ->
        [0] 举报人评分：暂无
       *[other] 举报人评分：平均 { $stars } 分（满分 5 分，共 { $count } 次）
    }

figures-minutes = { $count } 分钟
figures-hours = { $count } 小时
figures-days = { $count } 天

figures-unit = 换个单位
figures-category = 换个类别
figures-which-unit = 查看哪个单位的统计？
figures-which-category = 查看哪个类别的统计？
charts-missing = 生成图表需要安装附加程序：请运维人员执行 pip install 'jubao[charts]'，再重启机器人。
figures-picture = 🖼 一年走势图
figures-chart-received = 收到
figures-chart-answered = 已答复
figures-chart-upheld = 属实
figures-chart-span = { $first }至{ $last }
figures-chart-month = { $month } · 半数在 { $half }内答复
