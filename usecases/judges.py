"""A decision that waits for a second person is put to those who may look at it, and to no others.

At once where it begins to wait; and again, to whoever has not heard of it, where those who may are
others than they were: a lead was revoked, an admin is one no more, a unit has another one above it.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Case
from domain.judges import WAITS, Judges, Why, decided, judges, may_judge
from domain.misuse import Sanction
from domain.people import Person, Role
from domain.status import Status
from domain.tasks import Chore, Task
from domain.units import above
from storage import cases, counters, decisions, journal, people, sanctions
from storage import judges as rows
from storage.db import Tx
from storage.vitals import NOBODY
from usecases import mailing, telling
from usecases.scene import Scene

KINDS: Mapping[Status, str] = {
    Status.FEEDBACK_PENDING: "confirm_wanted",
    Status.APPEALED: "appeal_entered",
}
"""How those are told who may look at it."""
CHORES: Mapping[Why, Chore] = {
    Why.ALONE: Chore.JUDGE_ALONE,
    Why.NO_LEAD: Chore.JUDGE_NO_LEAD,
    Why.AWAY: Chore.JUDGE_AWAY,
}
KNOWN = "judges:known"  # who might judge when all that waits was last gone through
WALK, PLACE, FOUND = "judges:walk", "judges:place", "judges:found"
BATCH = 50


class Asked(Struct, frozen=True, kw_only=True):
    """Whom to ask; `heard` is whether any of them can be written to."""

    judges: Judges
    heard: bool


def asked(tx: Tx, scene: Scene, unit: str, but: Iterable[str]) -> Asked:
    """Whom to ask about what these people decided in a unit: who can be written to goes first."""
    kept, known = frozenset(but), scene.profile.by_code
    line = (unit, *above(known, unit))
    leads = people.staff_of(tx, line, Role.LEAD, scene.now)
    there = {each.who: each for each in (*leads, *people.admins(tx))}
    near = rows.reachable(tx, there)
    found = judges((each for who, each in there.items() if who in near), unit, known, kept)
    everybody = judges(there.values(), unit, known, kept)
    if not found.people:
        return Asked(judges=everybody, heard=False)
    why = found.why and (everybody.why or Why.AWAY)
    return Asked(judges=replace(found, why=why), heard=True)


def of_case(tx: Tx, scene: Scene, case: Case) -> Asked:
    """Whom to ask to look at a case again."""
    return asked(tx, scene, case.unit, decided(case, rows.judged(tx, case.id)))


def may(tx: Tx, person: Person, scene: Scene, case: Case) -> bool:
    """Whether this person may look again at what waits in a case."""
    kept = decided(case, rows.judged(tx, case.id))
    return case.status in WAITS and may_judge(person, case.unit, scene.profile.by_code, kept)


def call(tx: Tx, scene: Scene, case: Case, *, event: str) -> None:
    """It waits from now on: those who may look at it are told, and the unit by mail."""
    found = of_case(tx, scene, case)
    _tell(tx, scene, case, found.judges, KINDS[case.status], event)
    mailing.owe(tx, scene, case, KINDS[case.status], event=event)
    _keep(tx, scene, case, found)


def call_again(tx: Tx, scene: Scene, case: Case) -> bool:
    """Others may look at it now: who has not heard of it is told; whether anybody can be."""
    found = of_case(tx, scene, case)
    _tell_new(tx, scene, case, found, KINDS[case.status], _since(tx, case))
    _keep(tx, scene, case, found)
    return found.heard


def call_of_pause(tx: Tx, scene: Scene, sanction: Sanction) -> bool:
    """An appeal against a pause: whoever may judge it, and has not heard of it, is told."""
    case = cases.get(tx, sanction.case_id)
    found = asked(tx, scene, case.unit, {sanction.imposed_by})
    _tell_new(tx, scene, case, found, "pause_appealed", sanction.appealed_at or 0)
    return found.heard


def remind(tx: Tx, scene: Scene, case: Case, kind: str, *, event: str) -> None:
    """Those who may look at it hear of its clock, too; of no other case."""
    if case.status in WAITS:
        _tell(tx, scene, case, of_case(tx, scene, case).judges, kind, event)


def over(tx: Tx, who: str, scene: Scene, before: Case, case: Case) -> None:
    """It waits no more: the task that said so goes."""
    if before.status in WAITS and case.status is not before.status:
        rows.end_task(tx, case.id, who, scene.now)


def open_to(tx: Tx, person: Person, scene: Scene, found: Iterable[Task]) -> tuple[Task, ...]:
    """Of these tasks those that are this person's: who may not look again need not see it waits."""
    return tuple(
        each
        for each in found
        if each.chore not in CHORES.values()
        or (each.case_id is not None and may(tx, person, scene, cases.get(tx, each.case_id)))
    )


def look(tx: Tx, scene: Scene) -> int:
    """Where others may judge than at the last look, go through all that waits, batch by batch."""
    tree = sorted((unit.code, unit.parent) for unit in scene.profile.units)
    known = rows.authority(tx, scene.now, tree)
    if counters.value(tx, KNOWN) == known:
        return 0
    if counters.value(tx, WALK) != known:  # once more from the beginning
        counters.put(tx, WALK, known)
        counters.put(tx, PLACE, 0)
        counters.put(tx, FOUND, 0)
    after, alone = counters.value(tx, PLACE) or 0, counters.value(tx, FOUND) or 0
    found = rows.waiting(tx, tuple(scene.profile.by_code), tuple(WAITS), after=after, limit=BATCH)
    alone += sum(not call_again(tx, scene, each) for each in found if not each.quarantined_at)
    if found:
        counters.put(tx, PLACE, found[-1].id)
        counters.put(tx, FOUND, alone)
        return len(found)
    pauses = sanctions.waiting(tx, scene.now, limit=BATCH)
    alone += sum(not call_of_pause(tx, scene, each) for each in pauses)
    counters.put(tx, NOBODY, alone)
    counters.put(tx, WALK, -1)
    if not alone:
        counters.put(tx, KNOWN, known)  # else the next minute looks again
    return 0


def _since(tx: Tx, case: Case) -> int:
    """Since when what waits has waited."""
    if case.status is Status.FEEDBACK_PENDING:
        decision = decisions.latest(tx, case.id)
        return decision.decided_at if decision is not None else 0
    return case.closed_at or 0


def _tell(tx: Tx, scene: Scene, case: Case, found: Judges, kind: str, event: str) -> None:
    why = {"why": found.why} if found.why else {}
    for person in found.people:
        telling.to_staff(tx, scene, person.who, case, kind, event=event, **why)


def _tell_new(tx: Tx, scene: Scene, case: Case, found: Asked, kind: str, since: int) -> None:
    """Who has heard of it already hears no more; who cannot be written to will, once they can."""
    people = found.judges.people if found.heard else ()
    knows = rows.told(tx, [each.who for each in people], case.id, kind, since)
    new = tuple(each for each in people if each.who not in knows)
    _tell(tx, scene, case, replace(found.judges, people=new), kind, f"again{scene.now}")


def _keep(tx: Tx, scene: Scene, case: Case, found: Asked) -> None:
    """Where others than the unit's leads are asked, a task in their queue says so, and why."""
    if not found.heard:
        counters.put(tx, KNOWN, -1)  # the next look counts it, and goes on looking
    why = found.judges.why
    if why is None:
        rows.end_task(tx, case.id, journal.SYSTEM, scene.now)
        return
    highest = (case.unit, *above(scene.profile.by_code, case.unit))[-1]
    unit, about = found.judges.place or highest, case.unit
    rows.keep_task(tx, CHORES[why], unit=unit, about=about, case_id=case.id, now=scene.now)
