"""What a step of a dialogue can come to: a question to show, or something done."""

from dataclasses import dataclass, field

from conversation.step import Form, Sheet, Step
from domain.draft import Draft
from domain.report import Evidence, Report
from domain.suggestion import Suggestion
from domain.template import Template
from usecases.shown import (
    BroadcastView,
    Card,
    HandedOn,
    PledgeView,
    RequestView,
    Search,
    SuggestionView,
    TemplateView,
    UnitView,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question that is now open; `note` is the key of a sentence to say before it.

    `place` and `places` say how far the form is: question 3 of 8. `editing` while one answer of a
    finished form is being changed. `offers` are texts kept ready for it, of which a page is shown
    that begins at `offers_from`.
    """

    form: Form
    step: Step
    sheet: Sheet
    place: int
    places: int
    note: str = ""
    note_params: dict[str, object] = field(default_factory=dict)
    files: tuple[Evidence, ...] = ()
    editing: bool = False
    offers: tuple[Template, ...] = ()
    offers_from: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An unfinished report is there: to go on with, or to begin anew."""

    draft: Draft
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Collecting:
    """One part of an album was kept; what to say follows once the rest is in."""

    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """Nothing is being asked; `note` says why, where something was just dropped."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report is in; `code` is its query code. `again` where it had been filed already."""

    report: Report
    code: str
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Staff filed a report for somebody else; `code` is shown to them once, to be read aloud.

    `readable`: whether the case, of this `number`, is theirs to read.
    """

    report: Report
    code: str
    number: str
    readable: bool
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A reporter's form is done: an addition, an answer, an appeal or a withdrawal."""

    report: Report
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A suggestion is in; `code` is its query code. `again` where it had been sent already."""

    suggestion: Suggestion
    code: str
    again: bool = False


Turn = (
    Asked
    | Offered
    | Collecting
    | Idle
    | Filed
    | Entered
    | Added
    | Card
    | Search
    | HandedOn
    | RequestView
    | UnitView
    | TemplateView
    | Suggested
    | SuggestionView
    | BroadcastView
    | PledgeView
)
