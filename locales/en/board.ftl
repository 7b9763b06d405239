# /board: the units side by side, for leads and admins.

board-title = Units side by side · { $month }
board-units = { $count ->
    [one] One unit has something to do. The one that needs help most comes first.
   *[other] { $count } units have something to do. Those that need help most come first.
}
board-quiet = Nothing is open, and nothing came in this month.
board-idle = { $count ->
    [one] One more unit: nothing open, nothing came in.
   *[other] { $count } more units: nothing open, nothing came in.
}
board-open = Open: { $count }
board-late = ⏰ Overdue: { $count }
board-to-confirm = ✍️ To confirm: { $count }
board-oldest = oldest { $age }
board-nothing-open = Nothing open
board-received = This month: { $count } received
board-accept = Half accepted within { $time }
board-close = half answered within { $time }
board-remove = half removed within { $time }
board-answered =
    { $how ->
        [part] answered { $count } of { $of } new cases ({ $rate })
        [more] answered { $count }, more than the { $of } new cases
       *[plain] answered { $count }
    }
board-changed = changed on appeal { $count } of { $of } ({ $rate })
board-first = ‹ First page
board-picture = 🖼 Picture
board-people = Who has what
board-person = { $name }: { $load }
board-not-taken = Not taken yet
board-nobody-works = Nobody works here on Telegram.
board-cases-open = Open cases
board-cases-late = ⏰ Overdue cases
board-chart-late = Overdue
board-chart-in-time = Open, in time
