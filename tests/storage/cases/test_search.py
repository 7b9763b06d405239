"""Searches find what a plain look at every case finds, whichever database and index it goes by."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.case import Case, Priority
from domain.search.search import DAY, Filter, SearchFlag, kinds, matches
from domain.status import OPEN, OWED, Status
from storage.cases import cases
from storage.cases.search import SearchQuery, find
from storage.engine.keyset import RANGES_AT_ONCE
from storage.identity import erasing
from storage.reporting import hosts
from tests.support.life import NOON

UNITS = ("hunan", "changsha", "hengyang", "rednet", "mgtv")
HOSTS = ("example.org", "shop.example.org", "a.b.shop.example.org", "other.example", "10.0.0.1")
CATEGORIES = (("fraud", "phishing"), ("fraud", ""), ("gambling", ""), ("sexual", "child_abuse"))
OPENED = 120  # days within which all cases were opened


def some_cases(count, seed=1):
    """Cases as life makes them: a clock runs only where something is owed."""
    chance = random.Random(seed)
    for number in range(1, count + 1):
        status = chance.choice(list(Status))
        category, subcategory = chance.choice(CATEGORIES)
        opened_at = NOON - chance.randrange(OPENED * DAY) // 1800 * 1800  # some at one second
        yield Case(
            id=number,
            number=f"2611-{number:04d}",
            status=status,
            category=category,
            subcategory=subcategory,
            unit=chance.choice(UNITS),
            host=chance.choice(HOSTS),
            priority=chance.choice((Priority.DANGER, Priority.NORMAL, Priority.NORMAL)),
            assignee=chance.choice((None, "me", "you")),
            version=1,
            opened_at=opened_at,
            due_at=opened_at + chance.randrange(150) * DAY if status in OPEN else None,
            paused_at=opened_at if status is Status.NEEDS_INFO else None,
            held_at=chance.choice((None, None, None, opened_at)),
            quarantined_at=chance.choice((None, None, None, None, opened_at)),
        )


def write(tx, found):
    """The cases with their hosts."""
    for case in found:
        written = cases.open_case(tx, case)
        assert written.id == case.id
        hosts.add(tx, case, (case.host,))


@st.composite
def filters(draw):
    """Any search that the screen or a line of words can make."""
    return Filter(
        host=draw(st.sampled_from(("", "", *HOSTS, "b.shop.example.org", "ample.org"))),
        units=frozenset(draw(st.sets(st.sampled_from(UNITS), max_size=3))),
        statuses=frozenset(draw(st.sets(st.sampled_from(list(Status)), max_size=4))),
        categories=frozenset(
            draw(st.sets(st.sampled_from(("fraud", "phishing", "child_abuse", "sexual"))))
        ),
        older=draw(st.sampled_from((0, 0, 10 * DAY, 60 * DAY))),
        newer=draw(st.sampled_from((0, 0, 30 * DAY, 100 * DAY))),
        marks=frozenset(draw(st.sets(st.sampled_from(list(SearchFlag)), max_size=2))),
    )


def expected(found, wanted, taxonomy, readable):
    """The numbers of the cases that a plain look finds, in the list's order."""
    chosen = [
        case
        for case in found
        if case.unit in readable
        and matches(wanted, case, taxonomy=taxonomy, who="me", now=NOON, hosts=(case.host,))
    ]
    if wanted.oldest_first:
        chosen.sort(key=lambda case: (case.due_at, case.id))
    else:
        chosen.sort(key=lambda case: (-case.opened_at, -case.id))
    return [case.id for case in chosen]


def sought(wanted, taxonomy, readable):
    units = tuple(unit for unit in readable if not wanted.units or unit in wanted.units)
    return SearchQuery(
        wanted=wanted,
        units=units,
        kinds=kinds(taxonomy, wanted.categories),
        who="me",
        now=NOON,
    )


def all_pages(tx, wanted, *, size, most):
    """Page after page until there is none."""
    numbers, after, pages = [], None, 0
    while pages < 500:
        page = find(tx, wanted, after=after, size=size, most=most)
        assert len(page.cases) <= size
        numbers += [case.id for case in page.cases]
        after, pages = page.after, pages + 1
        if after is None:
            return numbers
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("most", [pytest.param(1000, marks=pytest.mark.soak), 7])
async def test_a_search_finds_what_a_plain_look_at_all_cases_finds(db, profile, most):
    """`most` 7: even where a page may look at a few rows only, nothing is lost or shown twice."""
    await compare(db, profile, most, examples=30)


@pytest.mark.soak
@pytest.mark.parametrize("most", [1000, 7])
async def test_hundreds_of_searches_find_what_a_plain_look_finds(db, profile, most):
    await compare(db, profile, most, examples=300)


async def compare(db, profile, most, *, examples):
    found = tuple(some_cases(400))
    await db.run(write, found)

    def check(tx):
        @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
        @given(
            filters(),
            st.sets(st.sampled_from(UNITS), min_size=1).map(sorted),
            st.integers(1, 60),
        )
        def the_same_whichever_way(wanted, readable, size):
            asked = sought(wanted, profile.taxonomy, readable)
            assert all_pages(tx, asked, size=size, most=most) == expected(
                found, wanted, profile.taxonomy, readable
            )

        the_same_whichever_way()

    await db.run(check)


async def test_cases_that_come_in_between_two_pages_are_neither_shown_twice_nor_lost(db, profile):
    found = tuple(some_cases(60))
    await db.run(write, found)
    asked = sought(Filter(), profile.taxonomy, UNITS)
    before = expected(found, Filter(), profile.taxonomy, UNITS)

    numbers, after, next_id = [], None, 61
    while True:
        page = await db.run(find, asked, after=after, size=8)
        numbers += [case.id for case in page.cases]
        after = page.after
        if after is None:
            break
        newer = replace(found[0], id=next_id, number=f"2611-{next_id}", opened_at=NOON + next_id)
        await db.run(write, (replace(newer, quarantined_at=None),))
        next_id += 1

    assert numbers == before
    first = await db.run(find, asked, after=None, size=8)
    assert [case.id for case in first.cases][: next_id - 61] == list(range(next_id - 1, 60, -1))


async def test_a_page_that_found_little_says_how_far_it_looked_and_the_next_goes_on(db, profile):
    found = tuple(
        replace(
            case,
            status=Status.WITHDRAWN if case.id in {5, 60} else Status.CLOSED,
            category="fraud",
            quarantined_at=None,
            unit="changsha",
            opened_at=case.id,
        )
        for case in some_cases(100)
    )
    await db.run(write, found)
    rare = Filter(statuses=frozenset({Status.WITHDRAWN}), categories=frozenset({"fraud"}))
    asked = sought(rare, profile.taxonomy, ("changsha",))

    pages, after = [], None
    for _ in range(3):
        page = await db.run(find, asked, after=after, size=8, most=40)
        pages.append(([case.id for case in page.cases], page.looked_to))
        after = page.after

    assert pages == [([], 61), ([60], 21), ([5], None)]
    assert after is None


async def test_the_queue_of_many_units_is_one_list_in_one_order(db):
    found = tuple(some_cases(300))
    await db.run(write, found)
    owed = sorted(
        (
            case
            for case in found
            if case.status in OWED and case.unit != "mgtv" and not case.quarantined_at
        ),
        key=lambda case: (case.priority is not Priority.DANGER, case.opened_at, case.id),
    )

    numbers, after = [], None
    while True:
        page = await db.run(cases.queue, UNITS[:-1], after=after, size=7)
        numbers += [case.id for case in page.cases]
        after = page.after
        if after is None:
            break

    assert numbers == [case.id for case in owed]


async def test_what_somebody_has_taken_is_shown_in_units_that_are_still_theirs(db):
    found = tuple(some_cases(200))
    await db.run(write, found)

    page = await db.run(cases.of_assignee, "me", ("changsha", "rednet"), after=None, size=200)
    waits = await db.run(
        cases.of_assignee,
        "me",
        ("changsha",),
        after=None,
        size=200,
        among=frozenset({Status.NEEDS_INFO}),
    )

    assert {case.id for case in page.cases} == {
        case.id
        for case in found
        if case.assignee == "me"
        and case.unit in {"changsha", "rednet"}
        and case.status in OWED
        and not case.quarantined_at
    }
    assert {case.status for case in waits.cases} == {Status.NEEDS_INFO}


async def test_a_case_is_found_under_its_hosts_wherever_it_goes(db, profile):
    first, second = (
        replace(case, unit="changsha", quarantined_at=None, host=host)
        for case, host in zip(some_cases(2), ("shop.example.org", "other.example"), strict=True)
    )
    await db.run(write, (first, second))

    async def ids(host, unit):
        asked = sought(Filter(host=host), profile.taxonomy, (unit,))
        return [case.id for case in (await db.run(find, asked, after=None, size=8)).cases]

    assert await ids("example.org", "changsha") == [1]
    await db.run(cases.change, 1, seen=1, unit="hengyang")
    assert await ids("example.org", "changsha") == []
    assert await ids("example.org", "hengyang") == [1]

    await db.run(hosts.share, 2, 1)
    assert await ids("other.example", "hengyang") == [1]
    assert await ids("other.example", "changsha") == [2]
    await db.run(erasing.contents, 1, NOON)
    assert await ids("example.org", "hengyang") == []


async def test_more_units_than_one_statement_takes_are_read_all_the_same(db, profile):
    """Two statements of index ranges and more; the order is that of one list."""
    found = tuple(replace(case, quarantined_at=None) for case in some_cases(120))
    await db.run(write, found)
    states = frozenset(Status)
    asked = sought(Filter(statuses=states), profile.taxonomy, UNITS)
    assert len(UNITS) * len(states) > 2 * RANGES_AT_ONCE

    page = await db.run(find, asked, after=None, size=50)

    assert [case.id for case in page.cases] == expected(
        found, Filter(statuses=states), profile.taxonomy, UNITS
    )[:50]
