"""Triage: accept a report or not, and end a case whose question got no answer."""

from collections.abc import Mapping

from msgspec.structs import replace

from domain.case import Case, Decision, Ground
from domain.clockwork import close_by
from domain.notices.reporter_notices import AcceptedNotice, LapsedNotice, NotAcceptedNotice
from domain.status import Move
from storage.cases import decisions
from usecases.cases import changes
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.notify import notify


def accept(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """Accept a report: the category is confirmed, the deadline of the result begins."""
    category, below = kind(case, given)
    corrected = replace(case, category=category, subcategory=below)
    due_at = close_by(req.profile, corrected, req.now)
    moved = changes.change(
        req.tx,
        case,
        move,
        category=category,
        subcategory=below,
        accepted_at=req.now,
        **changes.new_clock(req, corrected, due_at),
        alarm_at=None,
        word_due_at=None,  # the acceptance with its date counts as the personal message
        assignee=case.assignee or req.actor.who,
    )
    notify.reporters(req, moved, AcceptedNotice(category=category, due_at=due_at))
    return moved


def kind(case: Case, given: Answers) -> tuple[str, str]:
    """The category and sub-category under which a case is accepted."""
    category = given["category"]
    claimed = case.subcategory if category == case.category else ""
    return category, given.get("subcategory") or claimed


def refuse(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """Do not accept a report: a reason code and words; the reporter may appeal."""
    ground, feedback = Ground(given["ground"]), given["feedback"]
    feedback_in = given.get("words") or {}
    moved, until = _not_accepted(req, case, move, ground, feedback, feedback_in)
    notify.reporters(
        req,
        moved,
        NotAcceptedNotice(
            ground=ground,
            feedback=feedback,
            feedback_in=feedback_in,
            appeal_until=until,
            kept_until=moved.retain_until,
        ),
    )
    return moved


def lapse(req: Request, case: Case, move: Move, _: Answers) -> Case:
    """No answer came in time: end the case with a friendly message."""
    moved, until = _not_accepted(req, case, move, Ground.NOT_LOCATED, "", {})
    notify.reporters(req, moved, LapsedNotice(appeal_until=until, kept_until=moved.retain_until))
    return moved


def _not_accepted(
    req: Request,
    case: Case,
    move: Move,
    ground: Ground,
    feedback: str,
    feedback_in: Mapping[str, str],
) -> tuple[Case, int]:
    """End the case with a decision that needs no confirmation; returns the end of appeal, too."""
    until = changes.appeal_until(req)
    moved = changes.change(
        req.tx,
        case,
        move,
        **changes.ended(req, case),
        decided_by=req.actor.who,
        confirmed_by=None,
        outcome=None,
    )
    decisions.add(
        req.tx,
        Decision(
            id=0,
            case_id=case.id,
            kind="triage",
            result=ground,
            rule="",
            facts="",
            feedback=feedback,
            feedback_in=feedback_in,
            decided_by=req.actor.who,
            decided_at=req.now,
            confirmed_by=req.actor.who,
            confirmed_at=req.now,
            appeal_until=until,
        ),
    )
    return moved, until
