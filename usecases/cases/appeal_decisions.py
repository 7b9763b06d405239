"""Decisions on an appeal: the decision stands, is changed, or the case is investigated again."""

from typing import Any

from domain.case import Case, Decision, Outcome
from domain.clocks.deadlines import working_deadline
from domain.notices.case_notices import RemittedNotice
from domain.notices.reporter_notices import AppealRemittedNotice, AppealResultNotice
from domain.status import Move
from storage.cases import decisions
from usecases.cases import changes as changing
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.notify import notify


def dismiss(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """The decision stands."""
    return _decide_appeal(req, case, move, "dismissed", given)


def change_it(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """The decision is replaced by a new one."""
    return _decide_appeal(
        req, case, move, given["outcome"], given, outcome=Outcome(given["outcome"])
    )


def _decide_appeal(
    req: Request,
    case: Case,
    move: Move,
    result: str,
    given: Answers,
    **changes: Any,
) -> Case:
    """Decide an appeal. The reporter may then turn to the unit above, not to this bot again."""
    moved = changing.change(req.tx, case, move, **{**changing.ended(req, case), **changes})
    decisions.add(
        req.tx,
        Decision(
            id=0,
            case_id=case.id,
            kind="appeal",
            result=result,
            rule=given.get("rule") or "",
            facts=given.get("facts") or "",
            feedback=given["feedback"],
            decided_by=req.actor.who,
            decided_at=req.now,
            confirmed_by=req.actor.who,
            confirmed_at=req.now,
        ),
    )
    notify.reporters(
        req,
        moved,
        AppealResultNotice(
            result=result,
            rule=given.get("rule") or "",
            feedback=given["feedback"],
            kept_until=moved.retain_until,
        ),
    )
    return moved


def remit(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """The case is to be investigated again."""
    due_at = working_deadline(
        changing.calendar(req, case), req.now, changing.clocks(req, case).close_days
    )
    moved = changing.change(
        req.tx,
        case,
        move,
        closed_at=None,
        outcome=None,
        **changing.new_clock(req, case, due_at),
        accepted_at=case.accepted_at or req.now,
        assignee=None,
    )
    changing.note(req, case, given["feedback"])
    notify.reporters(req, moved, AppealRemittedNotice(feedback=given["feedback"], due_at=due_at))
    notify.staff(req, moved, RemittedNotice(), event="remit")
    return moved
