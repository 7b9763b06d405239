"""/audit: admins read the journal of a case, of somebody of the staff, or of a day.

No entry's reason is shown: it may have words of a reporter. Each look is written to the journal in
the same transaction, so it is there before anything is shown.
"""

import re
from datetime import date, time, timedelta

from msgspec import Struct

from domain.codes import parse_number
from domain.core.errors import BadAnswer, NotFound
from domain.core.normal import normal
from domain.network.people import Person, Role
from storage.audit import journal, journal_reading
from storage.audit.journal_reading import JournalLine, JournalPlace
from storage.cases import cases
from storage.network import people
from usecases.core import authority
from usecases.core.profile import current
from usecases.core.request import Request
from usecases.notify import case_counters

PAGE = 10
PEOPLE = 12
LEAST_WHO = 16  # characters of a fingerprint that name somebody
MOST_TYPED = 80
LOOK = "look_journal"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class JournalPage(Struct, frozen=True, kw_only=True):
    """A page of the journal, newest first.

    Of `number`, `person` and `day` one is set: what it is about. `names` are the names of the
    staff by fingerprint. `before` is the key of the next page, None on the last.
    """

    entries: tuple[JournalLine, ...]
    names: dict[str, str]
    number: str = ""
    person: Person | None = None
    day: date | None = None
    before: JournalPlace | None = None


class StaffList(Struct, frozen=True, kw_only=True):
    """A page of the people whose entries can be read, by name; `typed`: those that a word finds."""

    people: tuple[Person, ...]
    page: int
    pages: int
    typed: str = ""


def offer(req: Request) -> date:
    """Today, for who may read the journal; else a refusal."""
    authority.check(req.actor)
    return case_counters.today(req)


def find(req: Request, typed: str) -> JournalPage | StaffList:
    """The journal of what was typed: a case number, a day as 2026-12-01, or a name."""
    authority.check(req.actor)
    plain = normal("NFKC", typed[:MOST_TYPED]).strip()
    day = _day(plain)
    if day is not None:
        return of_day(req, day)
    try:
        return of_case(req, parse_number(plain))
    except BadAnswer:
        pass
    found = tuple(
        each for each in _staff(req) if plain and plain.casefold() in each.name.casefold()
    )
    if not found:
        raise BadAnswer("audit-not-found")
    if len(found) == 1:
        return of_person(req, found[0].who)
    return StaffList(people=found[:PEOPLE], page=0, pages=1, typed=plain)


def _day(typed: str) -> date | None:
    """A day with its hyphens: without them it may be the number of a case, such as 26111201."""
    try:
        return date.fromisoformat(typed) if _DAY.fullmatch(typed) else None
    except ValueError:
        return None


def of_case(req: Request, number: str, before: int = 0) -> JournalPage:
    """What was done to a case."""
    authority.check(req.actor)
    case = cases.by_number(req.tx, number)
    found = journal_reading.of_case(req.tx, case.id, limit=PAGE + 1, before=before)
    _write(req, number, case_id=case.id, unit=case.unit)
    return _page(req, found, number=case.number)


def of_person(req: Request, who: str, before: int = 0) -> JournalPage:
    """What somebody of the staff, now or formerly, did; others are refused like unknown ones."""
    authority.check(req.actor)
    person = _person(req, who)
    whos = people.fingerprints(req.tx, person.who)  # older entries may have an older one
    found = journal_reading.of_person(req.tx, whos, limit=PAGE + 1, before=before)
    _write(req, person.who)
    return _page(req, found, person=person)


def of_day(req: Request, day: date, before: tuple[int, int] | None = None) -> JournalPage:
    """What was done on a day of the deployment's calendar, before a time and an id."""
    authority.check(req.actor)
    calendar = req.profile.calendar
    try:
        since, until = (
            calendar.moment(day, time()),
            calendar.moment(day + timedelta(days=1), time()),
        )
    except (OverflowError, ValueError):
        raise BadAnswer("audit-not-found") from None
    place = JournalPlace(*before) if before else None
    found = journal_reading.of_time(req.tx, since, until, limit=PAGE + 1, before=place)
    _write(req, day.isoformat())
    return _page(req, found, day=day)


def staff(req: Request, page: int = 0) -> StaffList:
    """A page of the staff; a page number beyond the end gives the last page."""
    authority.check(req.actor)
    found = _staff(req)
    pages = max(1, -(-len(found) // PEOPLE))
    page = min(max(0, page), pages - 1)
    return StaffList(people=found[page * PEOPLE : (page + 1) * PEOPLE], page=page, pages=pages)


def _staff(req: Request) -> tuple[Person, ...]:
    """Everybody with a role now, each once, by name."""
    units = tuple(current(req).by_code)
    found = (
        *people.staff_of(req.tx, units),
        *people.admins(req.tx),
        *people.custodians(req.tx),
    )
    each_once = {person.who: person for person in found}
    return tuple(sorted(each_once.values(), key=lambda person: (person.name, person.who)))


def _person(req: Request, who: str) -> Person:
    """Somebody of the staff by fingerprint or its beginning; who left is known by the name kept."""
    named = [each for each in _staff(req) if each.who.startswith(who)] if who else []
    if len(who) >= LEAST_WHO and len(named) == 1:
        return named[0]
    former = people.get(req.tx, who)
    if former is None or not (former.is_staff or former.name):
        raise NotFound("audit-not-found")
    return former


def _write(req: Request, about: str, *, case_id: int = 0, unit: str = "") -> None:
    """The look itself, as an entry: of a case in its own chain, where its staff see it, too."""
    journal.add(
        req.tx,
        journal.Entry(
            who=req.actor.who,
            role=int(Role.ADMIN),
            verb=LOOK,
            case_id=case_id,
            unit=unit,
            reason=about,
            written_at=req.now,
        ),
    )


def _page(
    req: Request,
    found: tuple[JournalLine, ...],
    *,
    number: str = "",
    person: Person | None = None,
    day: date | None = None,
) -> JournalPage:
    shown = found[:PAGE]
    known = {each.who: people.get(req.tx, each.who) for each in shown}
    last = shown[-1] if len(found) > PAGE else None
    return JournalPage(
        entries=shown,
        names={who: each.name for who, each in known.items() if each is not None},
        number=number,
        person=person,
        day=day,
        before=JournalPlace(last.written_at, last.id) if last else None,
    )
