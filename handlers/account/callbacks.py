"""The buttons of what staff are told when."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class ChooseNotices(Button, frozen=True):
    """Choose how one is told (mode), when digests come (times), or quiet hours (quiet)."""

    tag: ClassVar[str] = "ns1"
    what: str
    name: str


class TypeNotices(Button, frozen=True):
    """Type times of digests, or quiet hours, that no button has."""

    tag: ClassVar[str] = "ns2"
    what: str
