"""The templates that may answer a form's question: the reporter's language first."""

from conversation.form import Step
from conversation.forms.template import takes
from domain.case import Case
from domain.draft import Draft
from domain.network.units import above
from domain.template import Template
from storage.cases import cases, templates
from storage.engine.database import Tx
from storage.reporting import reports
from usecases.core.request import Request


def at(req: Request, draft: Draft, step: Step) -> tuple[Template, ...]:
    """The templates of the case's unit and those above it; empty for other questions."""
    if draft.case_id is None or not takes(step):
        return ()
    case = cases.get(req.tx, draft.case_id)
    line = (case.unit, *above(req.profile.by_code, case.unit))
    spoken = _reader_locale(req.tx, case, draft)
    return tuple(
        sorted(
            templates.usable(req.tx, line, draft.form),
            key=lambda each: (each.locale != spoken, line.index(each.unit), each.id),
        )
    )


def _reader_locale(tx: Tx, case: Case, draft: Draft) -> str:
    """The language of the person written to; of several, that of the first who reported."""
    found = reports.of_case(tx, case.id)
    meant = [report for report in found if str(report.id) == draft.answers.get("whom")]
    return next((report.locale for report in (*meant, *found)), "")
