"""In the hour of a full disk, or one that went read-only, a backup to another disk still works."""

import os
import shutil
import subprocess
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import func, select

from bot.monitoring import journal_heads
from storage.audit import journal
from storage.audit.journal import Entry
from storage.backup import erasure_list, portable_copy
from storage.core.errors import StorageBusy
from storage.crypto.encryption import KeyRing
from storage.engine.tables import journal as rows
from storage.files.blobs import Files
from storage.wiring import open_database
from tests.bot.cli.test_full_disk import fill, tmpfs
from tests.support.backups import BYTES, stored_in
from tests.support.database import KEY_RING

ENTRY = Entry(who="anna", role=2, verb="ask", case_id=1, unit="u", reason="the newest of all")


@pytest.fixture
def disk(source):
    """A disk with the database, its WAL as after a kill, and its evidence; None without mounts."""
    with tmpfs(source.folder / "disk", "24m") as disk:
        yield disk


def set_read_only(disk):
    subprocess.check_call(["mount", "-o", "remount,ro", str(disk)])


async def moved(source, disk):
    """The deployment on that disk, as a kill left it: its newest entry is in the WAL alone."""
    await source.db.run(journal.add, ENTRY)
    for name in ("jubao.db", "jubao.db-wal"):
        shutil.copy(source.file.with_name(name), disk / name)
    assert (disk / "jubao.db-wal").stat().st_size
    shutil.copytree(source.folder / "data" / "evidence", disk / "evidence")
    source.variables |= {
        "DATABASE_URL": f"sqlite+aiosqlite:///{disk}/jubao.db",
        "EVIDENCE_URL": f"file:{disk}/evidence",
    }


async def rescued(source, empty, opens, to):
    """Make a backup, restore it elsewhere, and compare; returns what the backup said."""
    ran = await source.types("backup", str(to))
    assert ran.code == 0, ran
    assert "found whole" in ran.out
    assert {each.name for each in to.parent.iterdir()} <= {
        to.name,
        journal_heads.NAME,
        erasure_list.NAME,
    }
    assert (to.parent / journal_heads.NAME).exists()
    there = await empty.types("restore", str(to))
    assert there.code == 0, there
    assert (await empty.types("audit", "verify")).code == 0
    restored = await opens(empty.url)
    assert await stored_in(Files(f"file:{empty.folder}/data/evidence"), restored) == {
        BYTES + b"\0",
        BYTES + b"\1",
    }
    return ran.out


@pytest.mark.parametrize("wal", ["with a WAL", "closed in order"])
@pytest.mark.parametrize("state", ["read-only", "full"])
async def test_a_backup_to_another_disk_where_the_database_cannot_be_written(
    source, empty, disk, opens, tmp_path, state, wal
):
    if disk is None:
        return
    await moved(source, disk)
    if wal == "closed in order":
        assert (await source.types("audit", "verify")).code == 0
        assert not (disk / "jubao.db-wal").exists()
    to = tmp_path / "stick" / "night.tar"
    to.parent.mkdir()
    if state == "full":
        fill(disk)
        assert os.statvfs(disk).f_bavail == 0
    else:
        set_read_only(disk)

    said = await rescued(source, empty, opens, to)

    verified = await source.types("audit", "verify")
    assert (verified.code, verified.out.endswith("\nwhole\n")) == (0, True), verified
    assert "the journal has no note of it: " in said
    assert f", {await source.db.read(entries)} entries of the journal" in said


def entries(tx):
    return tx.execute(select(func.count()).select_from(rows)).scalar_one()


async def test_a_backup_beside_a_bot_whose_disk_is_full(source, empty, disk, opens, tmp_path):
    if disk is None:
        return
    await moved(source, disk)
    async with holding(source):
        to = tmp_path / "stick" / "night.tar"
        to.parent.mkdir()
        fill(disk)
        said = await rescued(source, empty, opens, to)
        assert f"the journal has no note of it: {disk}/jubao.db: database or disk is full" in said


@asynccontextmanager
async def holding(source):
    """A bot has the database open."""
    db = await open_database(source.variables["DATABASE_URL"], KeyRing.parse(KEY_RING))
    try:
        yield db
    finally:
        await db.close()


async def test_a_database_that_is_none_is_said_as_before_and_nothing_is_left(shell, tmp_path):
    shell.file.parent.mkdir()
    shell.file.write_bytes(b"no database " * 100)
    to = tmp_path / "backups" / "night.tar"
    to.parent.mkdir()
    ran = await shell.types("backup", str(to))
    assert (ran.code, ran.complaint) == (1, f"{shell.file}: is no SQLite database")
    assert list(to.parent.iterdir()) == []


def test_a_copy_of_a_database_that_changes_meanwhile_is_refused(tmp_path, monkeypatch):
    source, to, copyfile = tmp_path / "jubao.db", tmp_path / "copy.db", shutil.copyfile
    source.write_bytes(b"1")

    def and_it_changes(from_, into):
        copyfile(from_, into)
        (tmp_path / "jubao.db-wal").write_bytes(b"2")

    monkeypatch.setattr(shutil, "copyfile", and_it_changes)
    with pytest.raises(StorageBusy, match="stop the bot"):
        portable_copy.copy_unopened(source, to)


async def test_a_whole_backup_is_said_to_be_whole_where_nothing_fits_beside_it(source, tmp_path):
    (tmp_path / journal_heads.NAME).write_text("another file")
    ran = await source.types("backup", str(tmp_path / "b.tar"))
    assert ran.code == 1
    assert f"{tmp_path}/b.tar: the backup is whole, but " in ran.complaint
    assert (tmp_path / "b.tar").exists()
