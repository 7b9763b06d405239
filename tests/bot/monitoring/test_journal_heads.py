"""The bot keeps the journal's head apart, and notices a journal whose end was cut off."""

import errno
import os

import pytest
from structlog.testing import capture_logs

from bot.monitoring import journal_heads
from bot.monitoring.journal_heads import JournalWatch, KeptHead
from bot.monitoring.watchdog import Watch
from storage.audit import journal, journal_order
from storage.audit.journal_order import Head
from tests.bot.monitoring.test_watchdog import Looked
from tests.storage.audit.test_journal_order import cut

DAY = 24 * 3600


@pytest.fixture
def path(tmp_path):
    return tmp_path / "elsewhere" / "journal-heads"


@pytest.fixture
def watch(world, path):
    return JournalWatch(path, world.jubao.services)


async def write(world, count=1, verb="ask"):
    for _ in range(count):
        entry = journal.Entry(who="anna", role=2, verb=verb, case_id=0, unit="u")
        await world.db.run(journal.add, entry)


async def test_the_newest_head_is_kept_and_the_last_one_of_each_day(world, watch, path):
    counts = []
    for _ in range(3):
        for _ in range(2):
            await write(world)
            assert not await watch.look()
        counts.append((await world.db.read(journal_order.head)).count)
        world.later(DAY)
    assert [each.head.count for each in journal_heads.read(path)] == counts
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    before = path.stat().st_mtime_ns
    await watch.look()
    assert path.stat().st_mtime_ns == before  # nothing new


async def test_a_cut_journal_never_replaces_the_head_that_shows_it(world, watch, path):
    await write(world, 9)
    await watch.look()
    kept = path.read_text()
    await cut(world.db, 4)
    with capture_logs() as log:
        assert await watch.look()
        assert await watch.look()
    assert [each["event"] for each in log] == ["journal-cut"]  # said once
    await write(world, 40, verb="note")  # longer than before
    assert await watch.look()
    assert path.read_text() == kept


async def test_admins_are_told_that_the_end_of_the_journal_is_missing(world, watch, admin):
    troubles = Watch(Looked(), world.jubao.services, journal=watch)
    await write(world, 9)
    await troubles.look()
    await cut(world.db, 4)
    for _ in range(2):
        await troubles.look()
    await world.settle()
    admin.sees("trouble-journal")


async def test_the_bot_at_work_has_a_file_beside_its_database(world, tmp_path):
    watch = world.jubao.watch.journal
    assert watch is not None
    await write(world)
    await watch.look()
    assert (tmp_path / "journal-heads").exists()


async def test_a_file_that_cannot_be_written_is_said_once_and_stops_nothing(
    world, tmp_path, monkeypatch
):
    def full(**_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(journal_heads.tempfile, "mkstemp", full)
    watch = JournalWatch(tmp_path / "journal-heads", world.jubao.services)
    await write(world)
    with capture_logs() as log:
        for _ in range(2):
            assert not await watch.look()
    assert [each["event"] for each in log] == ["journal-head-not-kept"]


async def test_a_file_that_cannot_be_read_is_said_once_and_stops_nothing(world, path):
    """Whatever else is in trouble is still told."""
    path.mkdir(parents=True)
    watch = JournalWatch(path, world.jubao.services)
    await write(world)
    with capture_logs() as log:
        for _ in range(2):
            assert not await watch.look()
    assert [each["event"] for each in log] == ["journal-head-not-kept"]


async def test_a_file_of_another_kind_is_never_replaced(world, watch, path):
    """Such as the database, where a setting names it by mistake."""
    path.parent.mkdir()
    path.write_bytes(b"SQLite format 3\0...")
    await write(world)
    with capture_logs() as log:
        await watch.look()
    assert "is another file" in log[0]["error"]
    assert path.read_bytes() == b"SQLite format 3\0..."


def test_an_empty_journal_has_no_head_to_keep(path):
    """A bot that was just set up is backed up, and goes on with backups into the same folder."""
    journal_heads.keep(path, Head(0, ""), DAY)
    assert not path.exists()
    journal_heads.keep(path, Head(1, "ab" * 8), 2 * DAY)
    assert [each.head.count for each in journal_heads.read(path)] == [1]


def test_a_head_of_no_entries_that_an_earlier_release_wrote_is_replaced(path):
    path.parent.mkdir()
    path.write_text("2026-12-01T00:00:00+00:00 0:\n", encoding="ascii")
    journal_heads.keep(path, Head(1, "ab" * 8), DAY)
    assert path.read_text("ascii") == f"1970-01-02T00:00:00+00:00 1:{'ab' * 8}\n"


def test_lines_that_are_no_heads_are_ignored(path):
    path.parent.mkdir()
    path.write_text("# a note\n2026-11-25T04:00:00+00:00 12:0123456789abcdef\nx 1:2\n\n")
    assert journal_heads.newest(path) == KeptHead(1_795_579_200, Head(12, "0123456789abcdef"))


@pytest.mark.soak
def test_a_file_of_many_years_stays_short(path):
    for day in range(journal_heads.MOST_LINES + 9):
        journal_heads.keep(path, Head(day, f"{day:016x}"), day * DAY)
    assert len(journal_heads.read(path)) == journal_heads.MOST_LINES
