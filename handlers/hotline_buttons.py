"""The buttons of /hotline: the entries of the public directory, for those who keep it."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class ListEntries(Button):
    """A page of all entries."""

    tag: ClassVar[str] = "ho1"
    page: int


@dataclass(frozen=True, slots=True)
class SeeEntry(Button):
    """One entry."""

    tag: ClassVar[str] = "ho2"
    unit: str


@dataclass(frozen=True, slots=True)
class StillRight(Button):
    """Somebody has made sure that it holds."""

    tag: ClassVar[str] = "ho3"
    unit: str


@dataclass(frozen=True, slots=True)
class SeeHistory(Button):
    """What was done to it, from below this change on; 0 is from the newest."""

    tag: ClassVar[str] = "ho4"
    unit: str
    before: int
