"""Retire a unit: its open cases go to the nearest unit above, in batches.

So do those that a unit may no longer have, because the network or the categories have changed.
"""

from collections import Counter

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Priority
from domain.core.errors import Refusal
from domain.network.network import at_work_below, problem, retire_to, why_not_retire
from domain.network.units import Unit
from domain.notices.case_notices import CaseCameNotice
from domain.notices.staff_notices import CasesCameNotice
from domain.profile import Profile
from storage.cases import below_minimum, cases
from storage.cases.below_minimum import Kind
from storage.network import entries, units
from usecases import session
from usecases.cases import routing
from usecases.core import authority
from usecases.core.profile import current
from usecases.core.request import Request
from usecases.core.views import UnitView
from usecases.network import unit_editing
from usecases.notify import mail_notices, notify

BATCH = 50  # cases moved per transaction; a scheduled job moves the rest


class Retiring(Struct, frozen=True, kw_only=True):
    """A preview of retiring a unit: which unit gets how many open cases."""

    unit: Unit
    to: str
    open_cases: int


def ask(req: Request, code: str) -> Retiring:
    """Preview what happens to the unit's cases; changes nothing."""
    authority.check(req.actor)
    unit, to = _may(current(req), code)
    return Retiring(unit=unit, to=to, open_cases=cases.count_open(req.tx, code))


def retire(req: Request, code: str, batch: int = BATCH) -> UnitView:
    """Retire the unit, and move a first batch of its cases."""
    authority.check(req.actor)
    unit, to = _may(current(req), code)
    gone = replace(unit, retired=True)
    units.save(req.tx, gone, req.now)
    entries.add(req.tx, unit, gone, "unit_retire", req.actor.who, req.now)
    session.note(req, "unit_retire", code, to)
    now = req.with_profile(current(req))
    _hand_on(now, (code,), batch)
    return unit_editing.changed(now, code, "unit-retired")


def restore(req: Request, code: str) -> UnitView:
    """Make a retired unit active again; the cases it had stay where they are."""
    authority.check(req.actor)
    profile = current(req)
    unit = profile.unit(code)
    if unit is None or not unit.retired:
        raise Refusal("unit-unknown" if unit is None else "unit-at-work-already")
    again = replace(unit, retired=False)
    if why := problem(profile.by_code, again):
        raise Refusal(why)
    units.save(req.tx, again, req.now)
    entries.add(req.tx, unit, again, "unit_restore", req.actor.who, req.now)
    session.note(req, "unit_restore", code)
    return unit_editing.changed(req, code, "unit-restored")


def go_on(req: Request, batch: int = BATCH) -> int:
    """Move cases that a retired unit still has, or got back by an appeal, and those of `lift`.

    Returns how many.
    """
    retired = tuple(unit.code for unit in req.profile.units if unit.retired)
    moved = _hand_on(req.acting_as(None), retired, batch) if retired else 0
    return moved + lift(req, batch)


def lift(req: Request, batch: int) -> int:
    """Move open cases to the first unit above that may have them. Returns how many.

    A category's minimum level may rise, and a unit's level may fall, after a case has come to it.
    """
    system = req.acting_as(None)
    found = below_minimum.find(req.tx, tuple(_kinds(req.profile)), limit=batch)
    for case in found:
        to = req.profile.allowed_unit(case.unit, case.category, case.subcategory)
        routing.lifted(system, case, to)
    return len(found)


def _kinds(profile: Profile) -> list[Kind]:
    """Each kind of case with the active units that may not have it."""
    kinds = [
        (each.parent, each.code) if each.parent else (each.code, "")
        for each in profile.taxonomy.categories
    ]
    below = {
        kind: tuple(unit.code for unit in profile.units if _is_below(profile, unit, kind))
        for kind in kinds
    }
    return [(*kind, units) for kind, units in below.items() if units]


def _is_below(profile: Profile, unit: Unit, kind: tuple[str, str]) -> bool:
    return not unit.retired and not profile.may_have(unit.code, *kind)


def _may(profile: Profile, code: str) -> tuple[Unit, str]:
    if why := why_not_retire(profile.by_code, code):
        below = at_work_below(profile.by_code, code)
        raise Refusal(why, units=below) if why == "unit-has-below" else Refusal(why)
    to = retire_to(profile.by_code, code)
    assert to is not None  # only the last province has no unit above or beside it
    return profile.by_code[code], to


def _hand_on(req: Request, codes: tuple[str, ...], batch: int) -> int:
    """Move a batch, the most urgent first; a unit that gets many is notified once."""
    came: Counter[tuple[str, str]] = Counter()
    found = cases.open_of(req.tx, codes, limit=batch)
    moved = 0
    for case in found:
        to = retire_to(req.profile.by_code, case.unit)
        if to is None:
            continue
        to = req.profile.allowed_unit(to, case.category, case.subcategory)
        moved += 1
        after = routing.from_retired(req, case, to)
        if case.priority is Priority.DANGER:
            notify.staff(req, after, CaseCameNotice(), event="retired")
            continue
        mail_notices.owe(req, after, CaseCameNotice(), event="retired")
        notify.group(req, after)
        came[case.unit, to] += 1
    _tell(req, came)
    return moved


def _tell(req: Request, came: Counter[tuple[str, str]]) -> None:
    for (start, to), count in came.items():
        event = f"{req.now}:{start}"
        notify.unit_staff(req, to, CasesCameNotice(start=start, count=count), event=event)
