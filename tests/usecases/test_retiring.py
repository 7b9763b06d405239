"""Many cases of a retired unit handed on in batches, on both databases; the most urgent first."""

import pytest

from conversation.step import Given
from domain.people import Role
from storage import cases, journal, transfers, units
from storage.tables import outbox as notices
from tests.support.life import ADMIN, CITIZEN, Life
from usecases import access, retiring

OF_THE_SITE = {
    "link": Given(text="https://news.changsha.cn/article/7"),
    "category": Given(choice="vulgar"),
    "subcategory": Given(choice="clickbait"),
}


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


async def files(life, count, **answers):
    found = [await life.files(CITIZEN + 100 + n, **OF_THE_SITE, **answers) for n in range(count)]
    return [each.report.case_id for each in found]


async def owners(life, case_ids):
    return [(await life.db.run(cases.get, each)).unit for each in case_ids]


async def retires(life, batch):
    view = await life.does(ADMIN, retiring.retire, "changshacn", batch=batch)
    life.profile = view.profile


async def owed(life, kind):
    def read(tx):
        rows = tx.execute(notices.select().where(notices.c.kind == kind)).all()
        return [tx.vault.open_json(row.sealed, f"outbox.sealed:{row.dedupe}") for row in rows]

    return await life.db.run(read)


async def test_a_batch_goes_at_once_and_the_clock_goes_on_with_the_rest(life):
    found = await files(life, 7)

    await retires(life, 3)
    assert (await owners(life, found)).count("changsha") == 3
    assert [await life.db.run(retiring.go_on, life.scene, 3) for _ in range(3)] == [3, 1, 0]

    assert set(await owners(life, found)) == {"changsha"}
    ways = [await life.db.run(transfers.of_case, each) for each in found]
    assert [len(way) for way in ways] == [1] * 7
    assert [way[0].who for way in ways].count(journal.SYSTEM) == 4
    for each in found:
        assert await life.db.run(journal.first_break, each) is None


async def test_whoever_gets_many_is_told_of_a_batch_once(life):
    await files(life, 4)

    await retires(life, 50)

    told = await owed(life, "cases_came")
    assert [each["count"] for each in told] == [4] * 3  # two moderators and the lead
    assert len(await owed(life, "unit_retired")) == 4
    assert await owed(life, "case_came") == []


async def test_a_life_in_danger_goes_first_and_is_told_by_itself(life):
    [other] = await files(life, 1)
    [danger] = await files(life, 1, danger=True)

    await retires(life, 1)

    assert await owners(life, [danger, other]) == ["changsha", "changshacn"]
    assert len(await owed(life, "case_came")) == 3
    assert await owed(life, "cases_came") == []


async def test_where_the_unit_above_has_nobody_those_above_it_are_told(life):
    await files(life, 1)
    for member in (await life.does(ADMIN, access.staff, "changsha")).people:
        await life.does(ADMIN, access.revoke, "changsha", member.person.who)
    above = await life.appoint(61, "hunan", Role.MODERATOR)

    await retires(life, 50)

    def recipients(tx):
        rows = tx.execute(notices.select().where(notices.c.kind == "cases_came")).all()
        return [row.recipient for row in rows]

    admin = await life.does(ADMIN, access.greet)  # who may move them, as a moderator above may not
    assert await life.db.run(recipients) == [above.who, admin.who]


async def test_with_nothing_retired_there_is_nothing_to_do(life):
    await files(life, 1)
    assert await life.db.run(retiring.go_on, life.scene) == 0
    assert await life.db.run(units.load) == life.profile
