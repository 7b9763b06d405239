"""Rows of requests for measures, and when the content of a case was gone."""
