"""What is erased is in no file of the database afterwards: neither in its pages nor in its WAL."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.runtime import clock
from domain.status import Status
from storage.cases import cases
from storage.engine.tables import inbox, reporter_links, reports
from storage.network import people
from storage.queues.inbox import UpdateState
from tests.dialogs.account.test_forget import CONTACT, forgets
from tests.dialogs.moderation.test_casework import files
from usecases.operations.scheduled import forget_updates
from usecases.session import by_system

DAY = 24 * 3600
CHANGSHA = "Changsha Internet Information Office"


@pytest.fixture
def database(tmp_path):
    return tmp_path / "jubao.db"


def holds(database: Path, value: bytes) -> set[str]:
    """Which files of the database have these bytes."""
    found = (database.with_name(f"{database.name}{end}") for end in ("", "-wal", "-shm"))
    return {each.name for each in found if value in each.read_bytes()}


async def sealed_contact(world) -> bytes:
    def read(tx):
        return tx.execute(select(reporter_links.c.contact)).scalars().first()

    return bytes(await world.db.run(read))


async def test_a_forgotten_contact_is_neither_in_the_database_nor_in_its_wal(
    world, citizen, database
):
    await files(world, citizen, **CONTACT)
    contact = await sealed_contact(world)
    assert "jubao.db-wal" in holds(database, contact)

    await forgets(citizen)

    assert holds(database, contact) == set()


async def test_while_somebody_reads_the_wal_stays_and_the_clock_tries_again(
    world, citizen, database
):
    await files(world, citizen, **CONTACT)
    contact = await sealed_contact(world)
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM reports").fetchone()
        await forgets(citizen)
        citizen.sees("forgotten-reports", count=1)
        await clock.tick(world.db, world.jubao.services)
        assert "jubao.db-wal" in holds(database, contact)

    await clock.tick(world.db, world.jubao.services)

    assert holds(database, contact) == set()


async def test_a_purged_case_leaves_nothing_in_the_wal(world, citizen, database):
    case = await files(world, citizen, **CONTACT)
    contact = await sealed_contact(world)

    def end(tx):
        row = cases.get(tx, case.id)
        cases.change(tx, case.id, seen=row.version, status=Status.ARCHIVED, retain_until=1)
        return bytes(tx.execute(select(reports.c.sealed)).scalars().first())

    words = await world.db.run(end)
    world.jubao.services.keeper.judged(world.jubao.services.keeper.seen(), None)

    await clock.tick(world.db, world.jubao.services)

    assert (await world.db.run(cases.get, case.id)).status is Status.PURGED
    assert holds(database, contact) == holds(database, words) == set()


async def test_the_list_outside_the_database_says_in_nothing_clear_what_was_erased(
    world, citizen, lead, moderator, database
):
    await files(world, citizen, **CONTACT)
    traces = await world.db.run(
        lambda tx: [
            people.who_is(tx, citizen.account),
            str(citizen.account),
            tx.execute(select(reports.c.uid)).scalar_one(),
        ]
    )

    await forgets(citizen)
    await lead.says("/staff")
    await lead.taps(CHANGSHA)
    await lead.taps("Remove Chen")
    await lead.taps("Yes, remove")

    listed = database.with_name("jubao.db.erased")
    assert listed.stat().st_mode & 0o077 == 0
    lines = listed.read_text().splitlines()
    assert sorted(line.split()[2] for line in lines) == ["grant", "link", "person"]
    assert not [each for each in traces if each in listed.read_text()]


async def failing_update(world, talker, text: str) -> None:
    """An update of theirs that fails three times."""
    profile, world.jubao.services.profile = world.jubao.services.profile, None
    world.telegram.say(talker.account, talker.account, text)
    await world.settle()
    world.jubao.services.profile = profile


async def dead_bodies(world) -> list[bytes]:
    def read(tx):
        found = select(inbox.c.sealed).where(inbox.c.state == UpdateState.DEAD)
        return tx.execute(found).scalars().all()

    return [bytes(each) for each in await world.db.run(read)]


async def test_a_person_s_failed_updates_are_erased_with_them_and_others_stay(
    world, citizen, database
):
    other = world.person("Other")
    await failing_update(world, citizen, "/help my number is 13800138000")
    await failing_update(world, other, "/help")
    mine, theirs = await dead_bodies(world)

    await forgets(citizen)

    assert await dead_bodies(world) == [theirs]
    assert holds(database, mine) == set()


async def test_a_failed_update_is_erased_after_its_days(world, citizen, database):
    await failing_update(world, citizen, "/help my number is 13800138000")
    [body] = await dead_bodies(world)
    keeper = world.jubao.services.keeper

    for days, left in ((6, 1), (2, 0)):
        world.later(days * DAY)
        keeper.judged(keeper.seen(), None)
        await world.db.run(by_system, world.jubao.services.conditions(), forget_updates)
        assert len(await dead_bodies(world)) == left
    await world.db.finish_erasures()
    assert holds(database, body) == set()
