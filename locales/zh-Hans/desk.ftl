# 工作人员的首页。要短：他们很累。

desk-title = 等待您处理
desk-none = 目前没有。
desk-tasks = 📌 任务：{ $count }
desk-new = 🆕 新收：{ $count }
desk-late = ⏰ 逾期：{ $count }
desk-to_confirm = ✍️ 待审定：{ $count }
desk-mine = 👤 我领取的：{ $count }
desk-button-tasks = 📌 任务（{ $count }）
desk-button-new = 🆕 新收（{ $count }）
desk-button-late = ⏰ 逾期（{ $count }）
desk-button-to_confirm = ✍️ 待审定（{ $count }）
desk-go-queue = 📥 待办
desk-go-mine = 👤 我的
desk-go-search = 🔎 搜索
desk-go-enter = ☎️ 录入举报
desk-go-board = 📋 各单位
desk-go-staff = 👥 人员
desk-go-suggestions = 💡 意见建议
desk-go-figures = 📊 数据
desk-go-units = 🏛 单位
desk-go-hotline = 📞 维护热线
desk-go-broadcast = 📣 群发通知
