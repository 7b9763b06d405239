"""Removal requests: the form, cards for sites, answers, and the list `/measures`."""
