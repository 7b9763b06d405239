"""The buttons of pledges: everybody's card of one, and what admins do with it."""

from typing import ClassVar

from handlers.buttons import Button


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
