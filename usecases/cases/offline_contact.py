"""Contact outside Telegram: a unit's answer, a reporter's message, and reporters told by phone."""

from domain.case import Case
from domain.network.people import Verb
from domain.notices.case_notices import ReporterAddedNotice
from storage.audit import journal
from storage.cases import messages
from storage.network import people
from storage.reporting import offline_reports, targets
from usecases.cases import eligible_reports
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.notify import notify


def unit_answer(req: Request, case: Case, given: Answers) -> Case:
    """Enter the answer of a unit without staff on Telegram, and how it came."""
    messages.add(
        req.tx,
        messages.Message(
            case_id=case.id,
            kind="unit_answer",
            author=req.actor.who,
            text=given["text"],
            channel=given["channel"],
            written_at=req.now,
        ),
    )
    return case


def has_staff(req: Request, case: Case) -> str:
    """Guard: a unit with staff here answers for itself."""
    return "entry-unit-has-staff" if people.staff_of(req.tx, (case.unit,)) else ""


def heard(req: Request, case: Case, given: Answers) -> Case:
    """Add what a reporter without an account said by phone or wrote by mail."""
    link = eligible_reports.chosen(req, case, Verb.HEARD, given)
    row = messages.add(
        req.tx,
        messages.Message(
            case_id=case.id,
            report_id=link.report_id,
            kind="addition",
            author=journal.reporter(link.report_id),
            text=given["text"],
            written_at=req.now,
        ),
    )
    notice = ReporterAddedNotice(row=row, place=targets.newest(req.tx, case.id))
    notify.staff(req, case, notice, event=f"heard{req.now}")
    return case


def nobody_heard(req: Request, case: Case) -> str:
    """Guard: only for reporters without an account."""
    return "" if eligible_reports.there(req, case, Verb.HEARD) else "entry-nobody-without-account"


def told(req: Request, case: Case, ___: Answers) -> Case:
    """Record that somebody has told the reporters who could not be told here."""
    offline_reports.all_told(req.tx, case.id)
    return case


def all_told(req: Request, case: Case) -> str:
    """Guard: only if a reporter is still to be told."""
    return "" if offline_reports.untold(req.tx, case.id) else "entry-all-told"
