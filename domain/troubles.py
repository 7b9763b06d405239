"""What may be wrong with a deployment, as those who answer for it are told."""

from enum import StrEnum


class Trouble(StrEnum):
    """The words are `trouble-<value>` and `trouble-over-<value>`."""

    DATABASE = "database"
    KEY = "key"
    DISK = "disk"
    TELEGRAM = "telegram"
    INBOX = "inbox"
    OUTBOX = "outbox"
    MAIL = "mail"
    EVIDENCE = "evidence"
    FILES = "files"  # stored files that no row speaks of were left alone
    BEHIND = "behind"  # so they were because this database is a copy, or was restored
    CLOCK = "clock"
    JUDGES = "judges"
