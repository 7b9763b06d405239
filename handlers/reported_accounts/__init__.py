"""Reported accounts: the line on a case's card, an account's history, repeated accounts."""
