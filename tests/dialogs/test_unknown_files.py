"""Stored files that no row speaks of: admins are told, once, and nothing is erased meanwhile."""

import os

import obstore
import pytest
from sqlalchemy import update

from bot.monitoring.health import HealthCheck
from bot.monitoring.watchdog import unseen
from domain.orphan_files import Held
from domain.troubles import Trouble
from storage.engine.tables import documents
from storage.evidence import evidence_files
from tests.dialogs.moderation.test_casework import PNG, with_files
from tests.dialogs.test_courier import stored_in
from tests.support.by_hand import submit, to_review
from tests.support.life import NOON
from usecases.operations.retention import reconcile

DAY = 24 * 3600


@pytest.fixture
def unknown(world, tmp_path):
    """`await unknown(5)`: so many files of nobody's, three days old."""

    async def unknown(count):
        for number in range(count):
            name = f"{number:032x}"
            await world.jubao.fetcher.files.put(name, b"nobody's")
            os.utime(tmp_path / "evidence" / "jubao-files" / name, (NOON, NOON - 3 * DAY))

    return unknown


async def a_day_later(world):
    """The comparison of that day, and the two looks at the health after it."""
    world.later(DAY)
    await world.jubao.fetcher.compare()
    for _ in range(2):
        await world.jubao.watch.look()
    await world.settle()


def told(talker, *keys):
    texts = talker.texts().split("\n---\n")
    return [texts.count(talker.words(key)) for key in keys]


async def by_hand(world):
    files = world.jubao.fetcher.files
    await reconcile(world.db, files, int(world.at[0]), remove=True, by_hand=True)


async def test_admins_hear_once_of_unknown_files_and_once_that_all_is_well(
    world, admin, moderator, unknown, tmp_path
):
    await unknown(3)
    for _ in range(3):
        await a_day_later(world)
    assert told(admin, "trouble-files", "trouble-over-files") == [1, 0]
    assert told(moderator, "trouble-files") == [0]
    assert len(stored_in(tmp_path)) == 3

    await by_hand(world)
    assert stored_in(tmp_path) == []
    await a_day_later(world)
    assert told(admin, "trouble-files", "trouble-over-files") == [1, 1]


async def test_admins_hear_that_the_database_is_older_than_its_files(
    world, citizen, admin, tmp_path
):
    await with_files(world, citizen, "a.jpg")
    await a_day_later(world)
    older = update(documents).where(documents.c.name == "file_store")
    ours = (await world.db.read(lambda tx: tx.cipher.fingerprint("file-store", "id"))).encode()
    body = f'{{"database": "{ours.decode()}", "tokens": ["0000"]}}'
    await world.db.run(lambda tx: tx.execute(older.values(body=body)) and None)

    for _ in range(2):
        await a_day_later(world)
    assert told(admin, "trouble-behind", "trouble-over-behind") == [1, 0]
    assert len(stored_in(tmp_path)) == 1

    await by_hand(world)
    await a_day_later(world)
    assert told(admin, "trouble-behind", "trouble-over-behind") == [1, 1]
    assert len(stored_in(tmp_path)) == 1  # a row speaks of it


async def test_a_process_that_left_files_alone_is_ready(world, unknown):
    await unknown(3)
    await a_day_later(world)
    checks, _ = await world.jubao.watch.health.look()
    [found] = [each for each in checks if each.name == "files"]
    assert (found.ok, found.facts) == (True, {"compared": True, "held": Held.FIRST.value})


def test_what_was_not_compared_since_the_start_is_neither_wrong_nor_well():
    def check(*, compared):
        return HealthCheck(name="files", ok=True, facts={"compared": compared, "held": None})

    assert unseen((check(compared=False),)) == {Trouble.FILES, Trouble.BEHIND}
    assert unseen((check(compared=True),)) == set()


@pytest.mark.soak
async def test_content_that_an_earlier_release_stored_is_not_stored_again(
    world, citizen, moderator, tmp_path
):
    await with_files(world, citizen, "a.jpg")
    files = world.jubao.fetcher.files
    [name] = await files.names()
    sealed = await files.get(name)
    await files.delete(name)
    await obstore.put_async(files._store, name, sealed)  # as that release did

    await to_review(citizen, "https://example.org/other")
    await citizen.sends("a.jpg", data=PNG)
    await submit(citizen)

    assert await world.db.read(evidence_files.kept_count) == 1
    assert await files.names() == []
    assert [path.name for path in stored_in(tmp_path)] == [name]
    await moderator.says("/case 2611-1")
    await moderator.taps_on_card("Evidence")
    assert len([m for m in moderator.chat if "photo" in m or "document" in m]) == 1
