"""Announcements to readers: compose, approve, follow their progress."""
