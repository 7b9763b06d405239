"""Removal requests: asked, answered, ordered, checked, reopened."""
