"""A signal at any moment: a backup or a restore is whole or not there, and says which."""

import asyncio
import contextlib
import json
import signal
import threading

import pytest

from bot.backup import backups, evidence_copies
from bot.backup.work_folders import work_folder
from bot.cli import backup_commands
from bot.core import interrupts
from bot.monitoring import journal_heads
from domain.core.threads import in_thread
from storage.backup import portable_copy
from storage.crypto.encryption import KeyRing
from storage.engine import schema
from storage.files.blobs import Files
from tests.support.backups import BYTES, stored_in
from tests.support.database import KEY_RING
from usecases.figures import export_files

NAMING = ("os:link", "before"), ("os:link", "after")
BEFORE = ("bot.backup.backups:verify", "before"), ("storage.files.blobs:Files.replace", "after")
NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def at(number, place):
    """The variable that lets a command get a signal at a place."""
    function, when = place
    return {"TEST_SIGNAL": json.dumps({"number": number, "at": function, "when": when})}


@pytest.fixture
async def path(source, tmp_path):
    made = tmp_path / "backup.tar"
    assert (await source.types("backup", str(made))).code == 0
    return made


@pytest.mark.parametrize("place", NAMING, ids=" ".join)
@pytest.mark.parametrize("number", NUMBERS)
async def test_a_signal_as_the_database_gets_its_name_comes_too_late(
    empty, path, opens, number, place
):
    ran = await empty.types("restore", str(path), **at(number, place))

    assert (ran.code, "restored and found whole" in ran.out) == (0, True), ran
    assert await stored_in(stored(empty), await opens(empty.url)) == {
        BYTES + b"\0",
        BYTES + b"\1",
    }


@pytest.mark.parametrize("place", BEFORE, ids=" ".join)
@pytest.mark.parametrize("number", NUMBERS)
async def test_a_signal_before_leaves_nothing_of_a_restore(empty, path, number, place):
    ran = await empty.types("restore", str(path), **at(number, place))

    assert (ran.code, ran.out) == (128 + number, ""), ran
    assert "interrupted: nothing was restored" in ran.complaint
    assert not [each for each in empty.folder.rglob("*") if each.is_file()]
    assert not list(empty.folder.rglob(".*"))
    assert (await empty.types("restore", str(path))).code == 0


@pytest.mark.on_both
@pytest.mark.parametrize("empty", ["postgres"], indirect=True)
async def test_a_signal_at_the_commit_on_postgresql_comes_too_late(empty, path, opens):
    place = ("sqlalchemy.ext.asyncio:AsyncConnection.commit", "before")
    ran = await empty.types("restore", str(path), **at(signal.SIGTERM, place))

    assert (ran.code, "restored and found whole" in ran.out) == (0, True), ran
    assert len(await stored_in(stored(empty), await opens(empty.url))) == 2


def stored(machine):
    return Files(f"file:{machine.folder}/data/evidence")


@pytest.mark.parametrize("number", NUMBERS)
async def test_a_signal_leaves_a_backup_whole_or_nothing_of_it(source, tmp_path, number):
    folder = tmp_path / "backups"
    folder.mkdir()
    to = folder / "b.tar"
    for place in (
        ("storage.backup.portable_copy:_copied", "before"),
        ("storage.backup.archive:Written.evidence", "before"),
        ("storage.backup.portable_copy:faults", "after"),
    ):
        ran = await source.types("backup", str(to), **at(number, place))
        assert (ran.code, ran.out) == (128 + number, ""), ran
        assert ran.complaint == "interrupted: no backup was made, and nothing is left of it"
        assert list(folder.iterdir()) == []

    ran = await source.types("backup", str(to), **at(number, ("os:link", "before")))
    assert (ran.code, "found whole" in ran.out) == (0, True), ran
    assert {each.name for each in folder.iterdir()} == {"b.tar", journal_heads.NAME}


async def test_other_commands_clean_up_at_sigterm_as_at_ctrl_c(shell):
    shell.has(shell.installed)
    place = ("bot.cli.whole_files:write_one", "before")
    for number in NUMBERS:
        ran = await shell.types("directory", "export", "d.csv", **at(number, place))
        assert (ran.code, ran.err) == (128 + number, "")
        assert {each.name for each in shell.folder.iterdir()} == {"data"}


async def test_what_a_thread_does_has_ended_before_a_cancellation_is_raised():
    begun, may_end, done = asyncio.Event(), threading.Event(), []
    loop = asyncio.get_running_loop()

    def work():
        loop.call_soon_threadsafe(begun.set)
        may_end.wait()
        done.append(True)

    async def waits():
        try:
            await in_thread(work)
        except asyncio.CancelledError:
            assert done == [True]
            raise

    task = asyncio.create_task(waits())
    await begun.wait()
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
    assert not task.done()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_signal_during_the_clean_up_of_a_restore_waits_until_all_is_removed(
    source, path, tmp_path
):
    class Cancelled(Files):
        async def delete_unknown(self, name):
            task.cancel()
            await asyncio.sleep(0)
            await super().delete_unknown(name)

    files = Cancelled(f"file:{tmp_path}/restored")

    async def fails():
        async with evidence_copies.put_back(path, files, lambda *_: None):
            assert len(await files.names()) == 2
            raise RuntimeError("the disk is full")

    task = asyncio.create_task(fails())
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await files.is_empty()


async def test_a_long_copy_stops_in_its_thread_after_a_signal(source, tmp_path, monkeypatch):
    monkeypatch.setattr(interrupts, "_received", [signal.SIGTERM])
    with pytest.raises(asyncio.CancelledError):
        await portable_copy.snapshot(
            source.url, tmp_path / "copy", backup_commands.progress_to_stderr()
        )


async def test_an_export_that_is_cancelled_as_its_file_is_opened_leaves_nothing(tmp_path):
    @contextlib.contextmanager
    def opens():
        loop.call_soon_threadsafe(task.cancel)
        loop.call_soon_threadsafe(cancelled.set)
        (tmp_path / "half").touch()
        cancelled.wait()
        try:
            yield None
        finally:
            (tmp_path / "half").unlink()

    async def exports():
        async with export_files._opened_in_thread(opens()):
            raise AssertionError("it was cancelled")

    loop, cancelled = asyncio.get_running_loop(), threading.Event()
    task = asyncio.create_task(exports())
    with pytest.raises(asyncio.CancelledError):
        await task
    assert list(tmp_path.iterdir()) == []


async def test_a_copy_is_opened_or_not_when_a_cancellation_is_raised(source, tmp_path, monkeypatch):
    cancelled, begin = threading.Event(), schema.bring_up_to_date

    def slow(url):
        loop.call_soon_threadsafe(task.cancel)
        loop.call_soon_threadsafe(cancelled.set)
        cancelled.wait()
        begin(url)

    async def opens():
        with work_folder(tmp_path / "b.tar") as folder:
            async with backups.opened_copy(folder / "jubao.db", KeyRing.parse(KEY_RING)):
                raise AssertionError("it was cancelled")

    monkeypatch.setattr(schema, "bring_up_to_date", slow)
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(opens())
    with pytest.raises(asyncio.CancelledError):
        await task
    assert {each.name for each in tmp_path.iterdir()} == {"data"}
