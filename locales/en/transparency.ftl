# The monthly transparency report.

transparency-title = Transparency report { $month }
transparency-note = “–” means 1 to 4, or a number that would give such a number away. The smallest number shown is { $least }.
transparency-by-category = By category
transparency-by-unit = By unit
transparency-category = Category
transparency-unit = Unit
transparency-removal = From report to removal: median { $half }, 90% within { $most }. Content that came back after removal: { $back }.
transparency-hidden = –
transparency-total = Total
transparency-received = Received
transparency-upheld = Upheld
transparency-not_upheld = Not upheld
transparency-removed = Removed
transparency-answered = Answered
transparency-picture-note = “–”: a small number that is not shown. The smallest shown is { $least }.
transparency-offer = 📰 Transparency report
transparency-which = Everyone may see this report. For which month?
transparency-another = Another month
transparency-follows = Pages, pictures and data follow. They name nobody, so you can pass them on.
transparency-not-over = That month is not over yet.
