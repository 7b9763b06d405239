"""A database of so many cases, each list of which fills a page, written fast.

Rows are what the bot itself would have written, sealed where somebody could open them: cases with
their hosts, reports with targets and links to reporters, notes, decisions, the journal. They go in
by `executemany` on the bare driver, the indexes after them.
"""

import random
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.profile import read_profile
from domain.case import Priority
from domain.codes import case_number
from domain.people import Caller, Role
from domain.profile import Profile
from domain.search import DAY, parents
from domain.status import OPEN, Status
from storage import people
from storage.cases import OWED
from storage.db import Database, Tx
from storage.seal import Ring, Vault
from usecases import upkeep

NOW = 1_795_579_200  # Wednesday 25 November 2026, 12:00 in Changsha
SPAN = 3 * 365 * DAY  # within which all cases came in
AT_ONCE = 20_000  # cases in memory
MONTH = 30 * DAY
STAFF = {"site": ("rednet", Role.MODERATOR), "city": ("changsha", Role.MODERATOR)}
STAFF |= {"province": ("hunan", Role.LEAD)}
COLLEAGUES = 40  # accounts who take cases besides
HOSTS = ("weibo.example", "m.weibo.example", "video.example", "forum.example", "shop.example")
NOTE, WORDS = "looked at it, nothing new", "they took my money and closed the shop " * 4
STATES = {  # in a hundred cases: more are open than anywhere, for every list is to fill a page
    Status.CLOSED: 45,
    Status.NOT_ACCEPTED: 15,
    Status.WITHDRAWN: 3,
    Status.ARCHIVED: 3,
    Status.SUBMITTED: 8,
    Status.ACCEPTED: 6,
    Status.VERIFYING: 6,
    Status.NEEDS_INFO: 6,
    Status.ACTING: 3,
    Status.FEEDBACK_PENDING: 3,
    Status.APPEALED: 2,
}
UNITS = {"hunan": 20, "changsha": 30, "rednet": 10}  # in a hundred; the others share the rest
COLUMNS = {
    "people": "who address locale locale_chosen met_at paused_until admin",
    "cases": "id number status category subcategory priority urgency unit region host assignee"
    " version opened_at closed_at due_at paused_at waiting held_at quarantined_at",
    "case_hosts": "host unit opened_at case_id",
    "reports": "id uid code_hash case_id first_unit channel locale category_claimed"
    " subcategory_claimed sealed good_faith_at danger identity_mode submitted_at",
    "reporter_links": "report_id who alias tail consent_version consent_at",
    "targets": "report_id case_id sealed same_as host",
    "messages": "case_id kind author sealed written_at",
    "decisions": "case_id kind result rule sealed decided_by decided_at confirmed_by confirmed_at"
    " appeal_until",
    "journal": "case_id written_at who role verb start to unit reason_hash chain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Million:
    """A filled database, and who is who in it."""

    url: str
    ring: Ring
    profile: Profile
    cases: int
    staff: dict[str, str]  # what they are -> their fingerprint
    seconds: float


async def filled(folder: Path, cases: int) -> Million:
    """Make a SQLite file with so many cases in it; the same ones whenever it is made."""
    began = time.perf_counter()
    url, ring = f"sqlite+aiosqlite:///{folder}/{cases}.db", Ring.parse(Ring.new())
    profile = read_profile(Path(__file__).parent.parent / "profiles/hunan")
    db = await Database.open(url, ring)
    try:
        await db.run(upkeep.install_profile, profile, 0)
        staff = await db.run(_staff)
    finally:
        await db.close()
    _write(folder / f"{cases}.db", _Rows(db.vault, profile, staff, cases))
    seconds = time.perf_counter() - began
    return Million(url=url, ring=ring, profile=profile, cases=cases, staff=staff, seconds=seconds)


def _staff(tx: Tx) -> dict[str, str]:
    found = {}
    accounts = [
        *STAFF.items(),
        *((f"{n}", ("changsha", Role.MODERATOR)) for n in range(COLLEAGUES)),
    ]
    for account, (name, (unit, role)) in enumerate(accounts, 1):
        person = people.meet(tx, Caller(account=account, locale="zh-Hans"), NOW - SPAN)
        people.set_name(tx, person.who, f"Li {name}")
        people.grant(tx, person.who, unit, role, by=person.who, now=NOW - SPAN)
        found[name] = person.who
    return found


def _write(path: Path, rows: "_Rows") -> None:
    """All rows, then their indexes; nothing is made safe, for half a file is worth nothing."""
    with sqlite3.connect(path, isolation_level=None) as sql:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000"):
            sql.execute(f"PRAGMA {pragma}")
        later = sql.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            f" AND tbl_name IN ({', '.join('?' * len(COLUMNS))})",
            tuple(COLUMNS),
        ).fetchall()
        sql.execute("BEGIN")
        for name, _ in later:
            sql.execute(f'DROP INDEX "{name}"')
        for some in rows:
            for table, found in some.items():
                columns = COLUMNS[table].split()
                names = ", ".join(f'"{column}"' for column in columns)
                places = ", ".join("?" * len(columns))
                sql.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', found)
        for _, statement in later:
            sql.execute(statement)
        sql.execute("COMMIT")
        sql.execute("PRAGMA journal_mode=WAL")
    sql.close()


class _Rows:
    """The rows, so many cases at a time, table by table."""

    def __init__(self, vault: Vault, profile: Profile, staff: dict[str, str], cases: int) -> None:
        self._vault, self._staff, self._cases = vault, staff, cases
        self._others = tuple(staff.values())
        self._chance = random.Random(cases)
        codes = [unit.code for unit in profile.units]
        rest = (100 - sum(UNITS.values())) / (len(codes) - len(UNITS))
        self._units = (codes, [UNITS.get(code, rest) for code in codes])
        taxonomy = profile.taxonomy
        self._kinds = [(top, below) for top in taxonomy.top for below in (*taxonomy.under(top), "")]
        self._citizens = [
            vault.fingerprint("person", f"citizen {number}") for number in range(cases // 4 + 1)
        ]

    def __iter__(self) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
        yield {"people": [self._citizen(who) for who in self._citizens]}
        for start in range(1, self._cases + 1, AT_ONCE):
            some: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
            for number in range(start, min(start + AT_ONCE, self._cases + 1)):
                self._case(number, some)
            yield some

    def _citizen(self, who: str) -> tuple[Any, ...]:
        address = self._vault.seal(b"4242", f"people.address:{who}")
        return who, address, "zh-Hans", 0, NOW - SPAN, 0, 0

    def _case(self, number: int, some: dict[str, list[tuple[Any, ...]]]) -> None:
        chance = self._chance
        status = chance.choices(list(STATES), list(STATES.values()))[0]
        unit = chance.choices(*self._units)[0]
        category, below = chance.choice(self._kinds)
        opened_at = NOW - SPAN + SPAN * number // (self._cases + 1)
        danger = chance.random() < 0.02
        host = chance.choice(HOSTS) if chance.random() < 0.6 else f"s{number % 29}.example"
        is_open, mine = status in OPEN, unit == "changsha" and chance.random() < 0.5
        who = self._staff["city"] if mine else chance.choice(self._others)
        some["cases"].append(
            (
                number,
                case_number(2026, 1, number),
                status,
                category,
                below,
                Priority.DANGER if danger else Priority.NORMAL,
                0 if danger else 1,
                unit,
                "",
                host,
                who if chance.random() < 0.9 else None,
                4,
                opened_at,
                None if is_open else opened_at + 5 * DAY,
                NOW + chance.randrange(-3 * DAY, 9 * DAY) if is_open else None,
                NOW - DAY if status is Status.NEEDS_INFO else None,
                status in OWED,
                opened_at if chance.random() < 0.02 else None,
                NOW if chance.random() < 0.02 else None,
            )
        )
        some["case_hosts"] += [(each, unit, opened_at, number) for each in parents(host)]
        self._report(number, unit, category, below, host, opened_at, some)
        self._work(number, unit, who, status, opened_at, some)

    def _report(
        self,
        number: int,
        unit: str,
        category: str,
        below: str,
        host: str,
        at: int,
        some: dict[str, list[tuple[Any, ...]]],
    ) -> None:
        vault, uid = self._vault, f"{number:032x}"
        code = vault.code_for(uid)
        some["reports"].append(
            (
                number,
                uid,
                vault.code_hash(code),
                number,
                unit,
                "telegram",
                "zh-Hans",
                category,
                below,
                vault.seal_json({"text": WORDS}, f"reports.sealed:{uid}"),
                at,
                0,
                "anonymous",
                at,
            )
        )
        citizen = self._citizens[self._chance.randrange(len(self._citizens))]
        some["reporter_links"].append((number, citizen, code[-4:], code[-4:], "1", at))
        url = f"https://{host}/item/{number}"
        body = {"raw": url, "normalised": url, "origin": None, "disguised": False}
        sealed = vault.seal_json(body, f"targets.sealed:{number}:0")
        some["targets"].append((number, number, sealed, uid, host))

    def _work(
        self,
        number: int,
        unit: str,
        who: str,
        status: Status,
        at: int,
        some: dict[str, list[tuple[Any, ...]]],
    ) -> None:
        vault = self._vault
        for hours in range(self._chance.randrange(3)):
            written_at = at + 3600 * hours
            sealed = vault.seal_json({"text": NOTE}, f"messages.sealed:{number}:{written_at}")
            some["messages"].append((number, "note", who, sealed, written_at))
        verbs = ("submit", "accept", "check", "decide", "confirm")
        for step, verb in enumerate(verbs if status not in OPEN else verbs[:2]):
            chain = f"{number:032x}{step:032x}"
            some["journal"].append((number, at + step, who, 2, verb, "", "", unit, None, chain))
        if status in {Status.CLOSED, Status.NOT_ACCEPTED}:
            body = {"facts": NOTE, "feedback": WORDS}
            sealed = vault.seal_json(body, f"decisions.sealed:{number}:{at}")
            row = (number, "finding", "removed", "criminal-266", sealed, who, at, who, at)
            some["decisions"].append((*row, at + 6 * MONTH))
