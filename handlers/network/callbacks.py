"""Button payloads of units and their people."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class OnCallIn(Button, frozen=True):
    """Who is on call in a unit."""

    tag: ClassVar[str] = "oc1"
    unit: str


class SetOnCall(Button, frozen=True):
    """Put somebody on call (1) or not (0); `who` is the first 16 characters of a fingerprint."""

    tag: ClassVar[str] = "oc2"
    unit: str
    who: str
    on: int


class Deputise(Button, frozen=True):
    """Let somebody stand in for the lead; `days` 0 while it is still to be chosen for how long."""

    tag: ClassVar[str] = "dp1"
    unit: str
    who: str
    days: int


class EndDeputy(Button, frozen=True):
    """That is over now."""

    tag: ClassVar[str] = "dp2"
    unit: str
    who: str


class GrantIn(Button, frozen=True):
    """Invite somebody into a unit; `role` 0 while it is still to be chosen."""

    tag: ClassVar[str] = "s1"
    unit: str
    role: int


class StaffOf(Button, frozen=True):
    """The people of a unit."""

    tag: ClassVar[str] = "s2"
    unit: str


class Revoke(Button, frozen=True):
    """Take a role away; `who` is the first 16 characters of the person's fingerprint."""

    tag: ClassVar[str] = "s3"
    unit: str
    who: str


class RevokeSurely(Button, frozen=True):
    """The same, confirmed."""

    tag: ClassVar[str] = "s4"
    unit: str
    who: str


class Dismiss(Button, frozen=True):
    """Somebody is to be a custodian no longer; `who` as in `Revoke`."""

    tag: ClassVar[str] = "i5"
    who: str


class DismissSurely(Button, frozen=True):
    """The same, confirmed."""

    tag: ClassVar[str] = "i6"
    who: str


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
