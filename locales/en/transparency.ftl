# The monthly transparency report.

transparency-title = Transparency report { $month }
transparency-note = Counts from 1 to 4 are not shown, nor what would give them away; “–” stands for them. { $least } is the smallest that is shown.
transparency-by-category = By category
transparency-by-unit = By unit
transparency-category = Category
transparency-unit = Unit
transparency-hidden = –
transparency-total = Together
transparency-received = Received
transparency-upheld = Upheld
transparency-not_upheld = Not upheld
transparency-answered = Answered
transparency-picture-note = “–”: a small count that is not shown. { $least } is the smallest that is.
transparency-offer = 📰 Transparency report
transparency-which = For everybody to see. Of which month?
transparency-another = Another month
transparency-follows = Pages, pictures and data follow. They name nobody: you can pass them on.
transparency-not-over = That month is not over yet.
