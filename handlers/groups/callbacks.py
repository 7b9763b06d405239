"""Button payloads in a unit's group."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class SetTopics(Button, frozen=True):
    """Switch topics on (1) or off (0): each case of the unit gets a topic of its own."""

    tag: ClassVar[str] = "tp1"
    unit: str
    on: int


class AsMyself(Button, frozen=True):
    """A command sent in the group's name; whoever presses repeats it as themselves.

    `about` is a case number or a unit's code, `-` for none.
    """

    tag: ClassVar[str] = "am1"
    command: str
    about: str
