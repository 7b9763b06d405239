"""Contacts of reporters: request, custodian, expiry."""
