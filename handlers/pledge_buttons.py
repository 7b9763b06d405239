"""The buttons of pledges: everybody's card of one, and what admins do with it."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class SeePledge(Button):
    """A unit's promises and measured facts, for everybody."""

    tag: ClassVar[str] = "pl1"
    unit: str


@dataclass(frozen=True, slots=True)
class ListPledges(Button):
    """A page of the units, for admins."""

    tag: ClassVar[str] = "pl2"
    page: int


@dataclass(frozen=True, slots=True)
class KeepPledge(Button):
    """A unit's card, for admins."""

    tag: ClassVar[str] = "pl3"
    unit: str


@dataclass(frozen=True, slots=True)
class EnterPledge(Button):
    """Say when it was signed, and by whom."""

    tag: ClassVar[str] = "pl4"
    unit: str
