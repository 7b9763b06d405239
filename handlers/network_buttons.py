"""The buttons of /units: the list, a unit's card, and what an admin changes there."""

from typing import ClassVar

from handlers.buttons import Button


class ListUnits(Button, frozen=True):
    """A page of all units."""

    tag: ClassVar[str] = "u1"
    page: int


class SeeUnit(Button, frozen=True):
    """The card of a unit."""

    tag: ClassVar[str] = "u2"
    unit: str


class ChangeUnit(Button, frozen=True):
    """Ask for another value of one field."""

    tag: ClassVar[str] = "u3"
    unit: str
    field: str


class AddUnit(Button, frozen=True):
    """Draw up a new unit."""

    tag: ClassVar[str] = "u4"


class RetireUnit(Button, frozen=True):
    """What retiring a unit would mean."""

    tag: ClassVar[str] = "u5"
    unit: str


class RetireSurely(Button, frozen=True):
    """Retire it."""

    tag: ClassVar[str] = "u6"
    unit: str


class RestoreUnit(Button, frozen=True):
    """A retired unit is at work again."""

    tag: ClassVar[str] = "u7"
    unit: str
