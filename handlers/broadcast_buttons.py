"""The buttons of broadcasts: the admins', and those below what everybody gets."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class ListBroadcasts(Button):
    """A page of broadcasts from below this number on; 0 is from the newest."""

    tag: ClassVar[str] = "bc1"
    before: int


@dataclass(frozen=True, slots=True)
class SeeBroadcast(Button):
    """One broadcast."""

    tag: ClassVar[str] = "bc2"
    number: int


@dataclass(frozen=True, slots=True)
class ActOn(Button):
    """Submit, approve, send back, pause, resume or stop it as it was at version `seen`."""

    tag: ClassVar[str] = "bc3"
    number: int
    act: str
    seen: int


@dataclass(frozen=True, slots=True)
class AskStop(Button):
    """Stop it for good: ask once more."""

    tag: ClassVar[str] = "bc4"
    number: int


@dataclass(frozen=True, slots=True)
class ChangePart(Button):
    """Another wording of one part; without a part, choose one."""

    tag: ClassVar[str] = "bc5"
    number: int
    part: str
    seen: int


@dataclass(frozen=True, slots=True)
class SendToMe(Button):
    """Send it to oneself as a reader of this language gets it."""

    tag: ClassVar[str] = "bc6"
    number: int
    locale: str


# Below what everybody gets.


@dataclass(frozen=True, slots=True)
class NoMore(Button):
    """No more broadcasts."""

    tag: ClassVar[str] = "bn1"


@dataclass(frozen=True, slots=True)
class OpenCard(Button):
    """A unit's card, as a message of its own."""

    tag: ClassVar[str] = "bn2"
    unit: str


# What is followed.


@dataclass(frozen=True, slots=True)
class SetWilling(Button):
    """Announcements on (1) or off (0)."""

    tag: ClassVar[str] = "fo1"
    on: int


@dataclass(frozen=True, slots=True)
class ListFollowed(Button):
    """The offices, cities or categories, each with whether it is followed."""

    tag: ClassVar[str] = "fo2"
    scope: str


@dataclass(frozen=True, slots=True)
class TurnFollow(Button):
    """Follow this, or follow it no more."""

    tag: ClassVar[str] = "fo3"
    scope: str
    what: str
