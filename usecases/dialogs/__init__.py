"""Any form: draft, questions, answers, files sent along."""
