"""A case changes hands: transferred, sent back, taken over by the unit above, or ordered on."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from domain.case import Case, Priority
from domain.clockwork import handed_on, stood
from domain.deadlines import danger_deadline, working_deadline
from domain.errors import Refusal
from domain.judges import WAITS
from domain.people import Person, Verb
from domain.routing import Hop, Kind, owner_after, returnable
from domain.status import Move
from storage import cases, journal, transfers
from storage.db import Tx
from usecases import changing, counting, judges, telling, triage
from usecases.changing import Answers
from usecases.scene import Scene


def transfer(tx: Tx, person: Person, scene: Scene, case: Case, _: Move, given: Answers) -> Case:
    """Another unit is to see to it; after two bounces the units' common parent owns the case."""
    target = scene.profile.unit(given["unit"])
    if target is None or target.retired or target.code == case.unit:
        raise Refusal("transfer-nowhere")
    if not scene.profile.may_have(target.code, case.category, case.subcategory):
        kind = (case.category, case.subcategory)
        level = scene.profile.taxonomy.minimum(*kind)
        raise Refusal("transfer-below", unit=target.code, kind=kind, level=level)
    way = transfers.of_case(tx, case.id)
    owner, why = owner_after(scene.profile.by_code, way, case.unit, target.code)
    owner = scene.profile.allowed_unit(owner, case.category, case.subcategory)
    if owner == case.unit:
        raise Refusal("transfer-bounced")
    return _hand_on(tx, person, scene, case, why or Kind.TRANSFER, owner, given["reason"])


def give_back(tx: Tx, person: Person, scene: Scene, case: Case, _: Move, given: Answers) -> Case:
    """Back to the unit that it came from, once; to the first above where that may not have it."""
    to = _sender(scene, case, transfers.of_case(tx, case.id))
    return _hand_on(tx, person, scene, case, Kind.RETURN, to, given["reason"])


def may_give_back(tx: Tx, scene: Scene, case: Case) -> str:
    """Guard: only what was transferred here, only once, and not where it would stay here."""
    way = transfers.of_case(tx, case.id)
    if not returnable(way, case.unit):
        return "refusal-return"
    return "refusal-return-below" if _sender(scene, case, way) == case.unit else ""


def _sender(scene: Scene, case: Case, way: Sequence[Hop]) -> str:
    return scene.profile.allowed_unit(way[-1].start, case.category, case.subcategory)


def move_up(tx: Tx, person: Person, scene: Scene, case: Case, _: Move, given: Answers) -> Case:
    """Its category was corrected to one that its unit may not have: it goes to who may."""
    category, below = triage.kind(case, given)
    to = scene.profile.allowed_unit(case.unit, category, below)
    there = replace(case, category=category, subcategory=below)
    kind = {"category": category, "subcategory": below}
    return _hand_on(tx, person, scene, there, Kind.CATEGORY, to, "", **kind)


def _hand_on(
    tx: Tx, person: Person, scene: Scene, case: Case, kind: Kind, to: str, reason: str, **more: Any
) -> Case:
    moved = _own(tx, person, scene, case, kind, to, reason, **more)
    telling.reporters(
        tx,
        scene,
        moved,
        "transferred",
        unit=to,
        how=kind,
        reason=reason,
        due_at=moved.due_at,
    )
    telling.staff(tx, scene, moved, "case_came", event=kind, start=case.unit)
    return moved


def from_retired(tx: Tx, person: Person | None, scene: Scene, case: Case, to: str) -> Case:
    """The unit that had it is at work no more; without a person, the clock hands it on."""
    moved = _own(tx, person, scene, case, Kind.RETIRED, to, "", word_due_at=case.word_due_at)
    if person is None:
        changing.by_clock(tx, scene, case, Verb.RETIRE, moved.status, to)
    else:
        changing.write(tx, person, scene, case, Verb.RETIRE, moved.status, to)
    counting.move(tx, scene, Verb.RETIRE, case, moved)
    telling.reporters(tx, scene, moved, "unit_retired", unit=to, due_at=moved.due_at)
    return moved


def _own(
    tx: Tx,
    person: Person | None,
    scene: Scene,
    case: Case,
    kind: Kind,
    to: str,
    reason: str,
    **more: Any,
) -> Case:
    """The case is another unit's now, with a new clock; the times that were stay as they were."""
    who = journal.SYSTEM if person is None else person.who
    hop = Hop(kind=kind, start=case.unit, to=to, who=who, reason=reason, moved_at=scene.now)
    transfers.add(tx, case.id, hop)
    there = replace(case, unit=to)  # other clocks, another calendar
    moved = cases.change(
        tx,
        case.id,
        seen=case.version,
        **{
            "unit": to,
            "assignee": None,
            "word_due_at": None,  # the reason is written to the reporter by a person
            "alarm_at": None if case.alarm_at is None else scene.now,
            **_clock(scene, there),
            **more,
        },
    )
    if moved.status in WAITS:
        judges.call_again(tx, scene, moved)
    return moved


def _clock(scene: Scene, case: Case) -> dict[str, Any]:
    """The clock in the hands of another unit; one that stands still goes on standing, from now."""
    if case.quarantined_at is not None:
        return {}  # none runs before it is let out
    due_at = handed_on(scene.profile, case, scene.now)
    if case.paused_at is None:
        return changing.new_clock(scene, case, due_at)
    days = stood(changing.calendar(scene, case), case.paused_at, scene.now)
    return {
        **changing.new_clock(scene, case, due_at),
        "remind_at": None,
        "paused_at": scene.now,
        "paused_days": case.paused_days + days,
    }


def take_over(tx: Tx, person: Person, scene: Scene, case: Case, _: Move, __: Answers) -> Case:
    """The unit above, to which a late case was passed up, answers for it from now on."""
    assert case.escalated_to is not None  # the guard has asked
    to = scene.profile.allowed_unit(case.escalated_to, case.category, case.subcategory)
    mine = person.who if to in person.grants else None
    moved = _own(tx, person, scene, case, Kind.TAKE_OVER, to, "", assignee=mine)
    telling.reporters(tx, scene, moved, "taken_over", unit=to, due_at=moved.due_at)
    telling.leads_of(tx, scene, case.unit, moved, "taken_from_you", event="taken")
    telling.staff(tx, scene, moved, "case_came", event="taken", start=case.unit)
    return moved


def order(tx: Tx, person: Person, scene: Scene, case: Case, _: Move, given: Answers) -> Case:
    """The unit above sends a late case back with an order, and a new time."""
    due_at = working_deadline(changing.calendar(scene, case), scene.now, int(given["days"]))
    if case.priority is Priority.DANGER:
        due_at = danger_deadline(changing.clocks(scene, case), scene.now)
    moved = cases.change(
        tx,
        case.id,
        seen=case.version,
        **changing.new_clock(scene, case, due_at),
    )
    changing.note(tx, person, scene, case, given["reason"])
    telling.reporters(tx, scene, moved, "ordered", unit=case.unit, due_at=due_at)
    telling.leads_of(tx, scene, case.unit, moved, "order", event="order")
    telling.staff(tx, scene, moved, "order", event="order")
    return moved


def may_order(tx: Tx, scene: Scene, case: Case) -> str:
    """Guard: only what is late, and not where the unit that has it may not have it any more."""
    allowed = scene.profile.may_have(case.unit, case.category, case.subcategory)
    return is_late(tx, scene, case) or ("" if allowed else "refusal-order-below")


def is_late(_: Tx, __: Scene, case: Case) -> str:
    """Guard: only a case that was passed up is taken over, or ordered on."""
    return "" if case.overdue_level and case.escalated_to else "refusal-not-late"
