"""The buttons of the public directory."""

from typing import ClassVar

from handlers.buttons import Button


class ListOffices(Button, frozen=True):
    """The offices (0) or the sites (1) of the directory."""

    tag: ClassVar[str] = "hl1"
    sites: int


class SeeOffice(Button, frozen=True):
    """A unit's public card."""

    tag: ClassVar[str] = "hl2"
    unit: str


class ReportTo(Button, frozen=True):
    """Begin a report to this unit."""

    tag: ClassVar[str] = "hl3"
    unit: str


class DrawCode(Button, frozen=True):
    """The unit's link as a picture to print."""

    tag: ClassVar[str] = "hl4"
    unit: str
