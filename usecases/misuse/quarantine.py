"""Quarantine: which cases go into it, how they are released, and what staff are told."""

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Case, Priority
from domain.core.errors import Refusal
from domain.misuse import CALM, Quarantine
from domain.network.people import Verb, authorize
from domain.network.units import Unit
from domain.notices.case_notices import NewCaseNotice
from domain.notices.reporter_notices import ReleasedNotice
from domain.notices.staff_notices import FloodNotice, QuarantineLeftNotice
from storage.cases import cases
from storage.cases.cases import CasePage
from storage.engine import counters
from storage.engine.database import Tx
from storage.misuse import quarantine as lane
from usecases import session
from usecases.cases import changes
from usecases.cases.changes import Answers
from usecases.core import authority
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request
from usecases.notify import mail_notices, notify

PAGE = 8
MOST_COUNTED = lane.MOST_COUNTED
BATCH = 50  # cases released in one transaction
DIGEST_EVERY = 600  # seconds


def on_arrival(req: Request, case: Case, *, paused_until: int) -> Case:
    """Quarantine a new case if its reporter is paused or there is a flood; no deadline runs then.

    A case with a danger to life is never quarantined.
    """
    flooded = lane.arrived(req.tx, case.unit, req.now, req.conditions.flood_per_minute)
    if case.priority is Priority.DANGER:
        return case
    if paused_until > req.now:
        why, release_at = Quarantine.PAUSE, paused_until
    elif flooded:
        why, release_at = Quarantine.FLOOD, None
    else:
        return case
    return replace(
        case,
        quarantined_at=req.now,
        quarantine=why,
        release_at=release_at,
        due_at=None,
        due_from=None,
        due_days=None,
        remind_at=None,
        word_due_at=None,
    )


def held(req: Request, case: Case) -> str:
    """Guard: only a case in quarantine."""
    return "" if case.quarantined_at is not None else "refusal-not-quarantined"


def release(req: Request, case: Case, __: Answers) -> Case:
    """A person releases one case: it enters the queue, and its deadlines begin."""
    return _out(req, case, quietly=False)


def _out(req: Request, case: Case, *, quietly: bool) -> Case:
    released = cases.change(
        req.tx,
        case.id,
        seen=case.version,
        quarantined_at=None,
        quarantine=None,
        release_at=None,
        opened_at=req.now,
        **changes.accept_clocks(req, case),
    )
    notify.reporters(req, released, ReleasedNotice(due_at=released.due_at))
    mail_notices.owe(req, released, NewCaseNotice(), event="released", quietly=quietly)
    notify.group(req, released)
    return released


def _release_batch(req: Request, found: tuple[Case, ...]) -> int:
    """Release cases in order of arrival; the staff of their units get one notice for all."""
    for case in found:
        released = _out(req, case, quietly=True)
        note_by_system(req, case, Verb.RELEASE, released.status)
    for unit in dict.fromkeys(case.unit for case in found):
        event = str(req.now // DIGEST_EVERY)
        notify.unit_staff(req, unit, QuarantineLeftNotice(), event=event)
    return len(found)


# Scheduled jobs.


def after_pauses(req: Request) -> int:
    """Release cases whose reporter's pause has ended. Returns how many."""
    return _release_batch(req, lane.over(req.tx, req.now, limit=BATCH))


def after_floods(req: Request) -> int:
    """Release cases of floods that are over, or that somebody has released. Returns how many."""
    for unit, busy_at in lane.floods(req.tx).items():
        if req.now >= busy_at + CALM:
            lane.end_flood(req.tx, unit)
    on, letting = lane.floods(req.tx), lane.letting_out(req.tx)
    done = 0
    for unit in req.profile.by_code:  # a unit may have been handed cases of another unit's flood
        until = letting.get(unit, 0) if unit in on else req.now
        found = lane.of_flood(req.tx, unit, until, limit=BATCH)
        done += _release_batch(req, found)
        if unit in letting and len(found) < BATCH:
            lane.let_out(req.tx, unit, None)
    return done


def tell(req: Request) -> int:
    """During a flood, notify staff every ten minutes at most, and not of each report."""
    for unit in lane.floods(req.tx):
        count = lane.count(req.tx, (unit,))
        slot = req.now // DIGEST_EVERY
        if count and counters.reach(req.tx, f"flood:{unit}", slot) is not None:
            notify.unit_staff(req, unit, FloodNotice(count=count), event=str(slot))
    return 0


# Views of staff.


class QuarantinedCases(Struct, frozen=True, kw_only=True):
    """One page of the quarantined cases of these units, and their total number.

    `own_stay`: a unit's flood was not released, because the viewer reported a case of it.
    """

    units: tuple[Unit, ...]
    page: CasePage
    count: int
    at: int
    own_stay: bool = False


def count(tx: Tx, units: tuple[Unit, ...]) -> int:
    """How many cases of these units are in quarantine."""
    return lane.count(tx, tuple(unit.code for unit in units))


def listed(req: Request, after: str | None = None) -> QuarantinedCases:
    """The quarantined cases of the units whose cases this person may move, oldest first."""
    units = authority.worked_on(req.actor, req)
    codes = tuple(unit.code for unit in units)
    page = lane.page(req.tx, codes, after=after, size=PAGE)
    return QuarantinedCases(units=units, page=page, count=lane.count(req.tx, codes), at=req.now)


def release_all(req: Request) -> QuarantinedCases:
    """Release the cases of floods in batches; those of paused reporters stay.

    A colleague releases a flood that has a case which this person reported.
    """
    found = listed(req)
    flooded = [
        unit.code for unit in found.units if lane.of_flood(req.tx, unit.code, req.now, limit=1)
    ]
    others = [code for code in flooded if not lane.own_of_flood(req.tx, code, req.actor.who)]
    if flooded and not others:
        raise Refusal("refusal-own-in-flood")
    for code in others:
        authorize(req.actor, Verb.RELEASE, code, req.profile.by_code)
        lane.let_out(req.tx, code, req.now)
        session.note(req, Verb.RELEASE, code, "all")
    return replace(found, own_stay=len(others) < len(flooded))
