"""Buttons on what staff enter for others, and on a report that an account may be tied to."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class Enter(Button):
    """Begin to enter something: report, answer, appeal, bounce."""

    tag: ClassVar[str] = "n1"
    what: str


@dataclass(frozen=True, slots=True)
class LinkReport(Button):
    """Send the news of the report of this code here; only whoever holds the code has the button."""

    tag: ClassVar[str] = "rl1"
    code: str
