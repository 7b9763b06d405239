"""Dialogs of any form: drafts, questions, answers, files sent along."""
