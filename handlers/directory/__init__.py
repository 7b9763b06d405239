"""The public directory of hotlines, its upkeep, and the pledges."""
