"""The buttons of /hotline: the entries of the public directory, for those who keep it."""

from typing import ClassVar

from handlers.buttons import Button


class ListEntries(Button, frozen=True):
    """A page of all entries."""

    tag: ClassVar[str] = "ho1"
    page: int


class SeeEntry(Button, frozen=True):
    """One entry."""

    tag: ClassVar[str] = "ho2"
    unit: str


class StillRight(Button, frozen=True):
    """Somebody has made sure that it holds."""

    tag: ClassVar[str] = "ho3"
    unit: str


class SeeHistory(Button, frozen=True):
    """What was done to it, from below this change on; 0 is from the newest."""

    tag: ClassVar[str] = "ho4"
    unit: str
    before: int
