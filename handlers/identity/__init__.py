"""Contacts of reporters: requests to open one, and the custodian's answer."""
