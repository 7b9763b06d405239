"""Rows of the accounts that cases are about, and of the measures against them."""
