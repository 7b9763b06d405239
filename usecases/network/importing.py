"""`jubao directory import`: take over the public directory from a file, or only compare it."""

from domain.network.entries import Difference, difference
from domain.network.units import Unit
from domain.profile import Profile
from storage.audit import journal
from storage.cases import cases
from storage.engine.database import Tx
from storage.network import entries, units
from usecases import session
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


def take_over(req: Request, listed: tuple[Unit, ...]) -> tuple[Difference, dict[str, int]]:
    """Store the file's directory; each change gets a journal entry.

    The file was checked as a whole, so no active unit is left below a retired one. A scheduled job
    moves the cases of retired units (`usecases.network.retirement.go_on`).
    """
    profile = units.load(req.tx) or req.profile  # another process may have changed it
    found, handed_on = compare(req.tx, profile, listed)
    known = profile.by_code
    for unit in found.units:
        verb = _verb(known.get(unit.code), unit)
        units.save(req.tx, unit, req.now)
        entries.add(req.tx, known.get(unit.code), unit, verb, journal.SYSTEM, req.now)
        session.note(req.acting_as(None), verb, unit.code, "import")
    return found, handed_on


def _verb(old: Unit | None, new: Unit) -> str:
    if old is None:
        return "unit_add"
    if new.retired:
        return "unit_retire"
    return "unit_restore" if old.retired else "unit_change"
