# /figures: what came in, what was done and how soon. Numbers come with those of two earlier periods in brackets.

figures-all-units = All units together
figures-all = All categories
figures-period = { $name }: { $days }
figures-period-this_month = This month
figures-period-last_month = Last month
figures-period-this_year = This year
figures-period-last_year = Last year
figures-beside = In brackets: { $near } · { $far }

figures-received = Received: { $count }
figures-accepted = Taken up: { $count }, of all looked at { $rate }
figures-upheld = Upheld: { $count }, of all decided { $rate }
figures-not_upheld = Not upheld: { $count }
figures-answered = Answered: { $count }, of all owed an answer { $rate }
figures-took_accept = Until taken up: half within { $half }, nine in ten within { $most }
figures-took_close = Until closed: half within { $half }, nine in ten within { $most }
figures-in_time = Answered in time: { $count }, of all answered { $rate }
figures-overdue = Became overdue: { $count }
figures-transfers = Handed on: { $left }; taken over: { $came }
figures-appeals = Appeals: { $count }
figures-changed = Changed on appeal: { $count }, of all appeals decided { $rate }
figures-rated = Stars from reporters: { $stars }, ratings: { $count }
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
figures-chart-days = Days until closed, half within
figures-chart-title = Received and answered, by month
