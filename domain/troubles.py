"""Problems of a deployment that admins are told about."""

from enum import StrEnum


class Trouble(StrEnum):
    """Kinds of problems; the words are `trouble-<value>` and `trouble-over-<value>`."""

    DATABASE = "database"
    KEY = "key"
    DISK = "disk"
    TELEGRAM = "telegram"
    INBOX = "inbox"
    OUTBOX = "outbox"
    MAIL = "mail"
    EVIDENCE = "evidence"
    FILES = "files"  # unknown stored files were not erased
    BEHIND = "behind"  # the same, because this database is a copy or a restored backup
    CLOCK = "clock"
    JUDGES = "judges"
    JOURNAL = "journal"  # its end is missing
