"""What becomes of an ended case in time: put away, and at last emptied; a legal hold stops both."""

from domain import clockwork
from domain.people import Role, Verb
from domain.profile import Profile
from domain.status import ENDED, Status, check_move
from storage import cases, clocks, counters, erasing
from storage.db import Tx
from usecases import changing, gate
from usecases.scene import Scene

PROMISED = "kept_until:fixed"
TOLD = (*sorted(ENDED), Status.APPEALED)  # an appealed case has ended once, and its day was told
BATCH = 20  # cases at a time: emptying one touches every table


def fix_promises(tx: Tx, profile: Profile) -> None:
    """Fix until when each case is kept that ended before the day was stored with it, once.

    It was told by the profile of then, and the one of now is the nearest to it that is left. What
    is archived has a day; a shorter one was taken where its category was not known any more.
    """
    if counters.value(tx, PROMISED):
        return
    for each in clocks.kinds(tx, TOLD, promised=False):
        seconds = clockwork.kept_days(profile, *each) * clockwork.SECONDS_A_DAY
        clocks.keep(tx, TOLD, *each, seconds)
    archived = (Status.ARCHIVED,)
    for each in clocks.kinds(tx, archived, promised=True):
        if profile.taxonomy.of(*each) is None:
            seconds = clockwork.kept_days(profile, *each) * clockwork.SECONDS_A_DAY
            clocks.keep(tx, archived, *each, seconds)
    counters.put(tx, PROMISED, 1)


@gate.erasing
def put_away(tx: Tx, scene: Scene) -> int:
    """Row 22: ended cases are archived when nothing can be appealed any more."""
    done = 0
    for status in sorted(ENDED):
        before = clockwork.ended_before(scene.profile, status, scene.now)
        for case in clocks.ended(tx, status, before, scene.now, limit=BATCH):
            check_move(case.status, Verb.ARCHIVE, Role.SYSTEM)
            until = case.retain_until or clockwork.kept_until(scene.profile, case)
            cases.change(tx, case.id, seen=case.version, status=Status.ARCHIVED, retain_until=until)
            changing.by_clock(tx, scene, case, Verb.ARCHIVE, Status.ARCHIVED)
            done += 1
    return done


@gate.erasing
def purge(tx: Tx, scene: Scene) -> int:
    """Row 22: what was kept long enough is emptied; number, category, state and times stay."""
    found = clocks.to_purge(tx, scene.now, limit=BATCH)
    for case in found:
        check_move(case.status, Verb.PURGE, Role.SYSTEM)
        erasing.contents(tx, case.id, scene.now)
        cases.change(
            tx,
            case.id,
            seen=case.version,
            status=Status.PURGED,
            assignee=None,
            retain_until=None,
        )
        changing.by_clock(tx, scene, case, Verb.PURGE, Status.PURGED)
    return len(found)
