"""Every form as data: its questions in order."""
