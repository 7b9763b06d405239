"""The payloads of buttons around searches; each names the row of the search it was drawn for."""

from dataclasses import dataclass
from typing import ClassVar

from domain.search import Part
from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class TurnSearch(Button):
    """A page of a search; `after` is the last row's key, `-` for the first page."""

    tag: ClassVar[str] = "f1"
    row: int
    after: str


@dataclass(frozen=True, slots=True)
class SeeFound(Button):
    """Show the card of a case that was found, from which one goes back to the page it was on."""

    tag: ClassVar[str] = "f8"
    case_id: int
    row: int
    after: str


@dataclass(frozen=True, slots=True)
class Pick(Button):
    """What one part of a search may be, from the choice of this place on."""

    tag: ClassVar[str] = "f2"
    row: int
    part: Part
    place: int


@dataclass(frozen=True, slots=True)
class Put(Button):
    """Put one value into a search, or take it out; `-` takes all of its part out."""

    tag: ClassVar[str] = "f3"
    row: int
    part: Part
    value: str


@dataclass(frozen=True, slots=True)
class Preset(Button):
    """One of the searches that everybody needs."""

    tag: ClassVar[str] = "f4"
    name: str


@dataclass(frozen=True, slots=True)
class KeepSearch(Button):
    """Keep a search under a name."""

    tag: ClassVar[str] = "f5"
    row: int


@dataclass(frozen=True, slots=True)
class OpenKept(Button):
    """Look again for what was kept."""

    tag: ClassVar[str] = "f6"
    row: int


@dataclass(frozen=True, slots=True)
class DropKept(Button):
    """Keep a search no longer."""

    tag: ClassVar[str] = "f7"
    row: int
