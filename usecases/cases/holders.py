"""Cases of people who may no longer work on them: nobody has these any more."""

from domain.network.people import Person, Role, Verb, role_in
from storage.cases import cases
from storage.cases import holders as rows
from storage.engine import counters
from storage.network import people
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request
from usecases.notify import notify

BATCH = 50  # cases freed per transaction; a scheduled job frees the rest
KNOWN = "holders:known"  # name of the counter with a hash of all roles at the last complete run


def free(req: Request, who: str, limit: int = BATCH) -> int:
    """Give the open cases back that somebody has taken and may not work on. Returns how many.

    An appeal, or a decision that waits to be confirmed, is reviewed by leads alone.
    """
    person = people.get(req.tx, who, req.now)
    units = _units(req, person, Role.MODERATOR)
    reviews = _units(req, person, Role.LEAD)
    found = rows.taken(req.tx, who, but=units, reviews=reviews, limit=limit)
    for case in found:
        freed = cases.change(req.tx, case.id, seen=case.version, assignee=None)
        note_by_system(req, case, Verb.GIVE_BACK, case.status, who)
        notify.group(req, freed)
    return len(found)


def look(req: Request) -> int:
    """If roles have changed since the last run, free the cases of those who lost theirs.

    Returns how many.
    """
    tree = sorted((unit.code, unit.parent) for unit in req.profile.units)
    known = rows.authority(req.tx, req.now, tree)
    if counters.value(req.tx, KNOWN) == known:
        return 0
    freed = 0
    for who in rows.of_all_cases(req.tx):
        freed += free(req, who, BATCH - freed)
        if freed >= BATCH:
            return freed  # the next run goes on
    counters.put(req.tx, KNOWN, known)
    return freed


def _units(req: Request, person: Person | None, least: Role) -> tuple[str, ...]:
    """The units where somebody has at least this role."""
    known = req.profile.by_code
    if person is None:
        return ()
    return tuple(code for code in known if role_in(person, code, known) >= least)
