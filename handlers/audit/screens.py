"""The journal's screens: what can be read, the staff, and a page of entries."""

from collections.abc import Iterable
from datetime import date, timedelta

from markupsafe import Markup

from domain.network.people import Person, Role
from domain.status import Status
from handlers.audit.callbacks import (
    JournalOfCase,
    JournalOfDay,
    JournalOfPerson,
    ListStaff,
    OpenJournal,
)
from handlers.ui.labels import LONGEST, actor, colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from usecases.audit.journal_looks import JournalPage, StaffList

MOST_LINKS = 4  # people, and cases, that a page leads to
_STAFF = {Role.MODERATOR, Role.LEAD, Role.PARENT_LEAD, Role.ADMIN, Role.CUSTODIAN}


def choice(localizer: Localizer, today: date) -> Screen:
    """The ways to read the journal."""
    days = tuple(
        Key(label=localizer.say(key), button=_of_day(today - timedelta(days=ago)))
        for key, ago in (("audit-today", 0), ("audit-yesterday", 1))
    )
    staff = Key(label=localizer.say("audit-people"), button=ListStaff(page=0))
    text = paragraphs(bold(localizer.say("audit-title")), localizer.say("audit-how"))
    return Screen(text=text, rows=(days, (staff,)), protect=True)


def people(localizer: Localizer, found: StaffList) -> Screen:
    """A page of the staff, each with a button."""
    keys = grid(_person_key(localizer, person) for person in found.people)
    back = Key(label=localizer.say("units-before"), button=ListStaff(page=found.page - 1))
    on = Key(label=localizer.say("staff-next"), button=ListStaff(page=found.page + 1))
    turns = (*((back,) if found.page else ()), *((on,) if found.page + 1 < found.pages else ()))
    rows = (*keys, turns, (_home(localizer),))
    return Screen(
        text=lines(localizer.say("audit-whose")),
        rows=tuple(row for row in rows if row),
        protect=True,
    )


def page(localizer: Localizer, found: JournalPage) -> Screen:
    """A page of entries, newest first, with the way to older ones, to people and to cases."""
    older = _older(localizer, found)
    links = grid((*_people(localizer, found), *_cases(found)))
    rows = ((older,) if older else (), *links, (_home(localizer),))
    return Screen(
        text=paragraphs(
            bold(_title(localizer, found)),
            *(_entry(localizer, found, place) for place in range(len(found.entries))),
            None if found.entries else localizer.say("audit-nothing"),
        ),
        rows=tuple(row for row in rows if row),
        protect=True,
    )


def _title(localizer: Localizer, found: JournalPage) -> str:
    if found.person is not None:
        return localizer.say("audit-of-person", name=colleague(localizer, found.person.name))
    if found.day is not None:
        return localizer.say("audit-of-day", day=found.day.isoformat())
    return localizer.say("audit-of-case", number=found.number)


def _entry(localizer: Localizer, found: JournalPage, place: int) -> Markup:
    entry = found.entries[place]
    at = localizer.stamp(entry.written_at)
    when = f"{at:%H:%M}" if found.day else f"{at:%Y-%m-%d %H:%M}"
    who = "" if found.person else _who(localizer, entry.who, found.names)
    role = Role(entry.role)
    as_what = localizer.say(f"role-{role.name.lower()}") if role in _STAFF else ""
    number = "" if found.number else entry.number
    unit = localizer.unit(entry.unit) if entry.unit else ""
    return lines(
        _joined(when, who, as_what),
        _joined(_verb(localizer, entry.verb, entry.to), number, unit),
        _states(localizer, entry.start, entry.to),
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _who(localizer: Localizer, who: str, names: dict[str, str]) -> str:
    return actor(localizer, who, names.get(who))


def _verb(localizer: Localizer, verb: str, to: str) -> str:
    if verb == "denied":
        return localizer.say("journal-denied", what=_named(localizer, to))
    return _named(localizer, verb)


def _named(localizer: Localizer, verb: str) -> str:
    """A verb in words; of another release, as it was stored."""
    key = f"journal-{verb}"
    known = localizer.words.has(localizer.locale, key) and verb not in {"denied", "other"}
    return localizer.say(key) if known else localizer.say("journal-other", verb=verb)


def _states(localizer: Localizer, start: str, to: str) -> str:
    known = {status.value for status in Status}
    if start == to or not {start, to} <= known:
        return ""
    return f"{localizer.say(f'status-{start}')} → {localizer.say(f'status-{to}')}"


def _older(localizer: Localizer, found: JournalPage) -> Key | None:
    last = found.before
    if last is None:
        return None
    button: JournalOfDay | JournalOfPerson | JournalOfCase
    if found.day is not None:
        button = _of_day(found.day, last.at, last.row)
    elif found.person is not None:
        button = JournalOfPerson(who=found.person.who, before=last.row)
    else:
        button = JournalOfCase(number=found.number, before=last.row)
    return Key(label=localizer.say("hotline-older"), button=button)


def _people(localizer: Localizer, found: JournalPage) -> Iterable[Key]:
    """To what the people of this page did."""
    whos = dict.fromkeys(entry.who for entry in found.entries if entry.who in found.names)
    for who in () if found.person else tuple(whos)[:MOST_LINKS]:
        label = cut(f"👤 {colleague(localizer, found.names[who])}", LONGEST)
        yield Key(label=label, button=JournalOfPerson(who=who, before=0))


def _cases(found: JournalPage) -> Iterable[Key]:
    """To the journals of the cases of this page."""
    numbers = dict.fromkeys(entry.number for entry in found.entries if entry.number)
    for number in () if found.number else tuple(numbers)[:MOST_LINKS]:
        yield Key(label=number, button=JournalOfCase(number=number, before=0))


def _person_key(localizer: Localizer, person: Person) -> Key:
    label = cut(f"👤 {colleague(localizer, person.name)}", LONGEST)
    return Key(label=label, button=JournalOfPerson(who=person.who, before=0))


def _of_day(day: date, at: int = 0, row: int = 0) -> JournalOfDay:
    return JournalOfDay(day=day.year * 10000 + day.month * 100 + day.day, at=at, row=row)


def _home(localizer: Localizer) -> Key:
    return Key(label=localizer.say("audit-home"), button=OpenJournal())
