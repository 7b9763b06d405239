# /figures: what came in, what was done and how soon, beside two earlier periods.

figures-all-units = All units together
figures-all = All categories
figures-period = { $name }: { $days }
figures-period-this_month = This month
figures-period-last_month = Last month
figures-period-this_year = This year
figures-period-last_year = Last year
figures-near-this_month = last month
figures-near-last_month = month before
figures-near-this_year = last year
figures-near-last_year = year before
figures-far-this_month = last year
figures-far-last_month = year before
figures-far-this_year = 2 years ago
figures-far-last_year = 2 years before
figures-beside = Compared with { $near_name } ({ $near }) and { $far_name } ({ $far })
figures-then = { $name } { $value }
figures-with-rate = { $count } ({ $rate })

figures-received = Received: { $count }
figures-accepted = Accepted: { $count }
figures-upheld = Upheld: { $count }
figures-not_upheld = Not upheld: { $count }
figures-removed = Closed as removed: { $count }
figures-came_back = Came back after removal: { $count }
figures-answered = Answered: { $count }
figures-took_accept = Time to accept: median { $half }, 90% within { $most }
figures-took_close = Time to close: median { $half }, 90% within { $most }
figures-took_remove = Time to removal: median { $half }, 90% within { $most }
figures-in_time = Answered in time: { $count }
figures-overdue = Became overdue: { $count }
figures-left = Transferred away: { $count }
figures-came = Transferred here: { $count }
figures-appeals = Appeals: { $count }
figures-changed = Changed on appeal: { $count }
figures-rated =
    { $count ->
        [0] Rating by reporters: none
        [one] Rating by reporters: { $stars } of 5 (1 rating)
       *[other] Rating by reporters: { $stars } of 5 ({ $count } ratings)
    }
figures-backlog = Open now: { $count }

figures-minutes = { $count } min
figures-hours = { $count } h
figures-days = { $count } d

figures-unit = Another unit
figures-category = Another category
figures-which-unit = Figures of which unit?
figures-which-category = Figures of which category?
figures-picture = 🖼 A year as a picture
figures-chart-received = Received
figures-chart-answered = Answered
figures-chart-upheld = Upheld
figures-chart-days = Time to close, median days
figures-chart-title = Received and answered, by month
