"""Button payloads of lists with ticks. `which` is the name of a list, or `s` and a row.

`after` is the key of the page, `-` for the first one.
"""

from typing import ClassVar

from handlers.ui.callbacks import Button


class ShowTicks(Button, frozen=True):
    """Show a page of a list with ticks."""

    tag: ClassVar[str] = "sv1"
    which: str
    after: str


class TickCase(Button, frozen=True):
    """Tick a case that was shown at version `seen`, or untick it."""

    tag: ClassVar[str] = "sv2"
    which: str
    after: str
    case_id: int
    seen: int


class TickAll(Button, frozen=True):
    """Tick all cases of a page; `on` 0 removes all ticks."""

    tag: ClassVar[str] = "sv3"
    which: str
    after: str
    on: int


class DoSeveral(Button, frozen=True):
    """Begin to do the same with the ticked cases."""

    tag: ClassVar[str] = "sv4"
    which: str
    after: str
    verb: str
