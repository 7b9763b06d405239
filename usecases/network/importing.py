"""Directories and profiles from files, at the operator's command: compared, or taken over."""

from msgspec import Struct
from msgspec.structs import replace

from domain.categories import subjects
from domain.categories.subjects import Subject
from domain.network.entries import Difference, changes, difference
from domain.network.units import Unit
from domain.profile import Profile
from domain.rules import overwrites
from domain.rules.losses import Loss, losses
from domain.rules.overwrites import Overwrite
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


class Comparison(Struct, frozen=True, kw_only=True):
    """What a file would do: `handed_on` counts the open cases of each unit it would retire.

    `overwritten` are the fields that it would empty or change in many units at once.
    """

    difference: Difference
    handed_on: dict[str, int]
    overwritten: tuple[Overwrite, ...]

    @property
    def retires_much(self) -> bool:
        """Whether more than a third of the units would be retired, or one with open cases."""
        return self.difference.retires_many or any(self.handed_on.values())


class Confirmed(Struct, frozen=True, kw_only=True):
    """What the operator has said may be done, however much it is; for both imports."""

    retire_missing: bool = False
    change_many: bool = False

    def allows(self, found: Comparison) -> bool:
        """Whether a directory may be taken over."""
        return (self.retire_missing or not found.retires_much) and (
            self.change_many or not found.overwritten
        )


def compare(tx: Tx, profile: Profile, listed: tuple[Unit, ...]) -> Comparison:
    """What the file would change."""
    found = difference(profile.units, listed)
    return Comparison(
        difference=found,
        handed_on={unit.code: cases.count_open(tx, unit.code) for unit in found.retired},
        overwritten=overwrites.of_units(profile.units, listed),
    )


def take_over(req: Request, listed: tuple[Unit, ...], confirmed: Confirmed) -> Comparison:
    """Store the file's directory; each change gets a journal entry.

    Nothing is stored unless `confirmed` allows it.

    The file was checked as a whole, so no active unit is left below a retired one. A scheduled job
    moves the cases of retired units (`usecases.network.retirement.go_on`).
    """
    profile = units.load(req.tx) or req.profile  # another process may have changed it
    found = compare(req.tx, profile, listed)
    if not confirmed.allows(found):
        return found
    known = profile.by_code
    for unit in found.difference.units:
        verb = _verb(known.get(unit.code), unit)
        units.save(req.tx, unit, req.now)
        entries.add(req.tx, known.get(unit.code), unit, verb, SYSTEM, req.now)
        session.note(req.acting_as(None), verb, unit.code, "import")
    return found


class Installed(Struct, frozen=True, kw_only=True):
    """The result of a profile import: which units it lacks, or why it was refused.

    `missing` are active units that are not in the files; they are retired only if that was asked.
    Refused is what would be `lost` or `overwritten` and was not confirmed.
    """

    lost: tuple[Loss, ...] = ()
    overwritten: tuple[Overwrite, ...] = ()
    missing: tuple[Unit, ...] = ()


def install_profile(req: Request, profile: Profile, confirmed: Confirmed) -> Installed:
    """Store a profile from files at the operator's command; each changed unit is journalled.

    A unit that is not in the files stays as it is, or is retired with `retire_missing`. Nothing is
    stored if the files lack, empty or change much of what there is, unless that is `confirmed`.
    """
    before = units.load(req.tx) or profile  # the first one changes nothing
    listed = {unit.code for unit in profile.units}
    lacking = [unit for unit in before.units if unit.code not in listed and not unit.retired]
    busy = [unit.code for unit in lacking if cases.count_open(req.tx, unit.code)]
    refused = Installed(
        lost=()
        if confirmed.retire_missing
        else losses(before, profile, profile.calendar.day_of(req.now).year, busy),
        overwritten=() if confirmed.change_many else overwrites.of_profile(before, profile),
    )
    if refused.lost or refused.overwritten:
        return refused
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
    for unit in lacking if confirmed.retire_missing else ():
        gone = replace(unit, retired=True)
        units.save(req.tx, gone, req.now)
        entries.add(req.tx, unit, gone, "unit_retire", SYSTEM, req.now)
        session.note(req.acting_as(None), "unit_retire", unit.code, "profile import")
    return Installed(missing=tuple(lacking))


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
