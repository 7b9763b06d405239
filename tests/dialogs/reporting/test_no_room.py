"""A full disk: no file is taken, in kind words; text is, and all goes on by itself."""

import pytest
from sqlalchemy import select

from bot.config.settings import read_settings
from bot.monitoring import disk_space
from sandbox.telegram import File
from storage.engine.tables import evidence as rows
from tests.support.by_hand import submit
from tests.support.chat import TOKEN
from tests.support.life import NOON


@pytest.fixture
def full(world):
    """Whether the disk is full; tests change it."""
    found = [True]
    world.jubao.services.no_room = lambda: found[0]
    return found


async def test_files_are_refused_kindly_and_the_report_goes_on(world, citizen, full):
    await citizen.says("https://example.org/shop")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    await citizen.says("they took my money")
    await citizen.sends("a.jpg")
    citizen.sees("files-no-room")
    assert await world.jubao.fetcher.files.names() == []

    await citizen.taps("Region")
    await citizen.taps("Changsha")
    citizen.sees("report-review-ask")

    full[0] = False
    await citizen.sends("a.jpg")
    await submit(citizen)
    assert len(await world.jubao.fetcher.files.names()) == 1


async def test_what_stands_under_a_file_is_kept_and_the_file_may_be_sent_again(
    world, citizen, full
):
    await citizen.says("https://example.org/shop")
    for label in ("Fraud", "Fake bank", "Skip"):
        await citizen.taps(label)
    telegram, account = world.telegram, citizen.account
    [sent] = telegram.upload(
        account,
        account,
        [File("a.jpg", "image/jpeg", b"\xff\xd8\xff")],
        kind="photo",
        caption="look",
    )
    await world.settle()
    citizen.sees("file-not-kept-no_room")

    full[0] = False
    world.later(3)
    telegram.send(account, account, {"photo": sent["photo"]})
    await world.settle()
    assert citizen.words("kept-files", count=1) in citizen.last["text"]
    await submit(citizen)
    assert len(await world.jubao.fetcher.files.names()) == 1


async def test_what_was_taken_before_is_fetched_once_there_is_room(world, citizen, full):
    full[0] = False
    await citizen.says("https://example.org/shop")
    await citizen.sends("a.jpg")  # kept by name until the report is filed
    full[0] = True
    for label in ("Fraud", "Fake bank", "Submit report"):
        await citizen.taps(label)
    assert await world.jubao.fetcher.files.names() == []

    full[0] = False
    await world.settle()
    assert len(await world.jubao.fetcher.files.names()) == 1


def test_the_disk_is_looked_at_now_and_then(tmp_path, monkeypatch):
    now, free = [0.0], [disk_space.LEAST]
    monkeypatch.setattr(disk_space, "free_at", lambda _: free[0])
    gauge = disk_space.FreeSpace(
        read_settings(evidence_url=f"file:{tmp_path}"), clock=lambda: now[0]
    )
    assert not gauge.full()
    free[0] -= 1
    assert not gauge.full()
    now[0] += disk_space.SECONDS
    assert gauge.full()


async def review(citizen):
    await citizen.says("https://example.org/shop")
    for label in ("Fraud", "Fake bank", "Skip"):
        await citizen.taps(label)


def film(world, person, number, megabytes, **fields):
    """A film as Telegram announces it; nobody has uploaded so much."""
    world.after_the_last(person.account)
    user = {"id": person.account, "is_bot": False, "first_name": "Lin", "language_code": "en"}
    chat = {"id": person.account, "type": "private", "first_name": "Lin"}
    size = {"width": 1, "height": 1, "duration": 1, "file_size": megabytes * 1024**2}
    video = {"file_id": f"f{number}", "file_unique_id": f"u{number}", **size}
    message = {"message_id": 900_000 + number, "date": NOON, "chat": chat, "from": user}
    world.telegram.inject(TOKEN, {"message": {**message, "video": video, **fields}})


async def names(world):
    return await world.jubao.fetcher.files.names()


async def test_nothing_is_fetched_before_it_is_filed(world, citizen):
    asked = []
    fetched = world.wire.telegram.call

    def call(token, method, *args, **kwargs):
        asked.append(method)
        return fetched(token, method, *args, **kwargs)

    world.wire.telegram.call = call
    await review(citizen)
    await citizen.sends("a.jpg", "b.jpg")
    assert "getFile" not in asked
    assert await names(world) == []
    await citizen.taps("Cancel")
    assert await names(world) == []

    await review(citizen)
    await citizen.sends("c.jpg")
    await submit(citizen)
    assert asked.count("getFile") == 1
    assert len(await names(world)) == 1


async def test_one_person_sends_so_much_in_an_hour_and_others_go_on(world, citizen):
    world.jubao.services.limits["file_mb_per_hour"] = 40
    await review(citizen)
    for number in range(4):
        film(world, citizen, number, 15)
        await world.settle()
    citizen.sees("files-quota")
    assert await count(world) == 2
    await citizen.taps("Submit report")

    other = world.person("Wu")
    await review(other)
    film(world, other, 10, 15)
    await world.settle()
    assert other.words("kept-files", count=1) in other.last["text"]

    world.later(3601)
    await review(citizen)
    film(world, citizen, 20, 15)
    await world.settle()
    assert citizen.words("kept-files", count=1) in citizen.last["text"]


async def count(world):
    def look(tx):
        return len(tx.execute(select(rows.c.id).where(rows.c.size > 1024**2)).all())

    return await world.db.run(look)


async def test_what_is_left_of_scarce_space_is_for_those_who_have_sent_little(world, citizen):
    scarce = [False]
    world.jubao.services.scarce = lambda: scarce[0]
    await review(citizen)
    film(world, citizen, 1, 15)
    await world.settle()
    scarce[0] = True
    film(world, citizen, 2, 15)
    await world.settle()
    citizen.sees("files-quota")
    world.later(2 * 3600)  # the hour is over, the day is not
    film(world, citizen, 3, 15)
    await world.settle()
    citizen.sees("files-quota")

    other = world.person("Wu")
    await review(other)
    film(world, other, 10, 15)
    await world.settle()
    assert other.words("kept-files", count=1) in other.last["text"]


async def test_the_same_file_again_counts_once(world, citizen):
    world.jubao.services.limits["file_mb_per_hour"] = 20
    await review(citizen)
    for _ in range(3):
        film(world, citizen, 1, 15)
        await world.settle()
    assert citizen.words("files-quota") not in citizen.texts()


async def test_what_is_not_taken_is_not_counted_for_the_day(world, citizen):
    """Who tries too large a film again and again in one hour may go on in the next one."""
    world.jubao.services.limits["file_mb_per_hour"] = 20
    await review(citizen)
    for number in range(40):  # what is written below each is kept
        film(world, citizen, number, 15, caption=f"Look at {number}.")
    await world.settle()

    world.later(3601)
    film(world, citizen, 50, 15)
    await world.settle()

    assert await count(world) == 2
