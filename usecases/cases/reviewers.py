"""A decision that waits for a second person is put to those who may look at it, and to no others.

At once where it begins to wait; and again, to whoever has not heard of it, where those who may are
others than they were: a lead was revoked, an admin is one no more, a unit has another one above it.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Case
from domain.misuse import Sanction
from domain.network.people import Role
from domain.network.units import above
from domain.notices.case_notices import (
    AppealEnteredNotice,
    ConfirmWantedNotice,
    PauseAppealedNotice,
    ReviewNotice,
)
from domain.notices.notice import kind_of
from domain.reviewers import WAITS, Judges, Why, decided, judges, may_judge
from domain.status import Status
from domain.tasks import Task, TaskKind
from storage.audit import journal
from storage.cases import cases, decisions
from storage.cases import reviewers as rows
from storage.engine import counters
from storage.engine.database import Tx
from storage.misuse import sanctions
from storage.network import people
from storage.ops.health import NOBODY
from usecases.core.request import Request
from usecases.notify import mail_notices, notify

CALLS: Mapping[Status, type[ReviewNotice]] = {
    Status.FEEDBACK_PENDING: ConfirmWantedNotice,
    Status.APPEALED: AppealEnteredNotice,
}
"""How those are told who may look at it."""
CHORES: Mapping[Why, TaskKind] = {
    Why.ALONE: TaskKind.JUDGE_ALONE,
    Why.NO_LEAD: TaskKind.JUDGE_NO_LEAD,
    Why.AWAY: TaskKind.JUDGE_AWAY,
}
KNOWN = "judges:known"  # who might judge when all that waits was last gone through
WALK, PLACE, FOUND = "judges:walk", "judges:place", "judges:found"
BATCH = 50


class Asked(Struct, frozen=True, kw_only=True):
    """Whom to ask; `heard` is whether any of them can be written to."""

    judges: Judges
    heard: bool


def asked(req: Request, unit: str, but: Iterable[str]) -> Asked:
    """Whom to ask about what these people decided in a unit: who can be written to goes first."""
    kept, known = frozenset(but), req.profile.by_code
    line = (unit, *above(known, unit))
    leads = people.staff_of(req.tx, line, Role.LEAD, req.now)
    there = {each.who: each for each in (*leads, *people.admins(req.tx))}
    near = rows.reachable(req.tx, there)
    found = judges((each for who, each in there.items() if who in near), unit, known, kept)
    everybody = judges(there.values(), unit, known, kept)
    if not found.people:
        return Asked(judges=everybody, heard=False)
    why = found.why and (everybody.why or Why.AWAY)
    return Asked(judges=replace(found, why=why), heard=True)


def of_case(req: Request, case: Case) -> Asked:
    """Whom to ask to look at a case again."""
    return asked(req, case.unit, decided(case, rows.judged(req.tx, case.id)))


def may(req: Request, case: Case) -> bool:
    """Whether this person may look again at what waits in a case."""
    kept = decided(case, rows.judged(req.tx, case.id))
    return case.status in WAITS and may_judge(req.actor, case.unit, req.profile.by_code, kept)


def call(req: Request, case: Case, *, event: str) -> None:
    """It waits from now on: those who may look at it are told, and the unit by mail."""
    found = of_case(req, case)
    _tell(req, case, found.judges, CALLS[case.status], event)
    mail_notices.owe(req, case, CALLS[case.status](), event=event)
    _keep(req, case, found)


def call_again(req: Request, case: Case) -> bool:
    """Others may look at it now: who has not heard of it is told; whether anybody can be."""
    found = of_case(req, case)
    _tell_new(req, case, found, CALLS[case.status], _since(req.tx, case))
    _keep(req, case, found)
    return found.heard


def call_of_pause(req: Request, sanction: Sanction) -> bool:
    """An appeal against a pause: whoever may judge it, and has not heard of it, is told."""
    case = cases.get(req.tx, sanction.case_id)
    found = asked(req, case.unit, {sanction.imposed_by})
    _tell_new(req, case, found, PauseAppealedNotice, sanction.appealed_at or 0)
    return found.heard


def remind(req: Request, case: Case, news: type[ReviewNotice], *, event: str) -> None:
    """Those who may look at it hear of its clock, too; of no other case."""
    if case.status in WAITS:
        _tell(req, case, of_case(req, case).judges, news, event)


def over(req: Request, who: str, before: Case, case: Case) -> None:
    """It waits no more: the task that said so goes."""
    if before.status in WAITS and case.status is not before.status:
        rows.end_task(req.tx, case.id, who, req.now)


def open_to(req: Request, found: Iterable[Task]) -> tuple[Task, ...]:
    """Of these tasks those that are this person's: who may not look again need not see it waits."""
    return tuple(
        each
        for each in found
        if each.task_kind not in CHORES.values()
        or (each.case_id is not None and may(req, cases.get(req.tx, each.case_id)))
    )


def look(req: Request) -> int:
    """Where others may judge than at the last look, go through all that waits, batch by batch."""
    tree = sorted((unit.code, unit.parent) for unit in req.profile.units)
    known = rows.authority(req.tx, req.now, tree)
    if counters.value(req.tx, KNOWN) == known:
        return 0
    if counters.value(req.tx, WALK) != known:  # once more from the beginning
        counters.put(req.tx, WALK, known)
        counters.put(req.tx, PLACE, 0)
        counters.put(req.tx, FOUND, 0)
    after, alone = counters.value(req.tx, PLACE) or 0, counters.value(req.tx, FOUND) or 0
    found = rows.waiting(req.tx, tuple(req.profile.by_code), tuple(WAITS), after=after, limit=BATCH)
    alone += sum(not call_again(req, each) for each in found if not each.quarantined_at)
    if found:
        counters.put(req.tx, PLACE, found[-1].id)
        counters.put(req.tx, FOUND, alone)
        return len(found)
    pauses = sanctions.waiting(req.tx, req.now, limit=BATCH)
    alone += sum(not call_of_pause(req, each) for each in pauses)
    counters.put(req.tx, NOBODY, alone)
    counters.put(req.tx, WALK, -1)
    if not alone:
        counters.put(req.tx, KNOWN, known)  # else the next minute looks again
    return 0


def _since(tx: Tx, case: Case) -> int:
    """Since when what waits has waited."""
    if case.status is Status.FEEDBACK_PENDING:
        decision = decisions.latest(tx, case.id)
        return decision.decided_at if decision is not None else 0
    return case.closed_at or 0


def _tell(req: Request, case: Case, found: Judges, news: type[ReviewNotice], event: str) -> None:
    for person in found.people:
        notify.to_staff(req, person.who, case, news(why=found.why), event=event)


def _tell_new(req: Request, case: Case, found: Asked, news: type[ReviewNotice], since: int) -> None:
    """Who has heard of it already hears no more; who cannot be written to will, once they can."""
    people = found.judges.people if found.heard else ()
    knows = rows.notified(req.tx, [each.who for each in people], case.id, kind_of(news), since)
    new = tuple(each for each in people if each.who not in knows)
    _tell(req, case, replace(found.judges, people=new), news, f"again{req.now}")


def _keep(req: Request, case: Case, found: Asked) -> None:
    """Where others than the unit's leads are asked, a task in their queue says so, and why."""
    if not found.heard:
        counters.put(req.tx, KNOWN, -1)  # the next look counts it, and goes on looking
    why = found.judges.why
    if why is None:
        rows.end_task(req.tx, case.id, journal.SYSTEM, req.now)
        return
    highest = (case.unit, *above(req.profile.by_code, case.unit))[-1]
    unit, about = found.judges.place or highest, case.unit
    rows.keep_task(req.tx, CHORES[why], unit=unit, about=about, case_id=case.id, now=req.now)
