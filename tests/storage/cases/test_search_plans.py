"""Every search that the screen can make goes by an index, and looks at so many rows and no more."""

import random
from collections import Counter
from functools import partial
from itertools import chain, combinations, product

import pytest
from sqlalchemy import text

from domain.case import Priority
from domain.search.search import DAY, Filter, SearchFlag, parents
from domain.status import OPEN, OWED, Status
from storage.cases import search
from storage.engine import tables
from storage.engine.database import Tx
from tests.storage.cases.test_search import sought
from tests.storage.test_plans import plans
from tests.support.life import NOON
from usecases.core import profile as core_profile

UNITS = ("hunan", "changsha")
MARKS = tuple(
    frozenset(chosen)
    for chosen in chain.from_iterable(
        combinations(SearchFlag, count) for count in range(len(SearchFlag) + 1)
    )
)
INDEXES = {
    SearchFlag.LATE: "ix_cases_late",
    "host": "PRIMARY KEY",
    SearchFlag.HELD: "ix_cases_held",
    SearchFlag.MINE: "ix_cases_own",
    SearchFlag.DANGER: "ix_cases_queue",
    "open": "ix_cases_by_status",
    "category": "ix_cases_by_category",
    "status": "ix_cases_by_status",
    "nothing": "ix_cases_queue",
}
"""By which index a search goes: the first of these that it asks for."""


def searches(marks):
    """Every combination of the other parts with these marks, none left out."""
    parts = product(
        ("", "example.org", "nowhere.example"),
        (frozenset(), frozenset({Status.APPEALED}), frozenset({Status.CLOSED}), OPEN),
        (frozenset(), {"fraud"}, {"child_abuse"}, {"fraud", "child_abuse"}),
        ((0, 0), (30 * DAY, 60 * DAY)),
    )
    for host, statuses, categories, (older, newer) in parts:
        yield Filter(
            host=host,
            statuses=statuses,
            categories=frozenset(categories),
            older=older,
            newer=newer,
            marks=marks,
        )


def asks_for(wanted):
    """What of the table above a search asks for."""
    few = wanted.statuses and wanted.statuses <= OPEN
    return {
        *wanted.marks,
        *(name for name in ("host",) if wanted.host),
        "open" if few and wanted.categories else "nothing",
        "category" if wanted.categories else "nothing",
        "status" if wanted.statuses else "nothing",
    }


def find(tx: Tx, wanted: Filter, taxonomy, *, units=UNITS, after=None, most=search.MOST_ROWS):
    return search.find(tx, sought(wanted, taxonomy, units), after=after, size=5, most=most)


@pytest.mark.parametrize("marks", MARKS, ids=lambda marks: " ".join(sorted(marks)) or "none")
async def test_every_search_goes_by_its_index_which_gives_the_order_too(sqlite_db, profile, marks):
    def check(tx):
        for wanted, after in product(searches(marks), (None, "500.7")):
            ask = partial(find, wanted=wanted, taxonomy=profile.taxonomy, after=after)
            steps = list(plans(tx, ask))
            read = [step for step in steps if step.startswith(("SCAN", "SEARCH"))]
            assert not [step for step in steps if "TEMP B-TREE" in step], (wanted, steps)
            assert not [step for step in read if step.startswith("SCAN") and " range_" not in step]
            index = next(INDEXES[name] for name in INDEXES if name in asks_for(wanted))
            by = [step for step in read if step.startswith("SEARCH") and "rowid" not in step]
            assert by
            assert all(index in step or "case_hosts" in step for step in by), (wanted, steps)

    await sqlite_db.run(check)


def many_cases(start, count):
    """Rows of cases and of their hosts, in the proportions of an old office: most are closed."""
    chance = random.Random(start)
    for number in range(start, start + count):
        status = chance.choice(list(Status)) if chance.random() < 0.3 else Status.CLOSED
        opened_at = NOON - 90 * DAY + number * 60
        yield {
            "id": number,
            "number": f"2611-{number:04d}",
            "status": status,
            "category": "fraud" if chance.random() < 0.9 else "sexual",
            "subcategory": "",
            "unit": chance.choice(UNITS),
            "region": "",
            "host": "shop.example.org",
            "priority": Priority.NORMAL,
            "urgency": 0 if chance.random() < 0.05 else 1,
            "waiting": status in OWED,
            "assignee": "me" if chance.random() < 0.1 else "you",
            "version": 1,
            "opened_at": opened_at,
            "due_at": opened_at + 10 * DAY if status in OPEN else None,
            "held_at": opened_at if chance.random() < 0.02 else None,
        }


def write(tx, start, count):
    rows = list(many_cases(start, count))
    tx.execute(tables.cases.insert(), rows)
    hosts = [
        {"host": host, "unit": row["unit"], "opened_at": row["opened_at"], "case_id": row["id"]}
        for row in rows
        for host in parents(row["host"])
    ]
    tx.execute(tables.case_hosts.insert(), hosts)


def work(tx, ask):
    """How many instructions SQLite ran, in tens: the same on every machine, and on a busy one."""
    ran = Counter()

    def tick():
        ran["tens"] += 1
        return 0

    raw = tx.sql.connection.driver_connection
    raw.set_progress_handler(tick, 10)
    try:
        ask(tx)
    finally:
        raw.set_progress_handler(None, 0)
    return ran["tens"]


@pytest.mark.soak
async def test_five_times_the_cases_are_no_more_work_whatever_is_sought(sqlite_db, profile):
    """Also where no index fits: a page looks at 16 rows of a range here, and says how far."""
    asked = [
        (wanted, after)
        for marks in MARKS
        for wanted in searches(marks)
        for after in (None, f"{NOON - 89 * DAY}.9")
    ]

    def works(tx):
        ask = partial(find, taxonomy=profile.taxonomy, most=16)
        return [work(tx, partial(ask, wanted=wanted, after=after)) for wanted, after in asked]

    await sqlite_db.run(write, 1, 3000)
    few = await sqlite_db.run(works)
    await sqlite_db.run(write, 3001, 12000)
    many = await sqlite_db.run(works)

    assert max(few) > 20
    worse = [each for each in zip(asked, few, many, strict=True) if each[2] > 1.6 * each[1] + 60]
    assert worse == []


async def test_a_walk_that_is_not_bounded_would_be_noticed(sqlite_db, profile):
    nothing = Filter(statuses=frozenset({Status.CLOSED}), categories=frozenset({"child_abuse"}))

    def works(tx):
        return work(tx, lambda tx: find(tx, nothing, profile.taxonomy, most=10**6))

    await sqlite_db.run(write, 1, 1000)
    few = await sqlite_db.run(works)
    await sqlite_db.run(write, 1001, 4000)
    assert await sqlite_db.run(works) > 3 * few


@pytest.fixture
async def postgres_db(postgres_url, key_ring, profile, opens):
    """A PostgreSQL database with the profile installed."""
    db = await opens(postgres_url)
    await db.run(core_profile.install_profile, profile, 0)
    return db


MAIN = {
    "all": Filter(),
    "open": Filter(statuses=OPEN),
    "closed fraud": Filter(statuses=frozenset({Status.CLOSED}), categories=frozenset({"fraud"})),
    "a category": Filter(categories=frozenset({"fraud"})),
    "a host": Filter(host="example.org"),
    "a host, closed": Filter(host="example.org", statuses=frozenset({Status.CLOSED})),
    **{mark.value: Filter(marks=frozenset({mark})) for mark in SearchFlag},
    "late fraud": Filter(marks=frozenset({SearchFlag.LATE}), categories=frozenset({"fraud"})),
}


@pytest.mark.parametrize("name", MAIN)
async def test_postgresql_can_take_the_order_from_the_indexes_alone(postgres_db, profile, name):
    """It may still sort where that is cheaper: of few rows, or of those that one page looks at."""

    def explained(tx):
        for way in ("seqscan", "bitmapscan", "sort"):
            tx.execute(text(f"SET LOCAL enable_{way} = off"))
        ask = partial(find, wanted=MAIN[name], taxonomy=profile.taxonomy, after=f"{NOON}.9")
        return list(plans(tx, ask, "EXPLAIN"))

    await postgres_db.run(write, 1, 500)
    await postgres_db.run(lambda tx: tx.execute(text("ANALYZE")))
    steps = await postgres_db.run(explained)
    assert [step for step in steps if "Index" in step]
    assert not [step for step in steps if "Seq Scan" in step or "Sort  (" in step], steps
