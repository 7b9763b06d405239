"""Button payloads of casework: cards, moves, search, tasks, templates, manual entry."""

from typing import ClassVar

from domain.search.search import SearchPart
from handlers.ui.callbacks import Button


class TurnSearchPage(Button, frozen=True):
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
    part: SearchPart
    place: int


class Put(Button, frozen=True):
    """Put one value into a search, or take it out; `-` takes all of its part out."""

    tag: ClassVar[str] = "f3"
    row: int
    part: SearchPart
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


class ReadCase(Button, frozen=True):
    """Everything written in a case, uncut, in as many messages as it takes."""

    tag: ClassVar[str] = "k2"
    case_id: int


class MoveCase(Button, frozen=True):
    """A verb of the card, drawn when the case stood at version `seen`."""

    tag: ClassVar[str] = "m1"
    case_id: int
    verb: str
    seen: int


class JoinTo(Button, frozen=True):
    """Join a case, drawn when it stood at version `seen`, to one that may be the same."""

    tag: ClassVar[str] = "j1"
    case_id: int
    to: int
    seen: int


class JoinAgreed(Button, frozen=True):
    """Join a case to the one that its reporter agreed to join: one tap."""

    tag: ClassVar[str] = "j2"
    case_id: int
    to: int
    seen: int


class ShowEvidence(Button, frozen=True):
    """Send the files of a case to the private chat."""

    tag: ClassVar[str] = "v1"
    case_id: int


class OpenUncleaned(Button, frozen=True):
    """Send one file of a case to the private chat though its metadata may name somebody."""

    tag: ClassVar[str] = "v2"
    case_id: int
    evidence_id: int


class TaskDone(Button, frozen=True):
    """Tick a task off."""

    tag: ClassVar[str] = "td1"
    task_id: int


class TemplatesOf(Button, frozen=True):
    """A page of a unit's texts."""

    tag: ClassVar[str] = "tm1"
    unit: str
    start: int


class SeeTemplate(Button, frozen=True):
    """One text as it is written."""

    tag: ClassVar[str] = "tm2"
    template_id: int


class AddTemplate(Button, frozen=True):
    """A new text of a unit."""

    tag: ClassVar[str] = "tm3"
    unit: str


class ChangeTemplate(Button, frozen=True):
    """Another title, other words."""

    tag: ClassVar[str] = "tm4"
    template_id: int


class DropTemplate(Button, frozen=True):
    """Keep a text no longer; asked once more."""

    tag: ClassVar[str] = "tm5"
    template_id: int


class DropSurely(Button, frozen=True):
    """The same, confirmed."""

    tag: ClassVar[str] = "tm6"
    template_id: int


class UseTemplate(Button, frozen=True):
    """Answer with the text as it was read, written at `seen`."""

    tag: ClassVar[str] = "tm8"
    draft: str
    template_id: int
    seen: int


class Enter(Button, frozen=True):
    """Begin to enter something: report, answer, appeal, bounce."""

    tag: ClassVar[str] = "n1"
    what: str
