"""A full disk: no file is taken, in kind words; text is, and all goes on by itself."""

import pytest

from bot.config.settings import read_settings
from bot.monitoring import disk_space
from sandbox.telegram import File


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
    assert len(await world.jubao.fetcher.files.names()) == 1


async def test_what_was_taken_before_is_fetched_once_there_is_room(world, citizen, full):
    full[0] = False
    await citizen.says("https://example.org/shop")
    await citizen.sends("a.jpg")  # kept by name until the category is known
    full[0] = True
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
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
