"""Button payloads of the journal."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class OpenJournal(Button, frozen=True):
    """What of the journal can be read."""

    tag: ClassVar[str] = "au1"


class JournalOfCase(Button, frozen=True):
    """The journal of a case, entries with ids below `before`; 0 for the newest."""

    tag: ClassVar[str] = "au2"
    number: str
    before: int


class JournalOfPerson(Button, frozen=True):
    """What somebody of the staff did, likewise."""

    tag: ClassVar[str] = "au3"
    who: str
    before: int


class JournalOfDay(Button, frozen=True):
    """The journal of a day such as 20261201, entries before this time and id; 0 for the newest."""

    tag: ClassVar[str] = "au4"
    day: int
    at: int
    row: int


class ListStaff(Button, frozen=True):
    """A page of the people whose entries can be read."""

    tag: ClassVar[str] = "au5"
    page: int
