"""/hotline: the public directory as admins keep it: what is old, and who changed what."""

from msgspec import Struct

from domain.core.errors import Refusal
from domain.network.entries import Changed, is_stale
from domain.network.units import Unit
from domain.notices.staff_notices import HotlinesStaleNotice
from storage.engine import counters
from storage.network import entries, people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from usecases import session
from usecases.core import authority
from usecases.core.request import Request
from usecases.network import unit_editing

PAGE = 10
CHANGES = 5  # of an entry on one screen
NAMED = 10  # entries that a reminder names; it counts the others
WEEK = 7


class HotlineEntry(Struct, frozen=True, kw_only=True):
    """A unit as it is published, and when somebody last made sure of it, unix seconds."""

    unit: Unit
    checked_at: int | None
    stale: bool


class Entries(Struct, frozen=True, kw_only=True):
    """One page of the directory, what has not been checked for longest first."""

    entries: tuple[HotlineEntry, ...]
    page: int
    pages: int
    stale: int


class History(Struct, frozen=True, kw_only=True):
    """What was done to an entry, the newest first; `names` by fingerprint, `before` turns on."""

    unit: Unit
    changed: tuple[Changed, ...]
    names: dict[str, str]
    before: int | None


def listed(req: Request, page: int = 0) -> Entries:
    """A page of the units at work; one that is not there is the last."""
    authority.check(req.actor)
    found = _all(req)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(0, page), pages - 1)
    return Entries(
        entries=found[page * PAGE : (page + 1) * PAGE],
        page=page,
        pages=pages,
        stale=sum(entry.stale for entry in found),
    )


def look(req: Request, code: str) -> HotlineEntry:
    """One entry."""
    authority.check(req.actor)
    return _entry(req, code)


def confirm(req: Request, code: str) -> HotlineEntry:
    """Somebody has made sure that what is published of a unit still holds."""
    authority.check(req.actor)
    unit = _entry(req, code).unit
    entries.add(req.tx, unit, unit, "unit_check", req.actor.who, req.now)
    session.note(req, "unit_check", code)
    return _entry(req, code)


def history(req: Request, code: str, before: int | None = None) -> History:
    """Who did what to an entry, from below this change on."""
    authority.check(req.actor)
    unit = unit_editing.current(req).unit(code)
    if unit is None:
        raise Refusal("unit-unknown")
    found = entries.history(req.tx, code, limit=CHANGES + 1, before=before)
    shown = found[:CHANGES]
    staff = {each.who: people.get(req.tx, each.who) for each in shown}
    return History(
        unit=unit,
        changed=shown,
        names={who: person.name for who, person in staff.items() if person},
        before=shown[-1].id if len(found) > CHANGES else None,
    )


def remind(req: Request) -> int:
    """Once a week, while something has not been checked for too long: to each admin."""
    old = [entry.unit.code for entry in _all(req) if entry.stale]
    week = req.profile.calendar.day_of(req.now).toordinal() // WEEK
    if not old or counters.reach(req.tx, "hotlines_stale", week) is None:
        return 0
    for admin in people.admins(req.tx):
        outbox.put(
            req.tx,
            Owed(
                notice=HotlinesStaleNotice(units=tuple(old[:NAMED]), count=len(old)),
                recipient=admin.who,
                rank=Rank.DIGEST,
                dedupe=f"hotlines_stale:{week}:{admin.who}",
                order_key=f"staff:{admin.who}",
            ),
            req.now,
        )
    return 0


def _all(req: Request) -> tuple[HotlineEntry, ...]:
    working = [unit for unit in unit_editing.current(req).units if not unit.retired]
    checked = entries.checked(req.tx)
    found = (_made(unit, checked.get(unit.code), req) for unit in working)
    return tuple(sorted(found, key=lambda each: (not each.stale, -each.unit.level.rank)))


def _entry(req: Request, code: str) -> HotlineEntry:
    unit = unit_editing.current(req).unit(code)
    if unit is None or unit.retired:
        raise Refusal("unit-unknown")
    return _made(unit, entries.checked(req.tx).get(code), req)


def _made(unit: Unit, checked_at: int | None, req: Request) -> HotlineEntry:
    return HotlineEntry(unit=unit, checked_at=checked_at, stale=is_stale(checked_at, req.now))
