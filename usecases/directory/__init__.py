"""The public directory: checks of its entries, and pledges."""
