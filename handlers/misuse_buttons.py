"""The payloads of buttons around misuse and floods."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class AppealPause(Button):
    """A reporter asks for another look at a pause of their reports."""

    tag: ClassVar[str] = "p1"
    sanction_id: int


@dataclass(frozen=True, slots=True)
class Quarantined(Button):
    """A page of what is in quarantine; `after` is the last row's key, `-` for the first page."""

    tag: ClassVar[str] = "p2"
    after: str


@dataclass(frozen=True, slots=True)
class ReleaseAll(Button):
    """Let out what floods have brought; `sure` 0 while that is still asked."""

    tag: ClassVar[str] = "p3"
    sure: int
