"""Enter an appeal: of a reporter, or of the affected side through staff."""

from domain.case import Case
from domain.clocks.deadlines import working_deadline
from domain.core.errors import Refusal
from domain.notices.reporter_notices import AppealedNotice
from domain.report import Report
from domain.status import Move, Status
from storage.cases import cases, decisions, messages
from usecases.cases import changes, reviewers
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.notify import notify


def enter(req: Request, case: Case, *, side: int, by: str) -> None:
    """Store an appeal of one side: once per decision, within its period. Raises a refusal."""
    decision = decisions.appealable(req.tx, case.id)
    if decision is None or not decisions.add_appeal(req.tx, decision.id, side, by=by, now=req.now):
        raise Refusal("appeal-once")
    if decision.appeal_until is None or req.now > decision.appeal_until:
        raise Refusal("appeal-too-late")


def may_enter_for(req: Request, case: Case) -> str:
    """Guard: the affected side, too, may appeal once per decision, within its period."""
    decision = decisions.appealable(req.tx, case.id)
    if decision is None or decisions.has_appealed(req.tx, decision.id, decisions.AFFECTED):
        return "appeal-once"
    late = decision.appeal_until is None or req.now > decision.appeal_until
    return "appeal-too-late" if late else ""


def open_again(req: Request, case: Case) -> Case:
    """Move the case to review; a case that is already under review stays there."""
    if case.status is Status.APPEALED:
        return cases.change(req.tx, case.id, seen=case.version)
    clocks = changes.clocks(req, case)
    due_at = working_deadline(changes.calendar(req, case), req.now, clocks.appeal_days)
    return cases.change(
        req.tx,
        case.id,
        seen=case.version,
        status=Status.APPEALED,
        assignee=None,
        **changes.new_clock(req, case, due_at),
    )


def tell(req: Request, before: Case, moved: Case, report: Report | None) -> None:
    """Notify the reviewers, and of the first appeal all reporters.

    The author of the appeal reads the same in the answer to it, and is not told again.
    """
    if before.status is not Status.APPEALED:
        author = None if report is None else report.id
        notify.reporters(req, moved, AppealedNotice(due_at=moved.due_at), but=author)
    elif report is not None:
        notify.refresh_card(req, report, moved)
    reviewers.call(req, moved, event="appeal")
    notify.group(req, moved)


def appeal_for(req: Request, case: Case, _: Move, given: Answers) -> Case:
    """Enter an appeal of the affected side, which reached staff outside Telegram."""
    enter(req, case, side=decisions.AFFECTED, by=req.actor.who)
    moved = open_again(req, case)
    messages.add(
        req.tx,
        messages.Message(
            case_id=case.id,
            kind="affected",
            author=req.actor.who,
            text=given["reason"],
            written_at=req.now,
        ),
    )
    tell(req, case, moved, None)
    return moved
