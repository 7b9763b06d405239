"""Rows of reports, drafts, targets and links between a report and its reporter."""
