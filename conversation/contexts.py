"""What a draft of each form carries besides its answers: what the form was opened with.

A form names its class as `Form.context`. What a draft of any form may carry, such as files, is
`domain/draft.py: Carried`.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from domain.draft import FormContext


class UnitContext(FormContext, frozen=True, kw_only=True):
    """A form that may have been opened from the card of a unit: the unit's code, else empty."""

    unit: str = ""


class Marks(Struct, frozen=True, kw_only=True):
    """What a report is like, as pairs of a trait and its keyed mark; made when it said `of`."""

    of: str
    are: tuple[tuple[str, str], ...]


class ReportContext(UnitContext, frozen=True, kw_only=True):
    """A report.

    `waiting` are the keys of pieces that came with /report while it was open: a new one would begin
    with them, until their sender says which is meant. `marks` are made before the review.
    """

    waiting: tuple[str, ...] = ()
    marks: Marks | None = None


class HeldReport(Struct, frozen=True, kw_only=True):
    """A report that a held message may be meant for: its row id and the tail of its code."""

    id: int
    tail: str


class HeldContext(FormContext, frozen=True, kw_only=True):
    """What was sent with nothing open.

    `asked` are the reports whose office waits for an answer; `open` those that may be added to.
    `question` is what the office wants to know, where only one does.
    """

    asked: tuple[HeldReport, ...] = ()
    open: tuple[HeldReport, ...] = ()
    question: str = ""


class UnitEditContext(UnitContext, frozen=True, kw_only=True):
    """One field of a unit that is there, and the unit as it was then; of a new one all is empty."""

    field: str = ""
    was: Mapping[str, Any] | None = None


class TemplateContext(UnitContext, frozen=True, kw_only=True):
    """A text kept ready: its row, 0 for a new one."""

    template: int = 0


class CaseActionContext(FormContext, frozen=True, kw_only=True):
    """A move or an action of a case: the state that the case was in."""

    status: str = ""


class EntryContext(FormContext, frozen=True, kw_only=True):
    """What a case's number is asked for: one of `conversation.forms.manual_entry.WANTED`."""

    wanted: str = msgspec.field(default="", name="for")


class ContactRequestContext(FormContext, frozen=True, kw_only=True):
    """The request for a contact that is refused."""

    request: int


class PauseAppealContext(FormContext, frozen=True, kw_only=True):
    """The pause that is appealed."""

    sanction: int


class SearchContext(FormContext, frozen=True, kw_only=True):
    """The search that is to have a name."""

    search: int


class SuggestionAnswerContext(FormContext, frozen=True, kw_only=True):
    """The suggestion that is answered."""

    suggestion: int


class PledgeContext(FormContext, frozen=True, kw_only=True):
    """The unit whose pledge is kept, and the fields of the pledge as they were."""

    unit: str = msgspec.field(name="pledge")
    was: Mapping[str, str] = msgspec.field(default_factory=dict)


class BroadcastContext(FormContext, frozen=True, kw_only=True):
    """The broadcast that is changed, and its version as it was seen; 0 for a new one."""

    broadcast: int = 0
    version: int = msgspec.field(default=0, name="seen")
