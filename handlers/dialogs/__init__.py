"""Dialogs of all forms: showing questions, reading answers, cancel and undo."""
