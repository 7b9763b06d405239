"""The store of the files is away: nothing is lost, it is said kindly, and all goes on by itself."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from bot.delivery import fetcher
from domain.core.errors import FilesAway
from domain.troubles import Trouble
from storage.engine.tables import evidence as rows
from storage.files import object_store, store_marks
from tests.dialogs.moderation.test_casework import with_files
from tests.support.buckets import line
from tests.support.by_hand import submit
from usecases.evidence import file_marks


@pytest.fixture
async def cable(world, bucket, monkeypatch):
    """The line to the bucket; it can be cut."""
    monkeypatch.setattr(object_store, "TRIES", 1)
    monkeypatch.setattr(object_store, "PATIENCE", timedelta(seconds=0.3))
    async with line(bucket.endpoint) as between:
        world.jubao.fetcher.files = bucket.files(between.endpoint)
        yield between


async def troubles(world):
    checks, _ = await world.jubao.watch.health.look()
    return {check.name for check in checks if not check.ok}


def states(tx):
    return [tuple(row) for row in tx.execute(select(rows.c.state, rows.c.tries))]


def drop_all(tx):
    tx.execute(update(rows).values(state="dropped"))


async def test_a_report_is_filed_and_its_file_is_kept_once_the_store_is_back(world, citizen, cable):
    cable.cuts()
    await with_files(world, citizen, "a.jpg")

    assert "Your report is with: Changsha" in citizen.texts()
    assert Trouble.EVIDENCE.value in await troubles(world)
    for _ in range(20):  # far more often than a file is tried for that Telegram does not give
        world.later(fetcher.LONGEST_PAUSE)
        await world.settle()
    assert await world.db.run(states) == [("wanted", 0)]

    cable.cut = False
    tried = cable.tried
    await world.settle()
    assert cable.tried == tried  # it is left alone for a while
    world.later(fetcher.LONGEST_PAUSE)
    await world.settle()
    assert await world.db.run(states) == [("kept", 1)]
    assert len(await world.jubao.fetcher.files.names()) == 1
    assert Trouble.EVIDENCE.value not in await troubles(world)


async def test_whoever_opens_evidence_is_told_to_try_again(world, citizen, moderator, cable):
    await with_files(world, citizen, "a.png")
    cable.cuts()
    await moderator.taps_on_card("Evidence")
    moderator.sees("evidence-away")
    assert not any("photo" in message for message in moderator.chat)

    cable.cut = False
    await moderator.taps_on_card("Evidence")
    assert len([m for m in moderator.chat if "photo" in m]) == 1


async def test_what_was_dropped_stays_while_a_copy_of_the_database_writes_there(world, citizen):
    await with_files(world, citizen, "a.jpg")
    files = world.jubao.fetcher.files
    mark = store_marks.read(await files.mark())
    await files.set_mark(replace(mark, token="the copy's").to_bytes())
    await world.db.run(drop_all)
    for _ in range(3):
        world.later(fetcher.DISPUTED_SECONDS)
        await world.settle()
    assert len(await files.names()) == 1
    assert await world.db.run(states) == [("dropped", 1)]
    checks, _ = await world.jubao.watch.health.look()
    assert {"compared": True, "held": "behind"} in [check.facts for check in checks]

    await file_marks.settle(world.db, files, 1)  # `jubao retention`, by hand
    world.later(fetcher.DISPUTED_SECONDS)
    await world.settle()
    assert (await files.names(), await world.db.run(states)) == ([], [])
    await world.jubao.fetcher.compare()
    checks, _ = await world.jubao.watch.health.look()
    assert {"compared": True, "held": None} in [check.facts for check in checks]


async def test_what_was_dropped_meanwhile_is_erased_once_the_store_is_back(world, citizen, cable):
    await citizen.says("https://example.org/shop")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    await citizen.sends("a.jpg")
    await submit(citizen)
    assert len(await world.jubao.fetcher.files.names()) == 1

    cable.cuts()
    await world.jubao.db.run(drop_all)
    with pytest.raises(FilesAway):
        await world.jubao.fetcher.erase()
    cable.cut = False
    await world.settle()
    assert await world.jubao.fetcher.files.names() == []
    assert await world.db.run(states) == []
