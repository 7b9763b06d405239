"""The next case that a person may act on, one after another."""

from collections.abc import Iterator
from itertools import islice

from domain.case import Case
from domain.core.errors import NotFound
from domain.network.people import Role, role_in
from domain.reviewers import WAITS
from domain.status import OWED
from storage.cases import cases, next_cases
from storage.cases.next_cases import Caseworker, WaitReason
from usecases.core import authority
from usecases.core.request import Request
from usecases.core.views import Card
from usecases.moderation import case_card, transitions

MOST_LOOKED_AT = 100  # cases, before the search ends: those that this person may not act on


def next_case(req: Request, case_id: int) -> Card | None:
    """The card of the next case that this person may act on now; None if there is no other.

    The order is that of `storage.cases.next_cases`; after the last case comes the first again. If
    the case on the screen waits for this person no longer, a danger to life comes before all else.
    """
    for case in islice(_candidates(req, case_id), MOST_LOOKED_AT):
        if case.id != case_id and why(req, case) is not None:
            return case_card.card(req, case)
    return None


def _candidates(req: Request, case_id: int) -> Iterator[Case]:
    worker = _worker(req)
    found = _read(req, case_id)
    if found is not None:
        waits = why(req, found)
        if waits is None:
            yield from next_cases.dangers(req.tx, worker)
            waits = _was(req, found)
        yield from next_cases.behind(req.tx, worker, next_cases.place(found, waits))
    yield from next_cases.behind(req.tx, worker, None)


def why(req: Request, case: Case) -> WaitReason | None:
    """Why a case waits for this person; None if it does not, or they may not act on it."""
    if case.status not in OWED or case.quarantined_at is not None:
        return None
    verbs = {move.verb for move in transitions.open_to(req, case)}
    if case.status in WAITS:
        return WaitReason.TO_JUDGE if WAITS[case.status] in verbs else None
    if not verbs or case.assignee not in {None, req.actor.who}:
        return None
    return WaitReason.FREE if case.assignee is None else WaitReason.OWN


def _was(req: Request, case: Case) -> WaitReason:
    """Why a case probably waited for this person, who has just dealt with it."""
    if case.assignee == req.actor.who:
        return WaitReason.OWN
    leads = role_in(req.actor, case.unit, req.profile.by_code) >= Role.LEAD
    return WaitReason.TO_JUDGE if leads else WaitReason.FREE


def _worker(req: Request) -> Caseworker:
    """This person; raises a refusal for who works on no unit's cases."""
    units = authority.worked_on(req.actor, req)
    known = req.profile.by_code
    return Caseworker(
        who=req.actor.who,
        units=tuple(unit.code for unit in units),
        led=tuple(unit.code for unit in units if role_in(req.actor, unit.code, known) >= Role.LEAD),
    )


def _read(req: Request, case_id: int) -> Case | None:
    try:
        return cases.get(req.tx, case_id)
    except NotFound:
        return None
