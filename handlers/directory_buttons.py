"""The buttons of the public directory."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class ListOffices(Button):
    """The offices (0) or the sites (1) of the directory."""

    tag: ClassVar[str] = "hl1"
    sites: int


@dataclass(frozen=True, slots=True)
class SeeOffice(Button):
    """A unit's public card."""

    tag: ClassVar[str] = "hl2"
    unit: str


@dataclass(frozen=True, slots=True)
class ReportTo(Button):
    """Begin a report to this unit."""

    tag: ClassVar[str] = "hl3"
    unit: str


@dataclass(frozen=True, slots=True)
class DrawCode(Button):
    """The unit's link as a picture to print."""

    tag: ClassVar[str] = "hl4"
    unit: str
