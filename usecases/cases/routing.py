"""Move a case to another unit: transfer, return, takeover by the unit above, or an order."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from domain.case import Case, Priority
from domain.clocks.deadlines import danger_deadline, working_deadline
from domain.clockwork import handed_on, stood
from domain.core.errors import Refusal
from domain.network.people import Verb
from domain.notices.case_notices import CaseCameNotice, OrderNotice
from domain.notices.reporter_notices import (
    OrderedNotice,
    TakenOverNotice,
    TransferredNotice,
    UnitRetiredNotice,
)
from domain.reviewers import WAITS
from domain.routing import HandoverKind, Hop, owner_after, returnable
from domain.status import Move
from storage.audit import journal
from storage.cases import cases, transfers
from usecases.cases import changes, reviewers, triage
from usecases.cases.changes import Answers
from usecases.core import authority
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request
from usecases.notify import case_counters, notify


def transfer(req: Request, case: Case, _: Move, given: Answers) -> Case:
    """Transfer to another unit; after two returns the units' common parent gets the case."""
    target = req.profile.unit(given["unit"])
    if target is None or target.retired or target.code == case.unit:
        raise Refusal("transfer-nowhere")
    if not req.profile.may_have(target.code, case.category, case.subcategory):
        kind = (case.category, case.subcategory)
        level = req.profile.taxonomy.minimum(*kind)
        raise Refusal("transfer-below", unit=target.code, kind=kind, level=level)
    handovers = transfers.of_case(req.tx, case.id)
    owner, why = owner_after(req.profile.by_code, handovers, case.unit, target.code)
    owner = req.profile.allowed_unit(owner, case.category, case.subcategory)
    if owner == case.unit:
        raise Refusal("transfer-bounced")
    return _hand_on(req, case, why or HandoverKind.TRANSFER, owner, given["reason"])


def give_back(req: Request, case: Case, _: Move, given: Answers) -> Case:
    """Return once to the former unit; if that may not have it, to the first unit above that may."""
    to = _sender(req, case, transfers.of_case(req.tx, case.id))
    return _hand_on(req, case, HandoverKind.RETURN, to, given["reason"])


def may_give_back(req: Request, case: Case) -> str:
    """Guard: only a transferred case, only once, and only if it would go to another unit."""
    handovers = transfers.of_case(req.tx, case.id)
    if not returnable(handovers, case.unit):
        return "refusal-return"
    return "refusal-return-below" if _sender(req, case, handovers) == case.unit else ""


def _sender(req: Request, case: Case, handovers: Sequence[Hop]) -> str:
    return req.profile.allowed_unit(handovers[-1].start, case.category, case.subcategory)


def move_up(req: Request, case: Case, _: Move, given: Answers) -> Case:
    """The category was corrected to one that its unit may not have: move it to a unit that may."""
    category, below = triage.kind(case, given)
    to = req.profile.allowed_unit(case.unit, category, below)
    there = replace(case, category=category, subcategory=below)
    kind = {"category": category, "subcategory": below}
    return _hand_on(req, there, HandoverKind.CATEGORY, to, "", **kind)


def _hand_on(
    req: Request, case: Case, kind: HandoverKind, to: str, reason: str, **more: Any
) -> Case:
    moved = _change_owner(req, case, kind, to, reason, **more)
    notify.reporters(
        req,
        moved,
        TransferredNotice(unit=to, how=kind, reason=reason, due_at=moved.due_at),
    )
    notify.staff(req, moved, CaseCameNotice(), event=kind)
    return moved


def from_retired(req: Request, case: Case, to: str) -> Case:
    """The case's unit is retired; without a person in the request, a scheduled job moves it."""
    case = changes.late_first(req, case, Verb.RETIRE)
    moved = _change_owner(req, case, HandoverKind.RETIRED, to, "", word_due_at=case.word_due_at)
    if req.person is None:
        note_by_system(req, case, Verb.RETIRE, moved.status, to)
    else:
        changes.write(req, case, Verb.RETIRE, moved.status, to)
    case_counters.move(req, Verb.RETIRE, case, moved)
    notify.reporters(req, moved, UnitRetiredNotice(unit=to, due_at=moved.due_at))
    return moved


def lifted(req: Request, case: Case, to: str) -> Case:
    """A scheduled job moves a case that its unit may no longer have to one that may."""
    case = changes.late_first(req, case, Verb.TRANSFER)
    moved = _hand_on(req, case, HandoverKind.CATEGORY, to, "")
    note_by_system(req, case, Verb.TRANSFER, moved.status, to)
    case_counters.move(req, Verb.TRANSFER, case, moved)
    notify.group(req, moved)
    return moved


def _change_owner(
    req: Request,
    case: Case,
    kind: HandoverKind,
    to: str,
    reason: str,
    **more: Any,
) -> Case:
    """Move the case to another unit with a new deadline; earlier times stay."""
    who = journal.SYSTEM if req.person is None else req.person.who
    hop = Hop(kind=kind, start=case.unit, to=to, who=who, reason=reason, moved_at=req.now)
    transfers.add(req.tx, case.id, hop)
    there = replace(case, unit=to)  # the new unit may have other deadlines and another calendar
    moved = cases.change(
        req.tx,
        case.id,
        seen=case.version,
        **{
            "unit": to,
            "assignee": None,
            "word_due_at": None,  # the reason, which a person wrote, counts as the personal message
            "alarm_at": None if case.alarm_at is None else req.now,
            **_deadline_columns(req, there),
            **more,
        },
    )
    if moved.status in WAITS:
        reviewers.call_again(req, moved)
    return moved


def _deadline_columns(req: Request, case: Case) -> dict[str, Any]:
    """The columns of the deadline at another unit; a suspended one stays suspended, from now."""
    if case.quarantined_at is not None:
        return {}  # a case in quarantine has no deadline
    due_at = handed_on(req.profile, case, req.now)
    if case.paused_at is None:
        return changes.new_clock(req, case, due_at)
    days = stood(changes.calendar(req, case), case.paused_at, req.now)
    return {
        **changes.new_clock(req, case, due_at),
        "remind_at": None,
        "paused_at": req.now,
        "paused_days": case.paused_days + days,
    }


def take_over(req: Request, case: Case, _: Move, __: Answers) -> Case:
    """The unit above, to which a late case was escalated, becomes its owner."""
    assert case.escalated_to is not None  # checked by the guard
    to = req.profile.allowed_unit(case.escalated_to, case.category, case.subcategory)
    works_there = to in req.actor.grants and authority.may_have(req, replace(case, unit=to))
    mine = req.actor.who if works_there else None
    moved = _change_owner(req, case, HandoverKind.TAKE_OVER, to, "", assignee=mine)
    notify.reporters(req, moved, TakenOverNotice(unit=to, due_at=moved.due_at))
    notify.taken_from(req, case.unit, moved)
    notify.staff(req, moved, CaseCameNotice(), event="taken")
    return moved


def order(req: Request, case: Case, _: Move, given: Answers) -> Case:
    """The unit above returns a late case with an order and a new deadline."""
    due_at = working_deadline(changes.calendar(req, case), req.now, int(given["days"]))
    if case.priority is Priority.DANGER:
        due_at = danger_deadline(changes.clocks(req, case), req.now)
    moved = cases.change(
        req.tx,
        case.id,
        seen=case.version,
        **changes.new_clock(req, case, due_at),
    )
    changes.note(req, case, given["reason"])
    notify.reporters(req, moved, OrderedNotice(unit=case.unit, due_at=due_at))
    notify.leads_of(req, case.unit, moved, OrderNotice(), event="order")
    notify.staff(req, moved, OrderNotice(), event="order")
    return moved


def may_order(req: Request, case: Case) -> str:
    """Guard: only a late case, and only if its unit may still have it."""
    allowed = req.profile.may_have(case.unit, case.category, case.subcategory)
    return is_late(req, case) or ("" if allowed else "refusal-order-below")


def is_late(req: Request, case: Case) -> str:
    """Guard: only an escalated case."""
    return "" if case.overdue_level and case.escalated_to else "refusal-not-late"
