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
