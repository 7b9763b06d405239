"""Button payloads of the directory, its upkeep and the pledges."""

from typing import ClassVar

from handlers.ui.callbacks import Button


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


class SeePledge(Button, frozen=True):
    """A unit's promises and measured facts, for everybody."""

    tag: ClassVar[str] = "pl1"
    unit: str


class ListPledges(Button, frozen=True):
    """A page of the units, for admins."""

    tag: ClassVar[str] = "pl2"
    page: int


class KeepPledge(Button, frozen=True):
    """A unit's card, for admins."""

    tag: ClassVar[str] = "pl3"
    unit: str


class EnterPledge(Button, frozen=True):
    """Say when it was signed, and by whom."""

    tag: ClassVar[str] = "pl4"
    unit: str
