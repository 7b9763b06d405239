"""The lane outside the queue: who gets into it, how cases come out, and what staff hear of it."""

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Case, Priority
from domain.misuse import CALM, Quarantine
from domain.network.people import Person, Verb, authorize
from domain.network.units import Unit
from storage.cases import cases
from storage.cases.cases import Page
from storage.engine import counters
from storage.engine.database import Tx
from storage.misuse import quarantine as lane
from usecases import session
from usecases.cases import changes
from usecases.cases.changes import Answers
from usecases.core import authority
from usecases.core.request import Scene
from usecases.notify import mail_notices, notify

PAGE = 8
MOST_COUNTED = lane.MOST_COUNTED
BATCH = 50  # released in one transaction
DIGEST_EVERY = 600  # seconds


def on_arrival(tx: Tx, scene: Scene, case: Case, *, paused_until: int) -> Case:
    """A new case, kept apart where its reporter is paused or a flood is on: no clock runs then.

    Danger to life is never kept apart.
    """
    flooded = lane.arrived(tx, case.unit, scene.now, scene.flood_per_minute)
    if case.priority is Priority.DANGER:
        return case
    if paused_until > scene.now:
        why, release_at = Quarantine.PAUSE, paused_until
    elif flooded:
        why, release_at = Quarantine.FLOOD, None
    else:
        return case
    return replace(
        case,
        quarantined_at=scene.now,
        quarantine=why,
        release_at=release_at,
        due_at=None,
        remind_at=None,
        word_due_at=None,
    )


def held(tx: Tx, scene: Scene, case: Case) -> str:
    """Whether a case is in quarantine: a refusal's key where it is not."""
    return "" if case.quarantined_at is not None else "refusal-not-quarantined"


def release(tx: Tx, _: Person, scene: Scene, case: Case, __: Answers) -> Case:
    """A person lets one case out: it stands in the queue, and its clocks begin now."""
    return _out(tx, scene, case, quietly=False)


def _out(tx: Tx, scene: Scene, case: Case, *, quietly: bool) -> Case:
    released = cases.change(
        tx,
        case.id,
        seen=case.version,
        quarantined_at=None,
        quarantine=None,
        release_at=None,
        opened_at=scene.now,
        **changes.accept_clocks(scene, case),
    )
    notify.reporters(tx, scene, released, "released", due_at=released.due_at)
    mail_notices.owe(tx, scene, released, "new_case", event="released", quietly=quietly)
    notify.group(tx, scene, released)
    return released


def _out_by_clock(tx: Tx, scene: Scene, found: tuple[Case, ...]) -> int:
    """Released in the order they came; their units' staff hear of it once, not of each."""
    for case in found:
        released = _out(tx, scene, case, quietly=True)
        changes.by_clock(tx, scene, case, Verb.RELEASE, released.status)
    for unit in dict.fromkeys(case.unit for case in found):
        event = str(scene.now // DIGEST_EVERY)
        notify.unit_staff(tx, scene, unit, "quarantine_left", event=event)
    return len(found)


# What the clock does


def after_pauses(tx: Tx, scene: Scene) -> int:
    """What has waited for the end of a pause."""
    return _out_by_clock(tx, scene, lane.over(tx, scene.now, limit=BATCH))


def after_floods(tx: Tx, scene: Scene) -> int:
    """What floods have brought comes out: once they are over, or where somebody has let it go."""
    for unit, busy_at in lane.floods(tx).items():
        if scene.now >= busy_at + CALM:
            lane.end_flood(tx, unit)
    on, letting = lane.floods(tx), lane.letting_out(tx)
    done = 0
    for unit in scene.profile.by_code:  # a unit may have been handed what another's flood brought
        until = letting.get(unit, 0) if unit in on else scene.now
        found = lane.of_flood(tx, unit, until, limit=BATCH)
        done += _out_by_clock(tx, scene, found)
        if unit in letting and len(found) < BATCH:
            lane.let_out(tx, unit, None)
    return done


def tell(tx: Tx, scene: Scene) -> int:
    """While a flood is on, staff hear of it every ten minutes at most, and of no report of it."""
    for unit in lane.floods(tx):
        count = lane.count(tx, (unit,))
        slot = scene.now // DIGEST_EVERY
        if count and counters.reach(tx, f"flood:{unit}", slot) is not None:
            notify.unit_staff(tx, scene, unit, "flood", event=str(slot), count=count)
    return 0


# What staff see of it


class Held(Struct, frozen=True, kw_only=True):
    """One page of the quarantine of these units, and how much there is in all."""

    units: tuple[Unit, ...]
    page: Page
    count: int
    at: int


def count(tx: Tx, units: tuple[Unit, ...]) -> int:
    """How many cases of these units are in quarantine."""
    return lane.count(tx, tuple(unit.code for unit in units))


def listed(tx: Tx, person: Person, scene: Scene, after: str | None = None) -> Held:
    """What is in quarantine for the units whose cases this person may move, oldest first."""
    units = authority.worked_on(person, scene)
    codes = tuple(unit.code for unit in units)
    page = lane.page(tx, codes, after=after, size=PAGE)
    return Held(units=units, page=page, count=lane.count(tx, codes), at=scene.now)


def release_all(tx: Tx, person: Person, scene: Scene) -> Held:
    """What floods have brought comes out, batch by batch; who is paused goes on waiting."""
    found = listed(tx, person, scene)
    for unit in found.units:
        if not lane.of_flood(tx, unit.code, scene.now, limit=1):
            continue
        authorize(person, Verb.RELEASE, unit.code, scene.profile.by_code)
        lane.let_out(tx, unit.code, scene.now)
        session.note(tx, person, scene, Verb.RELEASE, unit.code, "all")
    return found
