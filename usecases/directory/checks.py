"""/hotline: the public directory as admins keep it: what is old, and who changed what."""

from msgspec import Struct

from domain.core.errors import Refusal
from domain.network.entries import Changed, is_stale
from domain.network.people import Person
from domain.network.units import Unit
from storage.engine import counters
from storage.engine.database import Tx
from storage.network import entries, people
from storage.queues import outbox
from storage.queues.outbox import Notice, Rank
from usecases import session
from usecases.core import authority
from usecases.core.request import Scene
from usecases.network import unit_editing

PAGE = 10
CHANGES = 5  # of an entry on one screen
NAMED = 10  # entries that a reminder names; it counts the others
WEEK = 7


class Entry(Struct, frozen=True, kw_only=True):
    """A unit as it is published, and when somebody last made sure of it, unix seconds."""

    unit: Unit
    checked_at: int | None
    stale: bool


class Entries(Struct, frozen=True, kw_only=True):
    """One page of the directory, what has not been checked for longest first."""

    entries: tuple[Entry, ...]
    page: int
    pages: int
    stale: int


class History(Struct, frozen=True, kw_only=True):
    """What was done to an entry, the newest first; `names` by fingerprint, `before` turns on."""

    unit: Unit
    changed: tuple[Changed, ...]
    names: dict[str, str]
    before: int | None


def listed(tx: Tx, person: Person, scene: Scene, page: int = 0) -> Entries:
    """A page of the units at work; one that is not there is the last."""
    authority.check(person)
    found = _all(tx, scene)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(0, page), pages - 1)
    return Entries(
        entries=found[page * PAGE : (page + 1) * PAGE],
        page=page,
        pages=pages,
        stale=sum(entry.stale for entry in found),
    )


def look(tx: Tx, person: Person, scene: Scene, code: str) -> Entry:
    """One entry."""
    authority.check(person)
    return _entry(tx, scene, code)


def confirm(tx: Tx, person: Person, scene: Scene, code: str) -> Entry:
    """Somebody has made sure that what is published of a unit still holds."""
    authority.check(person)
    unit = _entry(tx, scene, code).unit
    entries.add(tx, unit, unit, "unit_check", person.who, scene.now)
    session.note(tx, person, scene, "unit_check", code)
    return _entry(tx, scene, code)


def history(tx: Tx, person: Person, scene: Scene, code: str, before: int | None = None) -> History:
    """Who did what to an entry, from below this change on."""
    authority.check(person)
    unit = unit_editing.current(tx, scene).unit(code)
    if unit is None:
        raise Refusal("unit-unknown")
    found = entries.history(tx, code, limit=CHANGES + 1, before=before)
    shown = found[:CHANGES]
    staff = {each.who: people.get(tx, each.who) for each in shown}
    return History(
        unit=unit,
        changed=shown,
        names={who: person.name for who, person in staff.items() if person},
        before=shown[-1].id if len(found) > CHANGES else None,
    )


def remind(tx: Tx, scene: Scene) -> int:
    """Once a week, while something has not been checked for too long: to each admin."""
    old = [entry.unit.code for entry in _all(tx, scene) if entry.stale]
    week = scene.profile.calendar.day_of(scene.now).toordinal() // WEEK
    if not old or counters.reach(tx, "hotlines_stale", week) is None:
        return 0
    for admin in people.admins(tx):
        outbox.put(
            tx,
            Notice(
                kind="hotlines_stale",
                recipient=admin.who,
                params={"units": old[:NAMED], "count": len(old)},
                rank=Rank.DIGEST,
                dedupe=f"hotlines_stale:{week}:{admin.who}",
                order_key=f"staff:{admin.who}",
            ),
            scene.now,
        )
    return 0


def _all(tx: Tx, scene: Scene) -> tuple[Entry, ...]:
    working = [unit for unit in unit_editing.current(tx, scene).units if not unit.retired]
    checked = entries.checked(tx)
    found = (_made(unit, checked.get(unit.code), scene) for unit in working)
    return tuple(sorted(found, key=lambda each: (not each.stale, -each.unit.level.rank)))


def _entry(tx: Tx, scene: Scene, code: str) -> Entry:
    unit = unit_editing.current(tx, scene).unit(code)
    if unit is None or unit.retired:
        raise Refusal("unit-unknown")
    return _made(unit, entries.checked(tx).get(code), scene)


def _made(unit: Unit, checked_at: int | None, scene: Scene) -> Entry:
    return Entry(unit=unit, checked_at=checked_at, stale=is_stale(checked_at, scene.now))
