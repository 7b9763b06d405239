"""The forms, as data: the questions of each in order."""
