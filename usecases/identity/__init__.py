"""Contacts of reporters: requests to see them, custodians, expiry."""
