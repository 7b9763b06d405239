# The monthly transparency report.

transparency-title = Transparency report { $month }
transparency-published = Published by { $unit } on { $day }.
transparency-made = Made on { $day }.
transparency-contact = Contact: { $contact }
transparency-short = The month in short
transparency-note = “–” means 1 to 4, too few cases for a time, or a number that would give a small number away. The smallest number shown is { $least }.
transparency-times-note = Times in the tables: half of the cases took no longer. A share is followed by the number that it is a share of.
transparency-by-category = By category
transparency-by-unit = By unit
transparency-counts = { $by }: numbers of cases
transparency-shares = { $by }: shares and times
transparency-category = Category
transparency-unit = Unit
transparency-idle =
    { $count ->
        [one] Nothing was counted for 1 unit: { $names }.
       *[other] Nothing was counted for { $count } units: { $names }.
    }
transparency-share = { $rate } of { $of }
transparency-of-all = Share of all upheld
transparency-judged =
    { $how ->
        [part] Upheld: { $count } of { $of } judged ({ $rate })
       *[other] Upheld: { $count }
    }
transparency-gone = Content removed: { $count }
transparency-accept = From report to acceptance: half within { $half }, 90% within { $most }
transparency-close = From report to answer: half within { $half }, 90% within { $most }
transparency-removal = From report to removal: half within { $half }, 90% within { $most }
transparency-hidden = –
transparency-total = Total
transparency-received = Received
transparency-accepted = Accepted
transparency-refused = Not accepted
transparency-upheld = Upheld
transparency-not_upheld = Not upheld
transparency-removed = Removed
transparency-answered = Answered
transparency-in_time = In time
transparency-overdue = Became overdue
transparency-appeal_decided = Appeals decided
transparency-appeal_changed = Changed on appeal
transparency-rate-accepted = Accepted, of those looked at
transparency-rate-upheld = Upheld, of those judged
transparency-rate-in_time = In time, of all answers
transparency-rate-changed = Changed, of appeals decided
transparency-took_accept = Time to accept
transparency-took_close = Time to answer
transparency-took_remove = Time to removal
transparency-data-title = Transparency reports
transparency-data-description = Reports of unlawful online content and what became of them, by month. An empty cell is a number from 1 to 4, a time of fewer than { $least } cases, or a number that would give a small one away.
transparency-data-summary = { $month }: all units together
transparency-data-categories = { $month }: by category
transparency-data-lines = { $month }: upheld cases by bottom line of the cited rule
transparency-data-units = { $month }: by unit
transparency-field-month = Month
transparency-field-code = Code
transparency-field-name = Name ({ $language })
transparency-field-p90 = { $of }: 90% within
transparency-field-came_back = Came back after removal
transparency-means-month = The month that is reported on.
transparency-means-code = The code of the row, the same every month.
transparency-means-name = The name of the row in this language.
transparency-means-received = Reports received.
transparency-means-accepted = Cases that a unit accepted.
transparency-means-refused = Cases that were not accepted.
transparency-means-upheld = Cases in which a rule was broken.
transparency-means-not_upheld = Cases in which no rule was broken.
transparency-means-removed = Upheld cases that were closed because the content was removed.
transparency-means-answered = Cases whose reporter was told the result.
transparency-means-in_time = Answers without a missed deadline.
transparency-means-overdue = Deadlines that were missed.
transparency-means-appeal_decided = Appeals that were decided.
transparency-means-appeal_changed = Appeals that changed the decision.
transparency-means-came_back = Cases whose content was online again after its removal.
transparency-means-accepted_share = Accepted cases as a share of accepted and not accepted ones, from 0 to 1.
transparency-means-upheld_share = Upheld cases as a share of upheld and not upheld ones, from 0 to 1.
transparency-means-in_time_share = Answers in time as a share of all answers, from 0 to 1.
transparency-means-changed_share = Changed decisions as a share of all decided appeals, from 0 to 1.
transparency-means-median = Seconds from the report; half of the cases took no longer. Rounded to about 5%.
transparency-means-p90 = Seconds from the report; nine in ten cases took no longer. Rounded to about 5%.
transparency-no-reports = There were no reports in this month.
transparency-nothing-shown = All numbers are too small to be shown.
transparency-picture-note = “–”: a number that is not shown because it is small. Rows with nothing from { $least } on are left out.
transparency-offer = 📰 Transparency report
transparency-which = Everyone may see this report. For which month?
transparency-another = Another month
transparency-follows = Pages, pictures and data follow. They name nobody, so you can pass them on.
transparency-not-over = That month is not over yet.
