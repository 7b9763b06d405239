"""The buttons of who is on call, and of who stands in for a lead."""

from typing import ClassVar

from handlers.buttons import Button


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
