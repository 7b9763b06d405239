"""Open a reporter's forms: a report, an addition, an answer, an appeal, a withdrawal."""

from collections.abc import Mapping

from conversation.form import Given
from domain.core.errors import BadAnswer
from domain.network.people import Verb
from usecases.core.outcomes import Asked, DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import dialogs, draft_lifecycle
from usecases.reporting import first_material, own_reports, review

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
    given: Given | None = None,
) -> DialogOutcome:
    """/report: the first question, or an offer to go on where an unfinished report is there.

    `given` is what was written behind the command: the first material of the report.
    """
    sent = first_material.read(given or Given(), req)
    old = None if fresh else first_material.unfinished(req.tx, req.actor)
    if old is not None:
        return first_material.offer(req, old, sent)
    begun = first_material.begin(req, sent, fresh=fresh, unit=unit, category=category)
    note = begun.note or review.remark(begun.before, begun.draft)
    return dialogs.go_on(req, begun.draft, note=note)


def begin_on_report(req: Request, report_id: int, form: str) -> Asked:
    """Open a reporter's form on a report of their own: an addition, answer, appeal, withdrawal."""
    verb = _REPORTER_VERBS.get(form)
    if form == "addition":
        report = own_reports.may_add(req, report_id)
    elif verb is None:
        raise BadAnswer("answer-stale")
    else:
        report = own_reports.may_begin(req, report_id, verb)
    return draft_lifecycle.begin(req, form, report_id=report.id)
