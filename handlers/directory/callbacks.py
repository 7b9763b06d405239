"""Button payloads of the directory, its maintenance and pledges."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class ListOffices(Button, frozen=True):
    """List the offices (0) or the sites (1) of the directory."""

    tag: ClassVar[str] = "hl1"
    sites: int


class SeeOffice(Button, frozen=True):
    """Show a unit's public card."""

    tag: ClassVar[str] = "hl2"
    unit: str


class ReportTo(Button, frozen=True):
    """Begin a report to this unit."""

    tag: ClassVar[str] = "hl3"
    unit: str


class DrawCode(Button, frozen=True):
    """Send the unit's link as a QR code to print."""

    tag: ClassVar[str] = "hl4"
    unit: str


class ListEntries(Button, frozen=True):
    """A page of the entries, for admins."""

    tag: ClassVar[str] = "ho1"
    page: int


class SeeEntry(Button, frozen=True):
    """Show one entry, for admins."""

    tag: ClassVar[str] = "ho2"
    unit: str


class StillRight(Button, frozen=True):
    """Record that an entry was checked and is correct."""

    tag: ClassVar[str] = "ho3"
    unit: str


class SeeHistory(Button, frozen=True):
    """The history of an entry, changes with ids below this one; 0 for the newest."""

    tag: ClassVar[str] = "ho4"
    unit: str
    before: int


class ChangeEntry(Button, frozen=True):
    """Ask for a new value of one field of an entry, for admins."""

    tag: ClassVar[str] = "ho5"
    unit: str
    field: str


class SeePledge(Button, frozen=True):
    """Show a unit's promises and measured figures, for everybody."""

    tag: ClassVar[str] = "pl1"
    unit: str


class ListPledges(Button, frozen=True):
    """A page of the units and their pledges, for admins."""

    tag: ClassVar[str] = "pl2"
    page: int


class KeepPledge(Button, frozen=True):
    """Show a unit's pledge, for admins."""

    tag: ClassVar[str] = "pl3"
    unit: str


class EnterPledge(Button, frozen=True):
    """Open the form to record when a pledge was signed, and by whom."""

    tag: ClassVar[str] = "pl4"
    unit: str


class SeeSignatures(Button, frozen=True):
    """A page of who has signed the pledge, for everybody."""

    tag: ClassVar[str] = "pl5"
    page: int


class EnterPledges(Button, frozen=True):
    """Open the form that records the pledges of many units."""

    tag: ClassVar[str] = "pl6"


class SeeProposal(Button, frozen=True):
    """Show the change of a unit that waits for a second admin."""

    tag: ClassVar[str] = "hp1"
    unit: str


class AnswerUnmarkedProposal(Button, frozen=True):
    """A button of earlier releases, which did not say which change the screen showed."""

    tag: ClassVar[str] = "hp2"
    unit: str
    word: str


class AnswerProposal(Button, frozen=True):
    """Confirm the change that the screen shows, known by its mark, or drop it: `yes` or `no`."""

    tag: ClassVar[str] = "hp3"
    unit: str
    word: str
    mark: str
