"""The buttons of broadcasts: the admins', and those below what everybody gets."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class ListBroadcasts(Button, frozen=True):
    """A page of broadcasts from below this number on; 0 is from the newest."""

    tag: ClassVar[str] = "bc1"
    before: int


class SeeBroadcast(Button, frozen=True):
    """One broadcast."""

    tag: ClassVar[str] = "bc2"
    number: int


class ActOn(Button, frozen=True):
    """Submit, approve, send back, pause, resume or stop it as it was at version `seen`."""

    tag: ClassVar[str] = "bc3"
    number: int
    act: str
    seen: int


class AskStop(Button, frozen=True):
    """Stop it for good: ask once more."""

    tag: ClassVar[str] = "bc4"
    number: int


class ChangePart(Button, frozen=True):
    """Another wording of one part; without a part, choose one."""

    tag: ClassVar[str] = "bc5"
    number: int
    part: str
    seen: int


class SendToMe(Button, frozen=True):
    """Send it to oneself as a reader of this language gets it."""

    tag: ClassVar[str] = "bc6"
    number: int
    locale: str


# Below what everybody gets.


class NoMore(Button, frozen=True):
    """No more broadcasts."""

    tag: ClassVar[str] = "bn1"


class OpenCard(Button, frozen=True):
    """A unit's card, as a message of its own."""

    tag: ClassVar[str] = "bn2"
    unit: str


# What is followed.


class SetWilling(Button, frozen=True):
    """Announcements on (1) or off (0)."""

    tag: ClassVar[str] = "fo1"
    on: int


class ListFollowed(Button, frozen=True):
    """The offices, cities or categories, each with whether it is followed."""

    tag: ClassVar[str] = "fo2"
    scope: str


class TurnFollow(Button, frozen=True):
    """Follow this, or follow it no more."""

    tag: ClassVar[str] = "fo3"
    scope: str
    what: str
