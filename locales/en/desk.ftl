# The first screen of staff. Short: they are tired.

desk-title = What waits for you
desk-none = Nothing right now.
desk-tasks = 📌 Tasks: { $count }
desk-new = 🆕 New: { $count }
desk-late = ⏰ Overdue: { $count }
desk-to_confirm = ✍️ To confirm: { $count }
desk-mine = 👤 Yours: { $count }
desk-button-tasks = 📌 Tasks ({ $count })
desk-button-new = 🆕 New ({ $count })
desk-button-late = ⏰ Overdue ({ $count })
desk-button-to_confirm = ✍️ To confirm ({ $count })
desk-go-queue = 📥 Queue
desk-go-mine = 👤 Mine
desk-go-search = 🔎 Search
desk-go-enter = ☎️ Enter a report
desk-go-board = 📋 Board
desk-go-staff = 👥 Team
desk-go-suggestions = 💡 Suggestions
desk-go-figures = 📊 Figures
desk-go-units = 🏛 Units
desk-go-hotline = 📞 Hotlines: edit
desk-go-broadcast = 📣 Announcement
