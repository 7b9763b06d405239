"""The seven questions of the peers' report: name, text, and buttons if any.

As in ours, the report is shown to be checked before and after its region is chosen.
"""

QUESTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("link", "Which page do you want to report? Send its link.", ()),
    ("category", "What is it about?", ("Fraud", "Gambling", "Rumour", "Violence", "Other")),
    ("subcategory", "What kind exactly?", ("Investment", "Shopping", "Loans", "Other")),
    ("words", "What is wrong with it? A sentence or two.", ()),
    ("check", "Is everything right?", ("Submit report", "Region", "Contact", "Cancel")),
    ("region", "Where does it happen?", ("Changsha", "Zhuzhou", "Xiangtan", "Hengyang")),
    ("review", "Is everything right?", ("Submit report", "Region", "Contact", "Cancel")),
)
FILED = "Your report is filed. Number {number}."
