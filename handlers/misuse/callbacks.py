"""Button payloads of pauses and quarantine."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class AppealPause(Button, frozen=True):
    """Appeal against a pause, by the reporter."""

    tag: ClassVar[str] = "p1"
    sanction_id: int


class Quarantined(Button, frozen=True):
    """A page of the quarantine; `after` is the key of the last row, `-` for the first page."""

    tag: ClassVar[str] = "p2"
    after: str


class ReleaseAll(Button, frozen=True):
    """Release all cases that floods put into quarantine; `sure` 0 asks for confirmation first."""

    tag: ClassVar[str] = "p3"
    sure: int
