"""The buttons of /units: the list, a unit's card, and what an admin changes there."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class ListUnits(Button):
    """A page of all units."""

    tag: ClassVar[str] = "u1"
    page: int


@dataclass(frozen=True, slots=True)
class SeeUnit(Button):
    """The card of a unit."""

    tag: ClassVar[str] = "u2"
    unit: str


@dataclass(frozen=True, slots=True)
class ChangeUnit(Button):
    """Ask for another value of one field."""

    tag: ClassVar[str] = "u3"
    unit: str
    field: str


@dataclass(frozen=True, slots=True)
class AddUnit(Button):
    """Draw up a new unit."""

    tag: ClassVar[str] = "u4"


@dataclass(frozen=True, slots=True)
class RetireUnit(Button):
    """What retiring a unit would mean."""

    tag: ClassVar[str] = "u5"
    unit: str


@dataclass(frozen=True, slots=True)
class RetireSurely(Button):
    """Retire it."""

    tag: ClassVar[str] = "u6"
    unit: str


@dataclass(frozen=True, slots=True)
class RestoreUnit(Button):
    """A retired unit is at work again."""

    tag: ClassVar[str] = "u7"
    unit: str
