"""The buttons that stand in a unit's group."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class SetTopics(Button, frozen=True):
    """Give each case of a unit a topic of its own (1), or no longer (0)."""

    tag: ClassVar[str] = "tp1"
    unit: str
    on: int


class AsMyself(Button, frozen=True):
    """A command that came in the group's own name, to be said again by whoever presses.

    `about` is a case number or a unit's code, `-` for none.
    """

    tag: ClassVar[str] = "am1"
    command: str
    about: str
