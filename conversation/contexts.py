"""The context of a draft: what its form was opened with, one class per form.

A form names its class as `Form.context`. What a draft of any form may carry, such as files, is in
`domain/draft.py: Carried`.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from domain.draft import FormContext
from domain.removals.removal import Answer


class UnitContext(FormContext, frozen=True, kw_only=True):
    """A form that can be opened from a unit's card: the unit's code, else empty."""

    unit: str = ""


class Marks(Struct, frozen=True, kw_only=True):
    """Pairs of a trait and its keyed fingerprint; `of` identifies the content they belong to."""

    of: str
    are: tuple[tuple[str, str], ...]


class ReportContext(UnitContext, frozen=True, kw_only=True):
    """The context of a report.

    `waiting` are the keys of pieces that came with /report while it was open: they also belong to a
    new report, until the sender says which is meant. `marks` are computed before the review.
    """

    waiting: tuple[str, ...] = ()
    marks: Marks | None = None


class HeldReport(Struct, frozen=True, kw_only=True):
    """A report that a held message may belong to: its row id and the tail of its code."""

    id: int
    tail: str


class HeldContext(FormContext, frozen=True, kw_only=True):
    """Messages that were sent without an open form.

    `asked` are the reports whose office waits for an answer; `open` those that accept additions.
    `question` is the office's question, if only one is open. `decided` are those that may be
    appealed or rated. `has_reports`: the sender has reports, of any state. `staff`: the sender
    works on cases, and may look for one. `left` is the id of the draft that they may be for as
    well: it was left open before an office wrote; empty if none was.
    """

    asked: tuple[HeldReport, ...] = ()
    open: tuple[HeldReport, ...] = ()
    question: str = ""
    left: str = ""
    decided: tuple[HeldReport, ...] = ()
    has_reports: bool = False
    staff: bool = False


class AppealContext(FormContext, frozen=True, kw_only=True):
    """An appeal against the decision of a report.

    `said` are the words that were held when it was begun and may be its reasons; else empty.
    """

    said: str = ""


class UnitEditContext(UnitContext, frozen=True, kw_only=True):
    """The field of a unit to change, and the unit as it was then; empty for a new unit.

    `place` is the list from whose card the form was opened: `hotline`, or empty for /units.
    """

    field: str = ""
    was: Mapping[str, Any] | None = None
    place: str = ""


class CategoryEditContext(FormContext, frozen=True, kw_only=True):
    """The value of a category to change, and the category as it was then; empty for a new one.

    `parent` is the category that a new one is made below, empty for a top category.
    """

    category: str = ""
    field: str = ""
    parent: str = ""
    was: Mapping[str, Any] | None = None


class RuleEditContext(FormContext, frozen=True, kw_only=True):
    """The value of a rule to change, and the rule as it was then; empty for a new one."""

    rule: str = ""
    field: str = ""
    was: Mapping[str, Any] | None = None


class TemplateContext(UnitContext, frozen=True, kw_only=True):
    """A template: its row id, 0 for a new one.

    `kind` is a `domain.template.TextKind`. A text that replaces a shipped one has a `result` and a
    language, and `text` is what stands there now.
    """

    template: int = 0
    kind: str = "text"
    result: str = ""
    language: str = ""
    text: str = ""


class CaseActionContext(FormContext, frozen=True, kw_only=True):
    """A move or an action of a case: the state the case was in."""

    status: str = ""


class Presets(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answers that a decision with one result has beforehand; empty where there is none.

    `words` is the feedback by language, where it is written in several.
    """

    rule: str = ""
    facts: str = ""
    feedback: str = ""
    words: Mapping[str, str] = msgspec.field(default_factory=dict)


class DecisionContext(CaseActionContext, frozen=True, kw_only=True):
    """A decision on a case, a refusal, or the answer to an appeal.

    `offered` are the answers beforehand, by result: they are kept here, so what is sent is what was
    shown, whatever becomes of the texts meanwhile. Of a decision that is copied, `earlier` is the
    number of the case that was decided before; `macro` is the title of the macro that it is made
    by. `refusal`: either means not to accept the report. `seen` is the version that the case had,
    0 where it does not matter.
    """

    seen: int = 0
    offered: Mapping[str, Presets] = msgspec.field(default_factory=dict)
    earlier: str = ""
    macro: str = ""
    refusal: bool = False


class TickedCase(Struct, frozen=True, kw_only=True):
    """One of several cases: row id, number, category, and the version that was ticked.

    `languages` are those of its reporters, `wrote_in` is of `domain.core.scripts.written_by_all`.
    """

    id: int
    number: str
    seen: int
    category: str
    subcategory: str = ""
    languages: tuple[str, ...] = ()
    wrote_in: Mapping[str, frozenset[str]] = msgspec.field(default_factory=dict)


class LeftCase(Struct, frozen=True, kw_only=True):
    """A case with which something cannot be done, and the key of the refusal that says why."""

    id: int
    number: str
    key: str


class WaitingDecision(Struct, frozen=True, kw_only=True):
    """What is to be confirmed, or decided as before: all that it says, and the cases it is for.

    `refusal`: a new report is not accepted, so `result` is a ground and no outcome. `measure` and
    `days` are those against an account. `words` is the feedback by language, where it is written in
    several, and `said` each text that a reporter reads. `numbers` are those of the cases, `earlier`
    those of the cases decided before, one for each.
    """

    result: str
    rule: str = ""
    facts: str = ""
    feedback: str = ""
    words: tuple[tuple[str, str], ...] = ()
    said: tuple[str, ...] = ()
    refusal: bool = False
    measure: str = ""
    days: int | None = None
    seen_gone: str = ""
    numbers: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


class SharedTexts(Struct, frozen=True, kw_only=True):
    """The texts of one result for those of several cases for which they differ in the number alone.

    `kept` has them with their placeholders: they are filled in for each case when it is decided.
    `shown` are the same filled in for the first case. `locale` is the language of the facts.
    """

    numbers: tuple[str, ...]
    kept: Presets
    shown: Presets
    locale: str


class SeveralContext(FormContext, frozen=True, kw_only=True):
    """The same for several cases: those it can be done with, and those it cannot (`left`).

    `which` and `after` are the page of the list that they were ticked in. `outcomes` are those that
    one of the cases may be decided with, `people` the names of those it may be given to, by the
    beginning of their fingerprint. `waiting` are the decisions to send. `offered` are the answers
    beforehand as in `DecisionContext`, with the texts of the first case; `texts` those of all, by
    result.
    """

    cases: tuple[TickedCase, ...]
    left: tuple[LeftCase, ...] = ()
    which: str = "queue"
    after: str | None = None
    outcomes: tuple[str, ...] = ()
    people: Mapping[str, str] = msgspec.field(default_factory=dict)
    waiting: tuple[WaitingDecision, ...] = ()
    offered: Mapping[str, Presets] = msgspec.field(default_factory=dict)
    texts: Mapping[str, tuple[SharedTexts, ...]] = msgspec.field(default_factory=dict)


class EntryContext(FormContext, frozen=True, kw_only=True):
    """What a case number is asked for: one of `conversation.forms.manual_entry.WANTED`."""

    wanted: str = msgspec.field(default="", name="for")


class ContactRequestContext(FormContext, frozen=True, kw_only=True):
    """The request for a contact that is being refused."""

    request: int


class PauseAppealContext(FormContext, frozen=True, kw_only=True):
    """The pause that is being appealed."""

    sanction: int


class SearchContext(FormContext, frozen=True, kw_only=True):
    """The search to be saved under a name."""

    search: int


class SuggestionAnswerContext(FormContext, frozen=True, kw_only=True):
    """The suggestion that is being answered."""

    suggestion: int


class RemovalContext(FormContext, frozen=True, kw_only=True):
    """The removal request that is answered or ordered, and the version that was shown.

    `answer` is what is answered, partly or refused; an order does not read it.
    """

    removal: int
    version: int
    answer: Answer = Answer.REFUSED


class PledgeContext(FormContext, frozen=True, kw_only=True):
    """The unit whose pledge is recorded, and the pledge's earlier fields."""

    unit: str = msgspec.field(name="pledge")
    was: Mapping[str, str] = msgspec.field(default_factory=dict)


class BroadcastContext(FormContext, frozen=True, kw_only=True):
    """The broadcast being changed, and the version that was shown; 0 for a new one."""

    broadcast: int = 0
    version: int = msgspec.field(default=0, name="seen")
