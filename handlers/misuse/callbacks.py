"""The payloads of buttons around misuse and floods."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class AppealPause(Button, frozen=True):
    """A reporter asks for another look at a pause of their reports."""

    tag: ClassVar[str] = "p1"
    sanction_id: int


class Quarantined(Button, frozen=True):
    """A page of what is in quarantine; `after` is the last row's key, `-` for the first page."""

    tag: ClassVar[str] = "p2"
    after: str


class ReleaseAll(Button, frozen=True):
    """Let out what floods have brought; `sure` 0 while that is still asked."""

    tag: ClassVar[str] = "p3"
    sure: int
