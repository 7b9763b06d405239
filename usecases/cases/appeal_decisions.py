"""Decisions on an appeal: the decision stands, is changed, or the case is investigated again.

A change is a decision like any: it waits until somebody else confirms it.
"""

from typing import Any

from msgspec.structs import replace

from conversation.forms import measures as measure_forms
from domain.case import DISMISSED, Case, Decision, Outcome
from domain.clocks.deadlines import working_deadline
from domain.notices.case_notices import RemittedNotice
from domain.notices.reporter_notices import AppealRemittedNotice, AppealResultNotice
from domain.status import Move, Status
from storage.cases import cases, decisions
from storage.removals import removed
from storage.reported_accounts import account_measures
from usecases.cases import changes as changing
from usecases.cases import reviewers
from usecases.cases.changes import Answers
from usecases.core import authority
from usecases.core.request import Request
from usecases.notify import notify


def dismiss(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """The decision stands. The reporter may then turn to the unit above, not to this bot again."""
    moved = changing.change(req.tx, case, move, **changing.ended(req, case))
    found = _write(req, case, DISMISSED, given)
    decisions.confirm(req.tx, found.id, by=req.actor.who, now=req.now, appeal_until=None)
    _tell(req, moved, found)
    return moved


def change_it(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """Record a new decision; it replaces the former one, and is told, once it is confirmed."""
    moved = changing.change(
        req.tx,
        case,
        move,
        outcome=Outcome(given["outcome"]),
        came_from=case.status,
        decided_by=req.actor.who,
        confirmed_by=None,
    )
    decision = _write(req, case, given["outcome"], given)
    if (measure := measure_forms.taken(given.given)) is not None:
        account_measures.add(req.tx, decision.id, case.id, measure)
    if moved.outcome is Outcome.REMOVED_BY_UNIT:
        moved = removed.mark_all(req.tx, moved, req.now)  # somebody has seen it gone
    reviewers.call(req, moved, event="change")
    notify.cards(req, moved)
    return moved


def confirm_change(req: Request, case: Case, move: Move, decision: Decision) -> Case:
    """Confirm a change: the case ends with it, and the reporters are told."""
    decisions.confirm(req.tx, decision.id, by=req.actor.who, now=req.now, appeal_until=None)
    ended = changing.ended(req, case)
    moved = changing.change(req.tx, case, move, **ended, confirmed_by=req.actor.who)
    _tell(req, moved, decision)
    return moved


def send_change_back(req: Request, case: Case, given: Answers) -> Case:
    """The change is not confirmed: the appeal waits again, and the former decision stands."""
    if case.outcome is Outcome.REMOVED_BY_UNIT:
        unmark_removed(req, case)
    former = decisions.appealable(req.tx, case.id)
    assert former is not None  # an appeal is always against one
    found = former.result if former.kind == "finding" else None
    stands: dict[str, Any] = {
        "status": Status.APPEALED,
        "came_from": None,
        "outcome": Outcome(found) if found is not None else None,
        "decided_by": former.decided_by,
        "confirmed_by": former.confirmed_by,
    }
    assignee = authority.holder_of(req, replace(case, **stands))
    moved = cases.change(req.tx, case.id, seen=case.version, **stands, assignee=assignee)
    changing.note(req, case, given["reason"])
    reviewers.call(req, moved, event="back")
    notify.cards(req, moved)  # it said that a decision is being confirmed
    return moved


def unmark_removed(req: Request, case: Case) -> None:
    """A decision that the unit had removed it was sent back: nobody is sure that it is gone."""
    decision = decisions.latest(req.tx, case.id)
    if decision is not None:
        removed.unmark_all(req.tx, case, decision.decided_at)


def _write(req: Request, case: Case, result: str, given: Answers) -> Decision:
    """Store a decision on an appeal that nobody has confirmed."""
    return decisions.add(
        req.tx,
        Decision(
            id=0,
            case_id=case.id,
            kind="appeal",
            result=result,
            rule=given.get("rule") or "",
            facts=given.get("facts") or "",
            feedback=given["feedback"],
            feedback_in=given.get("words") or {},
            decided_by=req.actor.who,
            decided_at=req.now,
            seen_gone=given.get("seen_gone") or "",
        ),
    )


def _tell(req: Request, case: Case, decision: Decision) -> None:
    notify.reporters(
        req,
        case,
        AppealResultNotice(
            result=decision.result,
            rule=decision.rule,
            feedback=decision.feedback,
            feedback_in=decision.feedback_in,
            kept_until=case.retain_until,
        ),
    )


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
    notice = AppealRemittedNotice(
        feedback=given["feedback"], feedback_in=given.get("words") or {}, due_at=due_at
    )
    notify.reporters(req, moved, notice)
    notify.staff(req, moved, RemittedNotice(), event="remit")
    return moved
