"""Broadcasts, and subscriptions to them."""
