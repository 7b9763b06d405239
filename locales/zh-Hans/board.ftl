# /board：各单位对照，供负责人和管理员查看。

board-title = 各单位办理情况 · { $month }
board-units = { $count } 个单位有待办，最需要关注的排在最前。
board-quiet = 目前没有待办，本月也没有收到举报。
board-idle = 另有 { $count } 个单位：没有待办，本月未收到举报。
board-open = 待办：{ $count }
board-late = ⏰ 逾期：{ $count }
board-to-confirm = ✍️ 待审定：{ $count }
board-oldest = 最久 { $age }
board-nothing-open = 没有待办
board-received = 本月收到 { $count } 起
board-accept = 半数在 { $time }内受理
board-close = 半数在 { $time }内答复
board-remove = 半数在 { $time }内删除
board-answered =
    { $how ->
        [part] 新收 { $of } 起，答复 { $count } 起（{ $rate }）
        [more] 答复 { $count } 起，多于新收的 { $of } 起
       *[plain] 答复 { $count } 起
    }
board-changed = 复核 { $of } 起，变更 { $count } 起（{ $rate }）
board-first = ‹ 第一页
board-picture = 🖼 图表
board-people = 人员办理情况
board-person = { $name }：{ $load }
board-not-taken = 尚未领取
board-nobody-works = 该单位在 Telegram 上没有人员。
board-cases-open = 待办案件
board-cases-late = ⏰ 逾期案件
board-chart-late = 逾期
board-chart-in-time = 未逾期
