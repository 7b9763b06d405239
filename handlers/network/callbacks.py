"""Button payloads of units and their staff."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class OnCallIn(Button, frozen=True):
    """Show who is on call in a unit."""

    tag: ClassVar[str] = "oc1"
    unit: str


class SetOnCall(Button, frozen=True):
    """Put somebody on call (1) or end it (0); `who`: first 16 characters of a fingerprint."""

    tag: ClassVar[str] = "oc2"
    unit: str
    who: str
    on: int


class Deputise(Button, frozen=True):
    """Make somebody a deputy of the lead; `days` 0 asks for how long."""

    tag: ClassVar[str] = "dp1"
    unit: str
    who: str
    days: int


class EndDeputy(Button, frozen=True):
    """End a deputy's term."""

    tag: ClassVar[str] = "dp2"
    unit: str
    who: str


class GrantIn(Button, frozen=True):
    """Create an invitation to a unit; `role` 0 asks for the role first."""

    tag: ClassVar[str] = "s1"
    unit: str
    role: int


class StaffOf(Button, frozen=True):
    """List the staff of a unit."""

    tag: ClassVar[str] = "s2"
    unit: str


class PickStaffOf(Button, frozen=True):
    """List the staff of a unit that was chosen among all."""

    tag: ClassVar[str] = "s7"
    unit: str


class TurnStaffUnits(Button, frozen=True):
    """Another page of the units whose staff to list, or with `invite` 1 to invite somebody to."""

    tag: ClassVar[str] = "s6"
    invite: int
    page: int


class TurnOnCallUnits(Button, frozen=True):
    """Another page of the units whose people on call to show."""

    tag: ClassVar[str] = "oc3"
    page: int


class Revoke(Button, frozen=True):
    """Ask whether to revoke a role; `who`: first 16 characters of the person's fingerprint."""

    tag: ClassVar[str] = "s3"
    unit: str
    who: str


class RevokeSurely(Button, frozen=True):
    """Revoke a role, after the confirmation."""

    tag: ClassVar[str] = "s4"
    unit: str
    who: str


class ConfirmCustodian(Button, frozen=True):
    """Confirm somebody whom an admin has named as custodian; `who` as in `Revoke`."""

    tag: ClassVar[str] = "i7"
    who: str


class Dismiss(Button, frozen=True):
    """Ask whether to dismiss a custodian; `who` as in `Revoke`."""

    tag: ClassVar[str] = "i5"
    who: str


class DismissSurely(Button, frozen=True):
    """Dismiss a custodian, after the confirmation."""

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
    """Ask for a new value of one field."""

    tag: ClassVar[str] = "u3"
    unit: str
    field: str


class AddUnit(Button, frozen=True):
    """Open the form for a new unit."""

    tag: ClassVar[str] = "u4"


class RetireUnit(Button, frozen=True):
    """Show what retiring a unit would change, and ask for confirmation."""

    tag: ClassVar[str] = "u5"
    unit: str


class RetireSurely(Button, frozen=True):
    """Retire a unit, after the confirmation."""

    tag: ClassVar[str] = "u6"
    unit: str


class RestoreUnit(Button, frozen=True):
    """Make a retired unit active again."""

    tag: ClassVar[str] = "u7"
    unit: str
