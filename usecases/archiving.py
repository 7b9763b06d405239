"""What becomes of an ended case in time: put away, and at last emptied; a legal hold stops both."""

from domain import clockwork
from domain.people import Role, Verb
from domain.status import ENDED, Status, check_move
from storage import cases, clocks, erasing
from storage.db import Tx
from usecases import changing
from usecases.scene import Scene

BATCH = 20  # cases at a time: emptying one touches every table


def put_away(tx: Tx, scene: Scene) -> int:
    """Row 22: ended cases are archived when nothing can be appealed any more."""
    done = 0
    for status in sorted(ENDED):
        before = clockwork.ended_before(scene.profile, status, scene.now)
        for case in clocks.ended(tx, status, before, scene.now, limit=BATCH):
            check_move(case.status, Verb.ARCHIVE, Role.SYSTEM)
            until = clockwork.kept_until(scene.profile, case)
            cases.change(tx, case.id, seen=case.version, status=Status.ARCHIVED, retain_until=until)
            changing.by_clock(tx, scene, case, Verb.ARCHIVE, Status.ARCHIVED)
            done += 1
    return done


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
