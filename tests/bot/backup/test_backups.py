"""`jubao backup` and `restore`: beside a busy bot, on an empty machine, telling nobody twice."""

import asyncio
import base64
import io
import os
import shutil
import signal
import sqlite3
import tarfile
import time
from contextlib import closing

import orjson
import pytest
from sqlalchemy import func, select

from bot.backup import backups, evidence_copies
from bot.core.errors import Failed
from bot.monitoring import journal_heads
from storage.audit import journal
from storage.audit.journal import Entry
from storage.backup import plain_tar
from storage.backup.archive import Manifest
from storage.core.errors import KeyMissing
from storage.crypto.encryption import KeyRing
from storage.engine.database import Database
from storage.engine.tables import journal as entries
from storage.engine.tables import outbox as outbox_rows
from storage.files.blobs import Files
from storage.queues import inbox, outbox, outbox_claims
from storage.queues.inbox import Arrival
from tests.support.backups import BYTES, keep, stored_in
from tests.support.database import KEY_RING
from tests.support.shell import PATIENCE


async def busy(db, done):
    """Fifty updates and entries a second; how many, and the longest that one took."""
    count, longest = 0, 0.0
    while not done.is_set():
        began = time.monotonic()
        body = Arrival(update_id=count, lane="lane", body=b"{}")
        await db.run(inbox.store, 1, [body], 1)
        entry = Entry(who="anna", role=2, verb="ask", case_id=1, unit="u", reason=f"{count}")
        await db.run(journal.add, entry)
        took = time.monotonic() - began
        count, longest = count + 1, max(longest, took)
        await asyncio.sleep(max(0.0, 0.02 - took))
    return count, longest


@pytest.mark.soak
async def test_evidence_goes_from_a_bucket_through_a_backup_into_another(
    source, empty, bucket, opens
):
    path = empty.folder / "backup.tar"
    large = os.urandom(3 * 1024 * 1024)
    await keep(source, large, 1, 1)

    assert (await source.types("backup", str(path))).code == 0
    ran = await empty.types("restore", str(path))

    assert ran.code == 0, ran
    found = await stored_in(empty.files, await opens(empty.url))
    assert found == {BYTES + b"\0", BYTES + b"\1", large}
    assert not (empty.folder / "data" / "evidence").exists()
    [name, *_] = await empty.files.names()
    await empty.files.delete(name)
    ran = await empty.types("retention", "--dry-run")
    assert (ran.code, f"missing: {name}" in ran.out) == (1, True)
    ran = await empty.types("backup", str(empty.folder / "another.tar"))
    assert (ran.code, f"\nmissing: {name}\n" in ran.out) == (1, True)
    assert (empty.folder / "another.tar").exists()
    away = await empty.types("retention", S3_ENDPOINT="http://127.0.0.1:9")
    assert away.code == 1
    assert away.complaint.startswith("the place of the evidence cannot be used now: ")


def waiting(tx):
    where = outbox_rows.c.state == outbox.NoticeState.WAITING
    return tx.execute(select(func.count()).select_from(outbox_rows).where(where)).scalar_one()


@pytest.mark.parametrize(
    ("source", "empty"),
    [("sqlite", "postgres"), pytest.param("postgres", "sqlite", marks=pytest.mark.soak)],
    indirect=True,
)
async def test_a_backup_beside_a_busy_bot_is_restored_whole_and_tells_nobody_again(
    source, empty, opens
):
    done = asyncio.Event()
    work = asyncio.create_task(busy(source.db, done))
    await asyncio.sleep(0.3)
    path = empty.folder / "backup.tar"

    ran = await source.types("backup", str(path))

    done.set()
    count, longest = await work
    assert ran.code == 0, ran
    assert "2 files" in ran.out
    assert count > 20
    assert longest < 2
    assert path.stat().st_mode & 0o077 == 0
    assert {each.name for each in empty.folder.iterdir()} == {"backup.tar", journal_heads.NAME}

    ran = await empty.types("restore", str(path))

    assert ran.code == 0, ran
    owed = await source.db.read(waiting)
    assert owed > 3
    assert f"{owed} notices and 0 broadcasts are held" in ran.out
    assert (await empty.types("audit", "verify")).code == 0
    restored = await opens(empty.url)
    assert await restored.run(outbox_claims.claim_due, 2**40, limit=100, lease=1) == ()
    newest = await restored.read(lambda tx: tx.execute(select(func.max(entries.c.id))).scalar_one())
    await restored.run(journal.add, Entry(who="a", role=2, verb="ask", case_id=1, unit="u"))
    assert newest < await restored.read(
        lambda tx: tx.execute(select(func.max(entries.c.id))).scalar_one()
    )
    found = await stored_in(Files(f"file:{empty.folder}/data/evidence"), restored)
    assert found == {BYTES + b"\0", BYTES + b"\1"}

    held = (await empty.types("outbox", "held")).out.splitlines()
    assert sum(int(line.split()[0]) for line in held) == owed
    assert (await empty.types("outbox", "release")).out.startswith(f"{owed} notices")
    assert await restored.run(outbox_claims.claim_due, 2**40, limit=1, lease=1)
    again = await empty.types("restore", str(path))
    assert again.code == 3


@pytest.mark.soak
async def test_a_kill_in_the_middle_leaves_the_bot_well_and_no_file(source, tmp_path):
    for number in range(120):
        await keep(source, BYTES + str(number).encode(), 1, 1)
    path = tmp_path / "backup.tar"
    process = await source.starts("backup", str(path))
    part = tmp_path / "backup.tar.part"
    async with asyncio.timeout(PATIENCE):
        while not part.exists():  # noqa: ASYNC110 - another process makes it
            await asyncio.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    await process.communicate()

    assert not path.exists()
    await source.db.run(journal.add, Entry(who="a", role=2, verb="ask", case_id=1, unit="u"))
    with closing(sqlite3.connect(source.file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    ran = await source.types("backup", str(path))
    assert ran.code == 0
    assert {each.name for each in tmp_path.iterdir()} == {"backup.tar", "data", journal_heads.NAME}


async def made(source, path):
    """A backup, made in this very process."""
    origin = backups.BackupSource(db=source.db, url=source.url, files=source.files)
    return await backups.make(origin, path, 1, lambda *_: None, lambda: None)


async def test_what_is_wrong_with_a_backup_is_said(source, tmp_path):
    path, folder = tmp_path / "backup.tar", tmp_path / "aside"
    await made(source, path)
    with pytest.raises(FileExistsError):
        await made(source, path)  # never over another one
    folder.mkdir()
    whole = path.read_bytes()
    with tarfile.open(path) as tar:
        first, second, *_ = tar.getmembers()

    async def verified(data, key_ring=KEY_RING):
        path.write_bytes(data)
        await backups.verify(path, KeyRing.parse(key_ring), folder, lambda *_: None)

    def flipped(at):
        return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]

    await verified(whole)
    for data, words in (
        (whole[: len(whole) // 2], "cut short"),
        (b"nothing of ours", "no backup of jubao"),
        (flipped(second.offset_data + second.size - 1), "cannot be opened"),
        (flipped(first.offset_data + 60), "changed|damaged"),
    ):
        with pytest.raises(Failed, match=words):
            await verified(data)
    with pytest.raises(KeyMissing):
        await verified(whole, KeyRing.new("other"))


async def test_a_restore_needs_an_empty_machine_the_keys_and_a_whole_backup(source, empty):
    path = empty.folder / "backup.tar"
    await made(source, path)
    assert (await empty.types("restore", str(path), SEAL_KEYS=None)).code == 2
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert (await empty.types("restore", str(path))).code == 1
    assert not empty.file.exists()
    assert not list(empty.folder.glob("data/evidence/*"))

    (empty.folder / "data" / "evidence").mkdir(parents=True, exist_ok=True)
    (empty.folder / "data" / "evidence" / "something").touch()
    path.write_bytes(whole)
    ran = await empty.types("restore", str(path))
    assert (ran.code, "evidence is not empty" in ran.complaint) == (3, True)


async def test_no_key_and_no_word_is_in_a_backup(source, tmp_path):
    await made(source, tmp_path / "backup.tar")
    data = (tmp_path / "backup.tar").read_bytes()
    key = KEY_RING.partition(":")[2]
    for secret in (key.encode(), base64.b64decode(key), b"they took my money", BYTES):
        assert secret not in data
    db: Database = source.db
    assert db.cipher.root not in data


def with_member(path, member, data=b"", *, counted=True):
    """The archive with one more member before its manifest, which counts it where that is said."""
    with tarfile.open(path) as tar:
        kept = [(each, tar.extractfile(each).read()) for each in tar]
    page, said = kept.pop()
    written = orjson.loads(said)
    about = orjson.loads(written["about"])
    about["files"] += counted
    about["size"] += len(data) * counted
    said = orjson.dumps({**written, "about": orjson.dumps(about).decode()})
    page.size = len(said)
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as tar:
        for each, content in [*kept, (member, data), (page, said)]:
            tar.addfile(each, io.BytesIO(content))


def of_type(kind, name="evidence/" + "g" * 32, **more):
    member = tarfile.TarInfo(name)
    member.type = kind
    for key, value in more.items():
        setattr(member, key, value)
    return member


def plain(name, data=b"x"):
    return of_type(tarfile.REGTYPE, name, size=len(data)), data


FOREIGN = {
    "a symbolic link": lambda: (of_type(tarfile.SYMTYPE, linkname="/etc/passwd"), b""),
    "a hard link": lambda: (of_type(tarfile.LNKTYPE, linkname="jubao.db"), b""),
    "a device": lambda: (of_type(tarfile.CHRTYPE, devmajor=1, devminor=5), b""),
    "a block device": lambda: (of_type(tarfile.BLKTYPE), b""),
    "a pipe": lambda: (of_type(tarfile.FIFOTYPE), b""),
    "a folder": lambda: (of_type(tarfile.DIRTYPE), b""),
    "a sparse file": lambda: (of_type(tarfile.GNUTYPE_SPARSE, size=0), b""),
    "an absolute name": lambda: plain("/etc/cron.d/x"),
    "a name that climbs": lambda: plain("evidence/../../x"),
    "a name with a folder": lambda: plain("evidence/a/b"),
    "a name of nothing": lambda: plain("evidence/"),
    "a long name": lambda: plain("evidence/" + "f" * 150),
    "a second database": lambda: plain("jubao.db"),
    "a second manifest": lambda: plain("backup.json", b"{}"),
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN)
async def test_an_archive_with_a_foreign_member_is_refused_before_a_byte_is_written(
    source, empty, make
):
    path = empty.folder / "backup.tar"
    await made(source, path)
    with_member(path, *make())

    await nothing_is_written(empty, path)


@pytest.mark.soak
async def test_a_file_that_the_manifest_does_not_count_is_refused(source, empty):
    path = empty.folder / "backup.tar"
    await made(source, path)
    with_member(path, *plain("evidence/" + "g" * 32), counted=False)
    await nothing_is_written(empty, path)


async def nothing_is_written(empty, path):
    folder = empty.folder / "aside"
    folder.mkdir()
    with pytest.raises(Failed):
        await backups.verify(path, KeyRing.parse(KEY_RING), folder, lambda *_: None)
    assert list(folder.iterdir()) == []
    ran = await empty.types("restore", str(path))
    assert (ran.code, len(ran.err.splitlines())) == (1, 1), ran
    assert not [each for each in empty.folder.glob("data/**/*") if each.is_file()]


def sparse(size):
    """A tar of 1,536 bytes with a database of holes, in the form that GNU tar wrote first."""
    header = bytearray(of_type(tarfile.GNUTYPE_SPARSE, "jubao.db").tobuf(tarfile.GNU_FORMAT))
    header[386:398] = header[398:410] = b"00000000000\0"
    header[483:495] = b"%011o\0" % size
    header[148:156] = b"%06o\0 " % (sum(header[:148]) + sum(header[156:]) + 8 * 32)
    return bytes(header) + bytes(1024)


async def test_an_archive_of_holes_is_refused_before_a_byte_is_written(empty):
    path = empty.folder / "backup.tar"
    path.write_bytes(sparse(256 * 1024**2))
    await nothing_is_written(empty, path)


@pytest.mark.parametrize("size", [8 * 1024**3 - 1, 2**60, -(2**60)])
async def test_a_size_beyond_the_bytes_that_there_are_is_refused(source, empty, size):
    path = empty.folder / "backup.tar"
    member = of_type(tarfile.REGTYPE, "jubao.db", size=size)
    path.write_bytes(member.tobuf(tarfile.GNU_FORMAT) + bytes(1024))
    await nothing_is_written(empty, path)


@pytest.mark.soak
async def test_a_size_beyond_what_the_manifest_says_is_refused(source, empty):
    path = empty.folder / "backup.tar"
    await made(source, path)
    with tarfile.open(path) as tar:
        database, *kept = [(each, tar.extractfile(each).read()) for each in tar]
    larger = database[0], database[1] + bytes(4096)
    larger[0].size += 4096
    with tarfile.open(path, "w") as tar:
        for each, content in (larger, *kept):
            tar.addfile(each, io.BytesIO(content))
    await nothing_is_written(empty, path)


@pytest.mark.soak
async def test_a_database_larger_than_the_disk_has_room_for_is_refused(source, empty, monkeypatch):
    path = empty.folder / "backup.tar"
    await made(source, path)
    free = shutil.disk_usage(empty.folder)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: free)
    with pytest.raises(Failed, match="no room"):
        await backups.verify(path, KeyRing.parse(KEY_RING), empty.folder, lambda *_: None)
    assert [each.name for each in empty.folder.iterdir()] == ["backup.tar"]


@pytest.mark.soak
async def test_a_backup_of_an_earlier_release_says_no_sizes_and_is_restored(
    source, empty, monkeypatch
):
    path = empty.folder / "backup.tar"

    def about(**said):
        return Manifest(**{**said, "size": None})

    monkeypatch.setattr(backups, "Manifest", about)
    await made(source, path)
    with tarfile.open(path) as tar:
        assert b"size" not in tar.extractfile("backup.json").read()
    assert (await empty.types("restore", str(path))).code == 0


async def test_a_restore_that_fails_in_its_last_steps_leaves_nothing(source, tmp_path):
    path, other = tmp_path / "backup.tar", Files(f"file:{tmp_path}/restored")
    await made(source, path)

    async def fails():
        async with evidence_copies.put_back(path, other, lambda *_: None):
            assert len(await other.names()) == 2
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        await fails()
    assert await other.is_empty()


def test_a_database_of_more_than_eight_gibibytes_is_read_by_its_extended_header(tmp_path):
    size = 9 * 1024**3
    member = of_type(tarfile.REGTYPE, "jubao.db", size=size)
    header = member.tobuf(tarfile.PAX_FORMAT)
    page = of_type(tarfile.REGTYPE, "backup.json", size=2)
    path = tmp_path / "large.tar"
    with path.open("wb") as file:  # holes: the disk keeps the headers alone
        file.write(header)
        file.seek(len(header) + size)
        file.write(page.tobuf() + b"{}".ljust(512, b"\0") + bytes(1024))
    with path.open("rb") as file:
        assert [(each.name, each.size) for each in plain_tar.parts(file)] == [
            ("jubao.db", size),
            ("backup.json", 2),
        ]
