"""Directories and profiles from files, at the operator's command: compared, or taken over."""

from domain.categories import subjects
from domain.categories.subjects import Subject
from domain.network.entries import Difference, changes, difference
from domain.network.units import Unit
from domain.profile import Profile
from storage.audit.journal import SYSTEM
from storage.cases import cases
from storage.categories import category_rows
from storage.engine.database import Tx
from storage.network import entries, units
from usecases import session
from usecases.core import profile as core_profile
from usecases.core.request import Request


def directory(tx: Tx) -> Profile | None:
    """The current network; None before the first start."""
    return units.load(tx)


def compare(
    tx: Tx, profile: Profile, listed: tuple[Unit, ...]
) -> tuple[Difference, dict[str, int]]:
    """What the file would change, and how many open cases each retired unit would hand over."""
    found = difference(profile.units, listed)
    return found, {unit.code: cases.count_open(tx, unit.code) for unit in found.retired}


def take_over(
    req: Request, listed: tuple[Unit, ...], *, retire_missing: bool = False
) -> tuple[Difference, dict[str, int]]:
    """Store the file's directory; each change gets a journal entry.

    Nothing is stored if it would retire many units and `retire_missing` is not set: the caller
    sees that by `Difference.retires_many`.

    The file was checked as a whole, so no active unit is left below a retired one. A scheduled job
    moves the cases of retired units (`usecases.network.retirement.go_on`).
    """
    profile = units.load(req.tx) or req.profile  # another process may have changed it
    found, handed_on = compare(req.tx, profile, listed)
    if found.retires_many and not retire_missing:
        return found, handed_on
    known = profile.by_code
    for unit in found.units:
        verb = _verb(known.get(unit.code), unit)
        units.save(req.tx, unit, req.now)
        entries.add(req.tx, known.get(unit.code), unit, verb, SYSTEM, req.now)
        session.note(req.acting_as(None), verb, unit.code, "import")
    return found, handed_on


def install_profile(req: Request, profile: Profile) -> tuple[Unit, ...]:
    """Store a profile from files at the operator's command; each changed unit is journalled.

    A unit that is not in the files stays as it is; returns those of them that are active.
    """
    before = units.load(req.tx) or profile  # the first one changes nothing
    known = before.by_code
    core_profile.install_profile(req.tx, profile, req.now)
    found = units.load(req.tx) or profile
    for code, unit in found.by_code.items():
        if unit != known.get(code):
            verb = _verb(known.get(code), unit)
            entries.write(req.tx, code, verb, changes(known.get(code), unit), SYSTEM, req.now)
            session.note(req.acting_as(None), verb, code, "profile import")
    _record_categories(req, before, found)
    session.note(req.acting_as(None), "profile", "", "import")
    listed = profile.by_code
    return tuple(unit for unit in found.units if unit.code not in listed and not unit.retired)


def _record_categories(req: Request, before: Profile, now: Profile) -> None:
    """Store in the history which categories and rules the import has changed."""
    changed: tuple[Subject, ...] = (*now.taxonomy.categories, *now.taxonomy.rules)
    for new in changed:
        old = subjects.find(before.taxonomy, subjects.key_of(new))
        if old != new:
            verb = subjects.verb(old, new)
            category_rows.write(req.tx, old, new, verb, (SYSTEM, req.now))


def _verb(old: Unit | None, new: Unit) -> str:
    if old is None:
        return "unit_add"
    if new.retired:
        return "unit_retire"
    return "unit_restore" if old.retired else "unit_change"
