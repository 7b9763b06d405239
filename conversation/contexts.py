"""The context of a draft: what its form was opened with, one class per form.

A form names its class as `Form.context`. What a draft of any form may carry, such as files, is in
`domain/draft.py: Carried`.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from domain.draft import FormContext


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
    `question` is the office's question, if only one is open.
    """

    asked: tuple[HeldReport, ...] = ()
    open: tuple[HeldReport, ...] = ()
    question: str = ""


class UnitEditContext(UnitContext, frozen=True, kw_only=True):
    """The field of a unit to change, and the unit as it was then; empty for a new unit."""

    field: str = ""
    was: Mapping[str, Any] | None = None


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
    by. `refusal`: either means not to accept the report.
    """

    offered: Mapping[str, Presets] = msgspec.field(default_factory=dict)
    earlier: str = ""
    macro: str = ""
    refusal: bool = False


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
    """The removal request that is refused or ordered, and the version that was shown."""

    removal: int
    version: int


class PledgeContext(FormContext, frozen=True, kw_only=True):
    """The unit whose pledge is recorded, and the pledge's earlier fields."""

    unit: str = msgspec.field(name="pledge")
    was: Mapping[str, str] = msgspec.field(default_factory=dict)


class BroadcastContext(FormContext, frozen=True, kw_only=True):
    """The broadcast being changed, and the version that was shown; 0 for a new one."""

    broadcast: int = 0
    version: int = msgspec.field(default=0, name="seen")
