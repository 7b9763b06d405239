"""The payloads of buttons around searches; each names the row of the search it was drawn for."""

from typing import ClassVar

from domain.search import Part
from handlers.buttons import Button


class TurnSearch(Button, frozen=True):
    """A page of a search; `after` is the last row's key, `-` for the first page."""

    tag: ClassVar[str] = "f1"
    row: int
    after: str


class SeeFound(Button, frozen=True):
    """Show the card of a case that was found, from which one goes back to the page it was on."""

    tag: ClassVar[str] = "f8"
    case_id: int
    row: int
    after: str


class Pick(Button, frozen=True):
    """What one part of a search may be, from the choice of this place on."""

    tag: ClassVar[str] = "f2"
    row: int
    part: Part
    place: int


class Put(Button, frozen=True):
    """Put one value into a search, or take it out; `-` takes all of its part out."""

    tag: ClassVar[str] = "f3"
    row: int
    part: Part
    value: str


class Preset(Button, frozen=True):
    """One of the searches that everybody needs."""

    tag: ClassVar[str] = "f4"
    name: str


class KeepSearch(Button, frozen=True):
    """Keep a search under a name."""

    tag: ClassVar[str] = "f5"
    row: int


class OpenKept(Button, frozen=True):
    """Look again for what was kept."""

    tag: ClassVar[str] = "f6"
    row: int


class DropKept(Button, frozen=True):
    """Keep a search no longer."""

    tag: ClassVar[str] = "f7"
    row: int
