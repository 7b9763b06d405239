"""The buttons that stand in a unit's group."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class SetTopics(Button):
    """Give each case of a unit a topic of its own (1), or no longer (0)."""

    tag: ClassVar[str] = "tp1"
    unit: str
    on: int


@dataclass(frozen=True, slots=True)
class AsMyself(Button):
    """A command that came in the group's own name, to be said again by whoever presses.

    `about` is a case number or a unit's code, `-` for none.
    """

    tag: ClassVar[str] = "am1"
    command: str
    about: str
