"""Button payloads of casework: cards, moves, search, tasks, manual entry."""

from typing import ClassVar

from domain.search.search import SearchPart
from handlers.ui.callbacks import Button


class TurnSearchPage(Button, frozen=True):
    """A page of a search; `after` is the key of the last row shown, `-` for the first page."""

    tag: ClassVar[str] = "f1"
    row: int
    after: str


class SeeFound(Button, frozen=True):
    """Show the card of a case that was found, with the way back to its page of the search."""

    tag: ClassVar[str] = "f8"
    case_id: int
    row: int
    after: str


class Pick(Button, frozen=True):
    """Show the choices for one part of a search; `place` is the first choice shown."""

    tag: ClassVar[str] = "f2"
    row: int
    part: SearchPart
    place: int


class Put(Button, frozen=True):
    """Add one value to a search, or remove it; `-` removes all values of the part."""

    tag: ClassVar[str] = "f3"
    row: int
    part: SearchPart
    value: str


class Preset(Button, frozen=True):
    """Run one of the predefined searches."""

    tag: ClassVar[str] = "f4"
    name: str


class OwnPreset(Button, frozen=True):
    """Run one of the predefined searches in the units whose cases the person may move."""

    tag: ClassVar[str] = "f10"
    name: str


class KeepSearch(Button, frozen=True):
    """Save a search under a name."""

    tag: ClassVar[str] = "f5"
    row: int


class OpenKept(Button, frozen=True):
    """Run a saved search; row 0 lists all of them."""

    tag: ClassVar[str] = "f6"
    row: int


class DropKept(Button, frozen=True):
    """Delete a saved search."""

    tag: ClassVar[str] = "f7"
    row: int


class ReadCase(Button, frozen=True):
    """Send the whole text of a case, uncut, in as many messages as needed."""

    tag: ClassVar[str] = "k2"
    case_id: int


class MoveCase(Button, frozen=True):
    """A verb of the card; `seen` is the version of the case that the card showed."""

    tag: ClassVar[str] = "m1"
    case_id: int
    verb: str
    seen: int


class AcceptClaimed(Button, frozen=True):
    """Accept a case as the category that its reporter chose; `seen` as of `MoveCase`."""

    tag: ClassVar[str] = "ac1"
    case_id: int
    seen: int


class MoreActions(Button, frozen=True):
    """Show all further actions of a case below its card."""

    tag: ClassVar[str] = "k3"
    case_id: int


class MoreOfFound(Button, frozen=True):
    """The same for a case that was found; the way back as of `SeeFound`."""

    tag: ClassVar[str] = "f9"
    case_id: int
    row: int
    after: str


class JoinTo(Button, frozen=True):
    """Join a case to a similar one; `seen` is the version of the case that the card showed."""

    tag: ClassVar[str] = "j1"
    case_id: int
    to: int
    seen: int


class JoinAgreed(Button, frozen=True):
    """Join a case to the one that its reporter agreed to, without further questions."""

    tag: ClassVar[str] = "j2"
    case_id: int
    to: int
    seen: int


class DecideSame(Button, frozen=True):
    """Decide a case as the same content was decided before; `seen` as of `MoveCase`."""

    tag: ClassVar[str] = "sd1"
    case_id: int
    seen: int


class AskAssignee(Button, frozen=True):
    """Ask who of the unit is to have a case; `seen` is the version that the card showed."""

    tag: ClassVar[str] = "as1"
    case_id: int
    seen: int


class AssignTo(Button, frozen=True):
    """Give a case to somebody of its unit, named by the beginning of their fingerprint."""

    tag: ClassVar[str] = "as2"
    case_id: int
    who: str
    seen: int


class GiveBack(Button, frozen=True):
    """Give a case back to the unit's queue."""

    tag: ClassVar[str] = "as3"
    case_id: int
    seen: int


class NextCase(Button, frozen=True):
    """Show the next case of the queue after this one."""

    tag: ClassVar[str] = "as4"
    case_id: int


class ShowEvidence(Button, frozen=True):
    """Send the files of a case to the private chat."""

    tag: ClassVar[str] = "v1"
    case_id: int


class OpenUncleaned(Button, frozen=True):
    """Send one file of a case to the private chat although its metadata could not be removed."""

    tag: ClassVar[str] = "v2"
    case_id: int
    evidence_id: int


class TaskDone(Button, frozen=True):
    """Mark a task as done."""

    tag: ClassVar[str] = "td1"
    task_id: int


class Enter(Button, frozen=True):
    """Begin to enter something for others: report, answer, appeal, bounced mail."""

    tag: ClassVar[str] = "n1"
    what: str
