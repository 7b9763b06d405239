"""What every use case shares: the request, authority, the profile, outcomes and views."""
