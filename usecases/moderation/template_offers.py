"""The templates that may answer a form's question: the reporter's language first.

On a referred case what the authority answered comes before them.
"""

from conversation.form import Step
from conversation.forms.template import takes
from domain.case import Case
from domain.draft import Draft
from domain.network.people import Verb
from domain.network.units import above
from domain.status import Status
from domain.template import ANSWER_OF_AUTHORITY, Template
from storage.case_files import answers
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
    found = sorted(
        templates.usable(req.tx, line, draft.form),
        key=lambda each: (each.locale != spoken, line.index(each.unit), each.id),
    )
    return (*_answer_of_authority(req.tx, case, draft, spoken), *found)


def _answer_of_authority(tx: Tx, case: Case, draft: Draft, locale: str) -> tuple[Template, ...]:
    """What the authority answered, as a text to tell the reporters of a referred case."""
    if draft.form != Verb.TELL or case.status is not Status.REFERRED:
        return ()
    answer = answers.latest(tx, case.id)
    if answer is None:
        return ()
    offered = Template(
        id=ANSWER_OF_AUTHORITY,
        unit=case.unit,
        verb=Verb.TELL,
        locale=locale,
        title="",
        body=answer.answer,
        written_at=answer.entered_at,
    )
    return (offered,)


def _reader_locale(tx: Tx, case: Case, draft: Draft) -> str:
    """The language of the person written to; of several, that of the first who reported."""
    found = reports.of_case(tx, case.id)
    meant = [report for report in found if str(report.id) == draft.answers.get("whom")]
    return next((report.locale for report in (*meant, *found)), "")
