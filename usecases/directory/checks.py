"""/hotline: the public directory for admins: outdated entries, and who changed what."""

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import UnitEditContext
from conversation.forms.unit import UNIT
from domain.core.changes import Change
from domain.core.errors import Refusal
from domain.draft import Draft
from domain.network.entries import is_stale
from domain.network.units import Unit
from domain.notices.staff_notices import HotlinesStaleNotice
from storage.engine import counters
from storage.network import entries, people
from storage.network.entries import Checks
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from usecases import session
from usecases.core import authority
from usecases.core.outcomes import Asked, ChangedNetwork, DialogOutcome
from usecases.core.profile import current
from usecases.core.request import Request
from usecases.core.views import UnitView
from usecases.network import unit_editing

PAGE = 10
HOTLINE = "hotline"  # the place of forms that are opened from a card here
CHANGES = 5  # changes of an entry on one screen
NAMED = 10  # entries named in a reminder; it counts the others
WEEK = 7


class HotlineEntry(ChangedNetwork, frozen=True, kw_only=True):
    """A published unit, and when a person last checked its entry, unix seconds, None if nobody has.

    `stale`: that, or storing it where nobody has, was too long ago. `note` is the key of a sentence
    before the card, if the entry was just changed.
    """

    unit: Unit
    checked_at: int | None
    stale: bool
    note: str = ""


class Entries(Struct, frozen=True, kw_only=True):
    """One page of the directory, the longest unchecked entries first.

    `stale` counts those to be checked now, `unchecked` the others that nobody has checked yet.
    `waiting` are the units for which a change waits for a second admin.
    """

    entries: tuple[HotlineEntry, ...]
    page: int
    pages: int
    stale: int
    unchecked: int
    waiting: tuple[Unit, ...] = ()


class History(Struct, frozen=True, kw_only=True):
    """The changes of an entry, the newest first.

    `names` are the authors' names by fingerprint; `before` is the key of the next page.
    """

    unit: Unit
    changed: tuple[Change, ...]
    names: dict[str, str]
    before: int | None


def listed(req: Request, page: int = 0) -> Entries:
    """One page of the active units; a page number beyond the end gives the last page."""
    authority.check(req.actor)
    found = _all(req)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(0, page), pages - 1)
    return Entries(
        entries=found[page * PAGE : (page + 1) * PAGE],
        page=page,
        pages=pages,
        stale=sum(entry.stale for entry in found),
        unchecked=sum(entry.checked_at is None and not entry.stale for entry in found),
        waiting=unit_editing.waiting(req),
    )


def look(req: Request, code: str) -> HotlineEntry:
    """One entry."""
    authority.check(req.actor)
    return _entry(req, code)


def confirm(req: Request, code: str) -> HotlineEntry:
    """Record that a person has checked a unit's published data."""
    authority.check(req.actor)
    unit = _entry(req, code).unit
    entries.add(req.tx, unit, unit, "unit_check", req.actor.who, req.now)
    session.note(req, "unit_check", code)
    return _entry(req, code)


def change(req: Request, code: str, field: str) -> Asked:
    """Ask for a new value of one field of an entry; the form leads back to its card."""
    return unit_editing.begin(req, code, field, HOTLINE)


def finish(req: Request, draft: Draft) -> DialogOutcome:
    """Save the form's unit, and return to the card from which the form was opened."""
    found = unit_editing.finish(req, draft)
    if isinstance(found, UnitView) and _is_from_here(draft):
        return replace(look(req, found.unit.code), note=found.note, profile=found.profile)
    return found


def cancelled(req: Request, draft: Draft) -> DialogOutcome | None:
    """The card from which a cancelled form was opened; None if that was not a card of /hotline."""
    is_ours = _is_from_here(draft) and req.actor.admin
    return look(req, UnitEditContext.of(draft).unit) if is_ours else None


def _is_from_here(draft: Draft) -> bool:
    return draft.form == UNIT.name and UnitEditContext.of(draft).place == HOTLINE


def history(req: Request, code: str, before: int | None = None) -> History:
    """Who changed an entry and how; only changes before the row `before`, if given."""
    authority.check(req.actor)
    unit = current(req).unit(code)
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
    """Remind each admin once a week while an entry has not been checked for too long."""
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
    working = [unit for unit in current(req).units if not unit.retired]
    checked = entries.checks(req.tx)
    found = (_made(unit, checked[unit.code], req) for unit in working)
    return tuple(sorted(found, key=lambda each: (not each.stale, -each.unit.level.rank)))


def _entry(req: Request, code: str) -> HotlineEntry:
    unit = current(req).unit(code)
    if unit is None or unit.retired:
        raise Refusal("unit-unknown")
    return _made(unit, entries.checks(req.tx)[code], req)


def _made(unit: Unit, last: Checks, req: Request) -> HotlineEntry:
    since = last.stored_at if last.by_person is None else last.by_person
    return HotlineEntry(unit=unit, checked_at=last.by_person, stale=is_stale(since, req.now))
