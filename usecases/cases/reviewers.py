"""Notify the people who may review a decision that waits for a second person, and no others.

They are notified when it begins to wait, and again when others become reviewers: a lead was
revoked, an admin is none any more, the unit has another one above it.
"""

from collections.abc import Collection, Iterable, Mapping

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
from domain.reviewers import WAITS, Reviewers, Why, decided, may_review, reviewers_for
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
"""The notice that tells reviewers about a case, by its state."""
CHORES: Mapping[Why, TaskKind] = {
    Why.ALONE: TaskKind.JUDGE_ALONE,
    Why.NO_LEAD: TaskKind.JUDGE_NO_LEAD,
    Why.AWAY: TaskKind.JUDGE_AWAY,
}
KNOWN = "judges:known"  # name of the counter with a hash of all reviewers at the last complete run
WALK, PLACE, FOUND = "judges:walk", "judges:place", "judges:found"
BATCH = 50


class Asked(Struct, frozen=True, kw_only=True):
    """Whom to ask; `heard` is whether any of them can be written to."""

    reviewers: Reviewers
    heard: bool


def asked(req: Request, case: Case, but: Iterable[str] = ()) -> Asked:
    """The reviewers of what waits on a case; those who can be written to first, never `but`."""
    unit, known = case.unit, req.profile.by_code
    line = (unit, *above(known, unit))
    leads = people.staff_of(req.tx, line, Role.LEAD, req.now)
    candidates = {each.who: each for each in (*leads, *people.admins(req.tx))}
    kept = _kept(req, case, candidates) | frozenset(but)
    reachable_whos = rows.reachable(req.tx, candidates)
    found = reviewers_for(
        (each for who, each in candidates.items() if who in reachable_whos), unit, known, kept
    )
    all_reviewers = reviewers_for(candidates.values(), unit, known, kept)
    if not found.people:
        return Asked(reviewers=all_reviewers, heard=False)
    why = found.why and (all_reviewers.why or Why.AWAY)
    return Asked(reviewers=replace(found, why=why), heard=True)


def of_case(req: Request, case: Case) -> Asked:
    """The reviewers of a case."""
    return asked(req, case)


def may(req: Request, case: Case) -> bool:
    """Whether this person may review what waits in a case."""
    kept = _kept(req, case, (req.actor.who,))
    return case.status in WAITS and may_review(req.actor, case.unit, req.profile.by_code, kept)


def _kept(req: Request, case: Case, whos: Collection[str]) -> frozenset[str]:
    """Those of these people who may not review what waits on a case, be it a pause's appeal."""
    parties = rows.parties(req.tx, case, whos)
    return decided(case, parties) | parties.reported


def call(req: Request, case: Case, *, event: str) -> None:
    """A decision begins to wait: notify its reviewers, and the unit by mail."""
    found = of_case(req, case)
    _tell(req, case, found.reviewers, CALLS[case.status], event)
    mail_notices.owe(req, case, CALLS[case.status](), event=event)
    _keep_task(req, case, found)


def call_again(req: Request, case: Case) -> bool:
    """Notify new reviewers of a case; returns whether any reviewer can be written to."""
    found = of_case(req, case)
    _tell_new(req, case, found, CALLS[case.status], _waiting_since(req.tx, case))
    _keep_task(req, case, found)
    return found.heard


def call_of_pause(req: Request, sanction: Sanction) -> bool:
    """Notify the reviewers of an appeal against a pause who have not been notified yet."""
    case = cases.get(req.tx, sanction.case_id)
    found = asked(req, case, {sanction.imposed_by})
    _tell_new(req, case, found, PauseAppealedNotice, sanction.appealed_at or 0)
    return found.heard


def remind(req: Request, case: Case, news: type[ReviewNotice], *, event: str) -> None:
    """Remind the reviewers of a case of its deadline."""
    if case.status in WAITS:
        _tell(req, case, of_case(req, case).reviewers, news, event)


def over(req: Request, who: str, before: Case, case: Case) -> None:
    """If the case no longer waits for review, remove its task."""
    if before.status in WAITS and case.status not in WAITS:
        rows.end_task(req.tx, case.id, who, req.now)


def open_to(req: Request, found: Iterable[Task]) -> tuple[Task, ...]:
    """Those of these tasks that this person may see: only reviewers see that a review waits.

    Nobody sees a task about a case that they reported: it is for others.
    """
    return tuple(
        each
        for each in found
        if each.case_id is None or _sees(req, each, cases.get(req.tx, each.case_id))
    )


def _sees(req: Request, task: Task, case: Case) -> bool:
    if task.task_kind in CHORES.values():
        return may(req, case)
    return not rows.reported(req.tx, case.id, (req.actor.who,))


def look(req: Request) -> int:
    """If the reviewers have changed since the last run, check all waiting reviews in batches."""
    tree = sorted((unit.code, unit.parent) for unit in req.profile.units)
    known = rows.authority(req.tx, req.now, tree)
    if counters.value(req.tx, KNOWN) == known:
        return 0
    if counters.value(req.tx, WALK) != known:  # start again from the beginning
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
        counters.put(req.tx, KNOWN, known)  # otherwise the next run checks again
    return 0


def _waiting_since(tx: Tx, case: Case) -> int:
    """Since when the case has waited for its review, unix seconds."""
    if case.status is Status.FEEDBACK_PENDING:
        decision = decisions.latest(tx, case.id)
        return decision.decided_at if decision is not None else 0
    return case.closed_at or 0


def _tell(req: Request, case: Case, found: Reviewers, news: type[ReviewNotice], event: str) -> None:
    notify.to_people(req, found.people, case, news(why=found.why), event=event)


def _tell_new(req: Request, case: Case, found: Asked, news: type[ReviewNotice], since: int) -> None:
    """Notify each reviewer once; those who cannot be written to are notified once they can be."""
    people = found.reviewers.people if found.heard else ()
    knows = rows.notified(req.tx, [each.who for each in people], case.id, kind_of(news), since)
    new = tuple(each for each in people if each.who not in knows)
    _tell(req, case, replace(found.reviewers, people=new), news, f"again{req.now}")


def _keep_task(req: Request, case: Case, found: Asked) -> None:
    """If others than the unit's leads are asked, keep a task in their queue that says why."""
    if not found.heard:
        counters.put(req.tx, KNOWN, -1)  # no reviewer can be reached: the next run checks again
    why = found.reviewers.why
    if why is None:
        rows.end_task(req.tx, case.id, journal.SYSTEM, req.now)
        return
    highest = (case.unit, *above(req.profile.by_code, case.unit))[-1]
    unit, about = found.reviewers.place or highest, case.unit
    rows.keep_task(req.tx, CHORES[why], unit=unit, about=about, case_id=case.id, now=req.now)
