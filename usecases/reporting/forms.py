"""Open a reporter's forms: a report, an addition, an answer, an appeal, a withdrawal."""

from collections.abc import Mapping

from msgspec.structs import replace

from conversation.contexts import AppealContext
from conversation.form import Given
from domain.core.errors import BadAnswer
from domain.network.people import Verb
from usecases.core.outcomes import Asked, DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import dialogs, draft_lifecycle
from usecases.reporting import first_material, held, own_reports

_REPORTER_VERBS: Mapping[str, Verb] = {
    "answer": Verb.ANSWER,
    "appeal": Verb.APPEAL,
    "withdrawal": Verb.WITHDRAW,
}


def start(
    req: Request,
    *,
    fresh: bool = False,
    unit: str | None = None,
    category: str | None = None,
    danger: bool = False,
    given: Given | None = None,
) -> DialogOutcome:
    """/report: the first question, or an offer to continue an unfinished report.

    `given` is what was written after the command: the first material of the report. `danger`: the
    reporter chose "danger to life" at the start.
    """
    sent = held.without_codes(req, given) if given is not None else Given()
    old = None if fresh or danger else first_material.unfinished(req)
    if old is not None:
        return first_material.offer(req, old, sent)
    begun = first_material.begin(req, sent, fresh=fresh, unit=unit, category=category)
    draft, note = begun.draft, begun.note
    if danger:
        draft, note = draft.carrying(ticks={**draft.carried.ticks, "danger": True}), ""
    asked = dialogs.go_on(req, draft, note=note)
    heard = bool(sent.text.strip()) or (fresh and bool(draft.carried.pieces))
    return replace(asked, undo=begun.undo, heard=heard)


def begin_on_report(req: Request, report_id: int, form: str) -> Asked:
    """Open a form on one's own report: an addition, answer, appeal or withdrawal.

    Words that are held are offered as the reasons of an appeal; they stay held.
    """
    verb = _REPORTER_VERBS.get(form)
    if form == "addition":
        report = own_reports.may_add(req, report_id)
    elif verb is None:
        raise BadAnswer("answer-stale")
    else:
        report = own_reports.may_begin(req, report_id, verb)
    context = AppealContext(said=held.reasons(req)) if form == "appeal" else None
    return draft_lifecycle.begin(req, form, report_id=report.id, context=context)
