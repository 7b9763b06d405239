"""Buttons on what staff enter for others, and on a report that an account may be tied to."""

from typing import ClassVar

from handlers.buttons import Button


class Enter(Button, frozen=True):
    """Begin to enter something: report, answer, appeal, bounce."""

    tag: ClassVar[str] = "n1"
    what: str


class LinkReport(Button, frozen=True):
    """Send the news of the report of this code here; only whoever holds the code has the button."""

    tag: ClassVar[str] = "rl1"
    code: str
