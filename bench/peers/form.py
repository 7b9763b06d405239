"""The eight questions of the peers' report: name, text, and buttons if any."""

QUESTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("link", "Which page do you want to report? Send its link.", ()),
    ("category", "What is it about?", ("Fraud", "Gambling", "Rumour", "Violence", "Other")),
    ("subcategory", "What kind exactly?", ("Investment", "Shopping", "Loans", "Other")),
    ("words", "What is wrong with it? A sentence or two.", ()),
    ("evidence", "Do you have screenshots?", ("Skip",)),
    ("region", "Where does it happen?", ("Changsha", "Zhuzhou", "Xiangtan", "Hengyang")),
    ("identity", "Who are you?", ("Stay anonymous", "Leave contact", "Use real name")),
    ("review", "Is everything right?", ("Submit report", "Cancel")),
)
FILED = "Your report is filed. Number {number}."
