"""A unit is at work no more: its open cases go to the nearest above, in batches, none is lost."""

from collections import Counter

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Priority
from domain.errors import Refusal
from domain.network import at_work_below, problem, retire_to, why_not_retire
from domain.people import Person
from domain.profile import Profile
from domain.units import Unit
from storage import cases, entries, units
from storage.db import Tx
from usecases import access, mailing, network, routing, telling
from usecases.scene import Scene
from usecases.shown import UnitView

BATCH = 50  # cases handed on at a time; the clock goes on with the rest


class Retiring(Struct, frozen=True, kw_only=True):
    """What it would mean to retire a unit: who gets how many open cases."""

    unit: Unit
    to: str
    open_cases: int


def ask(tx: Tx, person: Person, scene: Scene, code: str) -> Retiring:
    """What would become of its cases, before anything is done."""
    network.check(person)
    unit, to = _may(network.current(tx, scene), code)
    return Retiring(unit=unit, to=to, open_cases=cases.count_open(tx, code))


def retire(tx: Tx, person: Person, scene: Scene, code: str, batch: int = BATCH) -> UnitView:
    """The unit is at work no more; a first batch of its cases is handed on at once."""
    network.check(person)
    unit, to = _may(network.current(tx, scene), code)
    gone = replace(unit, retired=True)
    units.save(tx, gone, scene.now)
    entries.add(tx, unit, gone, "unit_retire", person.who, scene.now)
    access.note(tx, person, scene, "unit_retire", code, to)
    now = replace(scene, profile=network.current(tx, scene))
    _hand_on(tx, person, now, (code,), batch)
    return network.changed(tx, now, code, "unit-retired")


def restore(tx: Tx, person: Person, scene: Scene, code: str) -> UnitView:
    """A retired unit is at work again; its old cases stay where they are."""
    network.check(person)
    profile = network.current(tx, scene)
    unit = profile.unit(code)
    if unit is None or not unit.retired:
        raise Refusal("unit-unknown" if unit is None else "unit-at-work-already")
    again = replace(unit, retired=False)
    if why := problem(profile.by_code, again):
        raise Refusal(why)
    units.save(tx, again, scene.now)
    entries.add(tx, unit, again, "unit_restore", person.who, scene.now)
    access.note(tx, person, scene, "unit_restore", code)
    return network.changed(tx, scene, code, "unit-restored")


def go_on(tx: Tx, scene: Scene, batch: int = BATCH) -> int:
    """What a retired unit still has, or has got again by an appeal, is handed on."""
    retired = tuple(unit.code for unit in scene.profile.units if unit.retired)
    return _hand_on(tx, None, scene, retired, batch) if retired else 0


def _may(profile: Profile, code: str) -> tuple[Unit, str]:
    if why := why_not_retire(profile.by_code, code):
        below = at_work_below(profile.by_code, code)
        raise Refusal(why, units=below) if why == "unit-has-below" else Refusal(why)
    to = retire_to(profile.by_code, code)
    assert to is not None  # only the last province has nobody above or beside it
    return profile.by_code[code], to


def _hand_on(
    tx: Tx, person: Person | None, scene: Scene, codes: tuple[str, ...], batch: int
) -> int:
    """Hand a batch on, the most urgent first; whoever gets many is told of them together."""
    came: Counter[tuple[str, str]] = Counter()
    found = cases.open_of(tx, codes, limit=batch)
    moved = 0
    for case in found:
        to = retire_to(scene.profile.by_code, case.unit)
        if to is None:
            continue
        to = scene.profile.allowed_unit(to, case.category, case.subcategory)
        moved += 1
        after = routing.from_retired(tx, person, scene, case, to)
        if case.priority is Priority.DANGER:
            telling.staff(tx, scene, after, "case_came", event="retired", start=case.unit)
            continue
        mailing.owe(tx, scene, after, "case_came", event="retired")
        telling.group(tx, scene, after)
        came[case.unit, to] += 1
    _tell(tx, scene, came)
    return moved


def _tell(tx: Tx, scene: Scene, came: Counter[tuple[str, str]]) -> None:
    for (start, to), count in came.items():
        event = f"{scene.now}:{start}"
        telling.unit_staff(tx, scene, to, "cases_came", event=event, start=start, count=count)
