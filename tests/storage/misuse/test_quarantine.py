"""What waits outside the queue: counted in one row, listed, and let out in the order it came."""

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from domain.case import Case
from domain.misuse import MINUTE, Quarantine
from domain.status import Status
from storage.cases import cases
from storage.engine.tables import arrivals
from storage.engine.tables import cases as table
from storage.misuse import quarantine
from storage.network import people
from tests.support.life import CITIZEN, NOON, Life

UNIT = "changsha"


def a_case(number, **changes):
    case = Case(
        id=0,
        number=f"2611-{number:04}",
        status=Status.SUBMITTED,
        category="fraud",
        unit=UNIT,
        version=1,
        opened_at=NOON + number,
        quarantined_at=NOON + number,
        quarantine=Quarantine.FLOOD,
    )
    return replace(case, **changes)


async def waiting(db, case):
    statement = select(table.c.waiting).where(table.c.id == case.id)
    return await db.run(lambda tx: tx.execute(statement).scalar_one())


async def test_more_than_so_many_in_a_minute_are_a_flood(db):
    came = [await db.run(quarantine.arrived, UNIT, NOON + second, 3) for second in range(5)]

    assert came == [False, False, False, True, True]
    assert await db.run(quarantine.arrived, "yueyang", NOON, 3) is False
    assert await db.run(quarantine.floods) == {UNIT: NOON + 4}


async def test_as_many_in_two_minutes_are_none(db):
    moments = (0, 1, 2, MINUTE, MINUTE + 1, MINUTE + 2)
    assert not any([await db.run(quarantine.arrived, UNIT, NOON + at, 3) for at in moments])


async def test_a_flood_lasts_until_it_is_ended_and_knows_when_much_last_came(db):
    for _ in range(4):
        await db.run(quarantine.arrived, UNIT, NOON, 3)
    assert await db.run(quarantine.arrived, UNIT, NOON + 300, 3) is True
    assert await db.run(quarantine.floods) == {UNIT: NOON}
    assert await db.run(quarantine.arrived, UNIT, NOON + 301, 3) is True
    assert await db.run(quarantine.floods) == {UNIT: NOON + 301}

    await db.run(quarantine.end_flood, UNIT)

    assert await db.run(quarantine.arrived, UNIT, NOON + 400, 3) is False


async def test_a_unit_has_one_row_however_much_comes(db):
    for second in range(50):
        await db.run(quarantine.arrived, UNIT, NOON + second * 10, 3)
    rows = await db.run(
        lambda tx: tx.execute(select(func.count()).select_from(arrivals)).scalar_one()
    )
    assert rows == 1


async def test_a_clock_that_was_set_back_begins_a_new_minute(db):
    for _ in range(3):
        await db.run(quarantine.arrived, UNIT, NOON + 3600, 3)
    assert await db.run(quarantine.arrived, UNIT, NOON, 3) is False


async def test_a_case_in_quarantine_is_in_no_queue_whatever_becomes_of_it(db):
    case = await db.run(cases.open_case, a_case(1))
    assert not await waiting(db, case)
    assert (await db.run(cases.queue, (UNIT,), after=None, size=5)).cases == ()

    case = await db.run(cases.change, case.id, seen=1, status=Status.ACCEPTED)
    assert not await waiting(db, case)

    case = await db.run(cases.change, case.id, seen=2, quarantined_at=None)
    assert await waiting(db, case)
    case = await db.run(cases.change, case.id, seen=3, status=Status.CLOSED, quarantined_at=None)
    assert not await waiting(db, case)
    case = await db.run(cases.change, case.id, seen=4, quarantined_at=NOON)
    assert not await waiting(db, case)


async def test_an_ended_case_does_not_wait_when_it_leaves_quarantine(db):
    case = await db.run(cases.open_case, a_case(1, status=Status.NOT_ACCEPTED))
    case = await db.run(cases.change, case.id, seen=1, quarantined_at=None)
    assert not await waiting(db, case)


async def test_what_is_in_quarantine_is_listed_page_by_page_and_counted(db):
    made = [await db.run(cases.open_case, a_case(number)) for number in (3, 1, 2)]
    await db.run(cases.open_case, a_case(9, quarantined_at=None, quarantine=None))
    elsewhere = await db.run(cases.open_case, a_case(8, unit="yueyang"))

    first = await db.run(quarantine.page, (UNIT,), after=None, size=2)
    second = await db.run(quarantine.page, (UNIT,), after=first.after, size=2)

    assert [case.id for case in first.cases] == [made[1].id, made[2].id]
    assert [case.id for case in second.cases] == [made[0].id]
    assert second.after is None
    assert await db.run(quarantine.count, (UNIT,)) == 3
    both = await db.run(quarantine.page, (UNIT, "yueyang"), after=None, size=9)
    assert both.cases[-1].id == elsewhere.id


async def test_a_flood_comes_out_in_its_order_up_to_a_moment_and_without_who_is_paused(db):
    made = [await db.run(cases.open_case, a_case(number)) for number in (3, 1, 2)]
    await db.run(cases.open_case, a_case(0, quarantine=Quarantine.PAUSE, release_at=NOON + 99))

    found = await db.run(quarantine.of_flood, UNIT, NOON + 2, limit=5)

    assert [case.id for case in found] == [made[1].id, made[2].id]
    assert len(await db.run(quarantine.of_flood, UNIT, NOON + 3, limit=1)) == 1


async def test_which_units_let_out_until_when(db):
    await db.run(quarantine.arrived, UNIT, NOON, 3)
    assert await db.run(quarantine.letting_out) == {}

    await db.run(quarantine.let_out, UNIT, NOON + 5)
    assert await db.run(quarantine.letting_out) == {UNIT: NOON + 5}

    await db.run(quarantine.let_out, UNIT, None)
    assert await db.run(quarantine.letting_out) == {}


async def test_what_waits_for_a_pause_comes_out_at_its_end(db):
    late = await db.run(
        cases.open_case, a_case(1, quarantine=Quarantine.PAUSE, release_at=NOON + 90)
    )
    soon = await db.run(
        cases.open_case, a_case(2, quarantine=Quarantine.PAUSE, release_at=NOON + 50)
    )
    await db.run(cases.open_case, a_case(3))

    assert await db.run(quarantine.over, NOON + 49, limit=5) == ()
    assert await db.run(quarantine.over, NOON + 50, limit=5) == (soon,)
    assert await db.run(quarantine.over, NOON + 90, limit=5) == (soon, late)


@pytest.fixture
async def life(db, profile):
    return Life(db, profile)


async def test_a_pause_that_ends_early_lets_out_what_that_person_filed_and_no_other(db, life):
    who = (await life.does(CITIZEN, lambda req: req.actor)).who
    await life.files(99)
    other = await db.run(people.who_is, 99)
    for each in (who, other):
        await db.run(people.set_paused, each, life.at + 900)
    mine, others = [await life.files(account) for account in (CITIZEN, 99)]
    assert await db.run(quarantine.over, life.at, limit=5) == ()

    await db.run(quarantine.end_wait, who, life.at)

    found = await db.run(quarantine.over, life.at, limit=5)
    assert [case.id for case in found] == [mine.report.case_id]
    assert others.report.case_id not in {case.id for case in found}
