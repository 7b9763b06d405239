"""Button payloads of broadcasts, for admins and for recipients."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class ListBroadcasts(Button, frozen=True):
    """A page of broadcasts with ids below this one; 0 for the newest."""

    tag: ClassVar[str] = "bc1"
    before: int


class SeeBroadcast(Button, frozen=True):
    """One broadcast."""

    tag: ClassVar[str] = "bc2"
    number: int


class ActOn(Button, frozen=True):
    """Submit, approve, return, pause, resume or stop a broadcast; `seen` is the version shown."""

    tag: ClassVar[str] = "bc3"
    number: int
    act: str
    seen: int


class AskStop(Button, frozen=True):
    """Ask whether to stop a broadcast for good."""

    tag: ClassVar[str] = "bc4"
    number: int


class ChangePart(Button, frozen=True):
    """Change one part of a broadcast; without a part, ask which one."""

    tag: ClassVar[str] = "bc5"
    number: int
    part: str
    seen: int


class SendToMe(Button, frozen=True):
    """Send a test copy in this language to oneself."""

    tag: ClassVar[str] = "bc6"
    number: int
    locale: str


# Below a broadcast.


class NoMore(Button, frozen=True):
    """Switch broadcasts off."""

    tag: ClassVar[str] = "bn1"


class OpenCard(Button, frozen=True):
    """Show a unit's card in a new message."""

    tag: ClassVar[str] = "bn2"
    unit: str


# Follows.


class SetWilling(Button, frozen=True):
    """Switch broadcasts on (1) or off (0)."""

    tag: ClassVar[str] = "fo1"
    on: int


class ListFollowed(Button, frozen=True):
    """List the offices, cities or categories with the followed ones ticked."""

    tag: ClassVar[str] = "fo2"
    scope: str


class TurnFollow(Button, frozen=True):
    """Follow something, or stop following it."""

    tag: ClassVar[str] = "fo3"
    scope: str
    what: str
