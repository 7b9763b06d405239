"""Shared by all use cases: the request, authority, the profile, outcomes and views."""
