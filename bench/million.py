"""Make a database with a given number of cases, in which each list fills a page.

The rows are like those of the bot: cases with hosts, reports with targets and links to reporters,
notes, decisions, the journal. Cases are generated from a seed, dependent rows are made from them in
SQL, and indexes are created last. Reports and addresses, of which lists show the first words, can
all be decrypted; messages and decisions for one case in `OPENED`, the others have bytes of about
the same length.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.config.profile import read_profile
from domain.case import Priority
from domain.codes import case_number
from domain.network.people import Caller, Role
from domain.profile import Profile
from domain.search.search import DAY, parents
from domain.status import OPEN, Status
from storage.cases.cases import OWED
from storage.crypto.encryption import Cipher, KeyRing
from storage.engine.database import Tx
from storage.network import people
from storage.wiring import open_database
from usecases.core import profile as core_profile

NOW = 1_795_579_200  # Wednesday 25 November 2026, 12:00 in Changsha
SPAN = 3 * 365 * DAY  # all cases came in within this time
OPENED = 16  # one case in so many has a message and a decision that can be decrypted
MONTH = 30 * DAY
STAFF = {"site": ("rednet", Role.MODERATOR), "city": ("changsha", Role.MODERATOR)}
STAFF |= {"province": ("hunan", Role.LEAD)}
COLLEAGUES = 40  # further accounts that take cases
HOSTS = ("weibo.example", "m.weibo.example", "video.example", "forum.example", "shop.example")
NOTE, WORDS = "looked at it, nothing new", "they took my money and closed the shop " * 4
STATES = {  # per hundred cases: more open ones than in practice, so that every list fills a page
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
UNITS = {"hunan": 20, "changsha": 30, "rednet": 10}  # per hundred; other units share the rest
VERBS = ("submit", "accept", "confirm")  # an open case has the first two
PEOPLE = "who address locale locale_chosen met_at paused_until admin"
CASES = """id number status category subcategory priority urgency unit region host assignee version
opened_at closed_at due_at paused_at waiting held_at quarantined_at"""
SEALED = ("message", "decision")  # with one value for all cases that are never opened
SCATTER = 2_654_435_761  # a multiplier that scatters consecutive numbers
FILLED = {  # each table behind `people` and `cases`, in the order in which it is written
    "case_hosts": """
        SELECT under.host, unit, opened_at, id AS case_id FROM cases
        JOIN temp.under ON under.of = cases.host ORDER BY 1, 2, 3, 4""",
    "reports": """
        SELECT id, printf('%032x', id) AS uid, id AS case_id, unit AS first_unit,
            iif(id % :opened, printf('%064x', id), code_hash(printf('%032x', id))) AS code_hash,
            'telegram' AS channel, 'zh-Hans' AS locale,
            category AS category_claimed, subcategory AS subcategory_claimed,
            sealed('report', id, '') AS sealed,
            opened_at AS good_faith_at, 0 AS danger, 'anonymous' AS identity_mode,
            opened_at AS submitted_at
        FROM cases""",
    "reporter_links": """
        SELECT id AS report_id, who, printf('%04d', id % 10000) AS alias,
            '1' AS consent_version, opened_at AS consent_at
        FROM cases JOIN temp.citizens ON citizens.number = id * :scatter % :citizens""",
    "targets": """
        SELECT id AS report_id, id AS case_id, printf('%032x', id) AS same_as, host,
            sealed('target', id, host) AS sealed
        FROM cases""",
    "messages": """
        SELECT id AS case_id, 'note' AS kind, ifnull(assignee, :nobody) AS author,
            opened_at + 3600 * step AS written_at,
            iif(id % :opened, :message, sealed('message', id, opened_at + 3600 * step)) AS sealed
        FROM cases JOIN temp.steps ON step < id * :scatter / 65536 % 2""",
    "decisions": """
        SELECT id AS case_id, 'finding' AS kind, 'removed' AS result, 'criminal-266' AS rule,
            iif(id % :opened, :decision, sealed('decision', id, opened_at)) AS sealed,
            ifnull(assignee, :nobody) AS decided_by, opened_at AS decided_at,
            ifnull(assignee, :nobody) AS confirmed_by, opened_at AS confirmed_at,
            opened_at + :half_a_year AS appeal_until
        FROM cases WHERE status IN ('closed', 'not_accepted')""",
    "journal": """
        SELECT id AS case_id, opened_at + step AS written_at,
            ifnull(assignee, :nobody) AS who, 2 AS role, verb, '' AS start, '' AS "to", unit,
            printf('%032x%032x', id, step) AS chain
        FROM cases JOIN temp.steps ON step < iif(closed_at IS NULL, 2, 3)""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Million:
    """A filled database, and its people."""

    url: str
    key_ring: KeyRing
    profile: Profile
    cases: int
    staff: dict[str, str]  # role -> fingerprint
    seconds: float

    @property
    def opened(self) -> range:
        """The cases whose values can be decrypted."""
        return range(OPENED, self.cases + 1, OPENED)


async def filled(folder: Path, cases: int) -> Million:
    """Make a SQLite file with this many cases; always the same ones."""
    began = time.perf_counter()
    url, key_ring = f"sqlite+aiosqlite:///{folder}/{cases}.db", KeyRing.parse(KeyRing.new())
    profile = read_profile(Path(__file__).parent.parent / "profiles/hunan")
    db = await open_database(url, key_ring)
    try:
        await db.run(core_profile.install_profile, profile, 0)
        staff = await db.run(_staff)
    finally:
        await db.close()
    _write(folder / f"{cases}.db", db.cipher, profile, staff, cases)
    seconds = time.perf_counter() - began
    return Million(
        url=url, key_ring=key_ring, profile=profile, cases=cases, staff=staff, seconds=seconds
    )


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


def _write(path: Path, cipher: Cipher, profile: Profile, staff: dict[str, str], cases: int) -> None:
    """Write all rows, then the indexes, without durability, since a partial file is useless."""
    tables = ("people", "cases", *FILLED)
    with sqlite3.connect(path, isolation_level=None) as sql:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-3000000", "threads=2"):
            sql.execute(f"PRAGMA {pragma}")
        later = sql.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            f" AND tbl_name IN ({', '.join('?' * len(tables))})",
            tables,
        ).fetchall()
        sql.execute("BEGIN")
        for name, _ in later:
            sql.execute(f'DROP INDEX "{name}"')
        citizens = [cipher.fingerprint("person", f"citizen {n}") for n in range(cases // 4 + 1)]
        _insert(sql, "people", PEOPLE, ((who, *_citizen(cipher, who)) for who in sorted(citizens)))
        _insert(sql, "cases", CASES, _cases(profile, staff, cases))
        _besides(sql, citizens)
        sql.create_function("code_hash", 1, lambda uid: cipher.code_hash(cipher.code_for(uid)))
        sql.create_function("sealed", 3, partial(_sealed, cipher))
        given = {"opened": OPENED, "scatter": SCATTER, "citizens": len(citizens)}
        given |= {"nobody": staff["city"], "half_a_year": 6 * MONTH}
        given |= {what: _sealed(cipher, what, 1, "") for what in SEALED}
        for table, rows in FILLED.items():
            _fill(sql, table, rows, given)
        for _, statement in later:
            sql.execute(statement)
        sql.execute("COMMIT")
        sql.execute("PRAGMA journal_mode=WAL")
    sql.close()


def _insert(
    sql: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple[Any, ...]]
) -> None:
    names = columns.split()
    places = ", ".join("?" * len(names))
    sql.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", rows)


def _fill(sql: sqlite3.Connection, table: str, rows: str, given: dict[str, Any]) -> None:
    described = sql.execute(f"SELECT * FROM ({rows}) LIMIT 0", given).description
    names = ", ".join(f'"{name}"' for name, *_ in described)
    sql.execute(f"INSERT INTO {table} ({names}) {rows}", given)


def _besides(sql: sqlite3.Connection, citizens: Sequence[str]) -> None:
    """Temporary tables that the rows are joined with."""
    for table in (
        "citizens (number INTEGER PRIMARY KEY, who TEXT)",
        "steps (step INTEGER PRIMARY KEY, verb TEXT)",
        "under (of TEXT, host TEXT)",
    ):
        sql.execute(f"CREATE TEMP TABLE {table}")
    hosts = [row[0] for row in sql.execute("SELECT DISTINCT host FROM cases")]
    above = [(host, each) for host in hosts for each in parents(host)]
    sql.executemany("INSERT INTO temp.under VALUES (?, ?)", above)
    sql.executemany("INSERT INTO temp.citizens VALUES (?, ?)", enumerate(citizens))
    sql.executemany("INSERT INTO temp.steps VALUES (?, ?)", enumerate(VERBS))


def _citizen(cipher: Cipher, who: str) -> tuple[Any, ...]:
    address = cipher.seal(b"4242", f"people.address:{who}")
    return address, "zh-Hans", 0, NOW - SPAN, 0, 0


def _sealed(cipher: Cipher, what: str, number: int, of: Any) -> bytes:
    """The encrypted values of a case, each for its row."""
    url = f"https://{of}/item/{number}"
    target = {"raw": url, "normalised": url, "origin": None, "disguised": False}
    body, at = {
        "report": ({"text": WORDS}, f"reports.sealed:{number:032x}"),
        "target": (target, f"targets.sealed:{number}:0"),
        "message": ({"text": NOTE}, f"messages.sealed:{number}:{of}"),
        "decision": ({"facts": NOTE, "feedback": WORDS}, f"decisions.sealed:{number}:{of}"),
    }[what]
    return cipher.seal_json(body, at)


Drawn = NDArray[Any]


def _cases(profile: Profile, staff: dict[str, str], cases: int) -> Iterator[tuple[Any, ...]]:
    """The cases; each column is generated for all of them at once."""
    draw, number = np.random.default_rng(cases), np.arange(1, cases + 1)
    codes = [unit.code for unit in profile.units]
    rest = (100 - sum(UNITS.values())) / (len(codes) - len(UNITS))
    unit = _one_of(draw, cases, {code: UNITS.get(code, rest) for code in codes})
    taxonomy = profile.taxonomy
    kinds = [(top, below) for top in taxonomy.top for below in (*taxonomy.under(top), "")]
    kind = draw.integers(len(kinds), size=cases)
    rare = {f"s{each}.example": 40 / 29 for each in range(29)}
    state = _drawn(draw, cases, STATES.values())
    ended, owed, asked = (
        np.array([status in some for status in STATES])[state]
        for some in (set(Status) - OPEN, OWED, {Status.NEEDS_INFO})
    )
    opened_at = NOW - SPAN + SPAN * number // (cases + 1)
    others = _words(staff.values())[draw.integers(len(staff), size=cases)]
    who = np.where((unit == "changsha") & (draw.random(cases) < 0.5), staff["city"], others)
    danger = draw.random(cases) < 0.02
    nothing = np.full(cases, None)
    columns = (
        number,
        [case_number(2026, 1, each) for each in range(1, cases + 1)],
        _words(STATES)[state],
        *(_words(each)[kind] for each in zip(*kinds, strict=True)),
        np.where(danger, *_words((Priority.DANGER, Priority.NORMAL))),
        np.where(danger, 0, 1),
        unit,
        np.full(cases, ""),
        _one_of(draw, cases, {host: 60 / len(HOSTS) for host in HOSTS} | rare),
        np.where(draw.random(cases) < 0.9, who, nothing),
        np.full(cases, 4),
        opened_at,
        np.where(ended, opened_at + 5 * DAY, nothing),
        np.where(ended, nothing, NOW + draw.integers(-3 * DAY, 9 * DAY, size=cases)),
        np.where(asked, NOW - DAY, nothing),
        owed,
        np.where(draw.random(cases) < 0.02, opened_at, nothing),
        np.where(draw.random(cases) < 0.02, NOW, nothing),
    )
    return zip(*(map(_plain, columns)), strict=True)


def _plain(column: Drawn | list[str]) -> list[Any]:
    """Convert numpy values to Python values for the driver."""
    return column if isinstance(column, list) else column.tolist()


def _words(several: Iterable[str]) -> Drawn:
    return np.array([str(each) for each in several], dtype=object)


def _drawn(draw: np.random.Generator, count: int, weights: Iterable[float]) -> Drawn:
    """Random indexes of these weights, in proportion to them."""
    chances = np.array(list(weights))
    return draw.choice(len(chances), size=count, p=chances / chances.sum())


def _one_of(draw: np.random.Generator, count: int, weights: Mapping[str, float]) -> Drawn:
    """Random values of these, in proportion to their weights."""
    return _words(weights)[_drawn(draw, count, weights.values())]
