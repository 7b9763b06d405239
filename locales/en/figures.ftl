# /figures: what came in, what was done, how fast; each beside the same of two earlier periods.

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
figures-named-days = { $name } ({ $days })
figures-comma = { ", " }
figures-between = { " and " }
figures-beside = Beside each figure: { $days }
figures-nothing-then = No figures to compare with: { $days }
figures-then = { $name } { $value }
figures-part-then =
    { $how ->
        [part] { $count } of { $of } ({ $rate })
        [more] { $count } (more than { $of })
       *[plain] { $count }
    }
figures-took-then =
    { $count ->
        [0] no case
       *[other] half within { $half }
    }

figures-month = { $month } { $year }
figures-year = { $year }
figures-one-day = { $first } { $month } { $year }
figures-some-days = { $first }–{ $last } { $month } { $year }
figures-some-months = { $first } { $month } – { $last } { $until } { $year }

figures-came-in = What came in
figures-was-done = What was done
figures-how-fast = How fast
figures-afterwards = Appeals and ratings

figures-received = Reports received: { $count }
figures-came = Cases from other units: { $count }
figures-left = Cases passed to other units: { $count }
figures-joined = Joined to an earlier case: { $count }
figures-withdrawn = Withdrawn by the reporter: { $count }
figures-backlog = Open now: { $count }
figures-accepted =
    { $how ->
        [part] Accepted: { $count } of { $of } looked at ({ $rate })
       *[other] Accepted: { $count }
    }
figures-upheld =
    { $how ->
        [part] Upheld: { $count } of { $of } decided ({ $rate })
       *[other] Upheld: { $count }
    }
figures-not_upheld = Not upheld: { $count }
figures-void = Could not be judged: { $count }
figures-removed =
    { $how ->
        [part] Content removed: { $count } of { $of } upheld ({ $rate })
       *[other] Content removed: { $count }
    }
figures-came_back = Came back after removal: { $count }
figures-answered =
    { $how ->
        [part] Reporters answered: { $count } of { $of } new cases ({ $rate })
        [more] Reporters answered: { $count }, more than the { $of } new cases
       *[plain] Reporters answered: { $count }
    }
figures-took_accept =
    { $count ->
        [0] Time to accept: no case yet
        [one] Time to accept: { $half } (1 case)
       *[other] Time to accept: half within { $half }, 90% within { $most } ({ $count } cases)
    }
figures-took_close =
    { $count ->
        [0] Time to answer: no case yet
        [one] Time to answer: { $half } (1 case)
       *[other] Time to answer: half within { $half }, 90% within { $most } ({ $count } cases)
    }
figures-took_remove =
    { $count ->
        [0] Time to removal: no case yet
        [one] Time to removal: { $half } (1 case)
       *[other] Time to removal: half within { $half }, 90% within { $most } ({ $count } cases)
    }
figures-in_time =
    { $how ->
        [part] Answered in time: { $count } of { $of } answers ({ $rate })
       *[other] Answered in time: { $count }
    }
figures-overdue = Became overdue: { $count }
figures-appeals = Appeals: { $count }
figures-changed =
    { $how ->
        [part] Changed on appeal: { $count } of { $of } appeals decided ({ $rate })
       *[other] Changed on appeal: { $count }
    }
figures-rated =
    { $count ->
        [0] Rating by reporters: none
        [one] Rating by reporters: { $stars } of 5 (1 rating)
       *[other] Rating by reporters: { $stars } of 5 on average ({ $count } ratings)
    }

figures-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
figures-hours =
    { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
figures-days =
    { $count ->
        [one] 1 day
       *[other] { $count } days
    }

figures-unit = Another unit
figures-category = Another category
figures-which-unit = Figures of which unit?
figures-which-category = Figures of which category?
charts-missing = Pictures need one more part: the operator installs it with pip install 'jubao[charts]' and restarts the bot.
figures-picture = 🖼 A year as a picture
figures-chart-received = Received
figures-chart-answered = Answered
figures-chart-upheld = Upheld
figures-chart-span = { $first } – { $last }
figures-chart-month = { $month } · half answered within { $half }
