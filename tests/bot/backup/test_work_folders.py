"""Two processes that make one file: one works, the other is refused, and neither is harmed."""

import asyncio
import errno
import io
import os
import tarfile

import pytest

from bot.backup import backups, upgrade_copies
from bot.backup.work_folders import work_folder
from bot.cli import backup_commands
from bot.core.errors import Refused
from bot.monitoring import journal_heads
from storage.backup import archive, archive_names, portable_copy, root_stages
from storage.crypto.encryption import KeyRing
from tests.support.chat import _read
from tests.support.database import KEY_RING


def test_a_file_is_made_by_one_process_at_a_time(tmp_path):
    path = tmp_path / "b.tar"
    with work_folder(path) as folder:
        (folder / "half").touch()
        with pytest.raises(Refused, match=f"another process makes {path}"), work_folder(path):
            pass
        with work_folder(tmp_path / "b.tar.gz") as other:
            assert other != folder
        assert (folder / "half").exists()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_removed_and_nothing_else(tmp_path):
    (tmp_path / ".b.tar.jubao").mkdir()
    (tmp_path / ".b.tar.jubao" / "jubao.db").touch()
    (tmp_path / ".b.tar.k3_x9abc").mkdir()  # by an earlier release
    others = {".b.tar.notes", ".b.tar.k3_x9abc.old", "b.tar.part.txt"}
    for name in others:
        (tmp_path / name).touch()
    with work_folder(tmp_path / "b.tar") as folder:
        assert list(folder.iterdir()) == []
    assert {each.name for each in tmp_path.iterdir()} == others


async def test_the_next_backup_removes_what_killed_ones_left_of_any_name_and_none_in_use(
    source, tmp_path
):
    folder, there = tmp_path / "backups", tmp_path / "there"
    for each in (folder, there):
        each.mkdir()

    def left_by(name):
        (folder / f".{name}.jubao").mkdir(exist_ok=True)
        (folder / f".{name}.jubao" / "jubao.db").touch()
        (folder / f"{name}.part").touch()
        return {f".{name}.jubao", f"{name}.part"}

    (there / "precious").touch()
    (folder / ".link.jubao").symlink_to(there)
    others = {"notes.part", ".link.jubao"}
    (folder / "notes.part").touch()
    with work_folder(folder / "other.tar"):
        others |= left_by("other.tar")
        left_by("monday.tar")
        left_by(".hidden.tar")
        ran = await source.types("backup", str(folder / "tuesday.tar"))
        assert ran.code == 0, ran
        found = {each.name for each in folder.iterdir()}
    assert found == {"tuesday.tar", journal_heads.NAME, *others}
    assert (there / "precious").exists()


def test_the_bot_removes_the_copy_that_a_killed_restore_left_and_none_in_use(tmp_path):
    file = tmp_path / "jubao.db"
    file.touch()
    settings = _read(database_url=f"sqlite+aiosqlite:///{file}")
    left = tmp_path / ".jubao.db.jubao"
    with work_folder(file) as folder:
        (folder / "copy").touch()
        upgrade_copies.remove(settings, 1)
        assert (left / "copy").exists()
    left.mkdir()
    (left / "copy").touch()
    upgrade_copies.remove(settings, 1)
    assert {each.name for each in tmp_path.iterdir()} == {"jubao.db"}


async def test_no_bot_starts_on_a_database_that_is_being_restored(shell):
    shell.file.parent.mkdir()
    with work_folder(shell.file):
        ran = await shell.types("run")
        assert (ran.code, f"another process makes {shell.file}" in ran.complaint) == (3, True)
        assert not shell.file.exists()


def test_a_folder_by_a_link_of_somebody_else_is_not_followed(tmp_path):
    there = tmp_path / "there"
    there.mkdir()
    (there / "precious").touch()
    (tmp_path / ".b.tar.jubao").symlink_to(there)
    with pytest.raises(OSError, match=os.strerror(20)), work_folder(tmp_path / "b.tar"):
        pass
    assert (there / "precious").exists()


def test_a_disk_without_hard_links_gets_its_backup_and_never_over_another(tmp_path, monkeypatch):
    def refuses(*_):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(backups.os, "link", refuses)
    part, to = tmp_path / "b.tar.part", tmp_path / "b.tar"
    part.write_text("new")
    backups.name(part, to)
    assert (to.read_text(), part.exists()) == ("new", False)
    part.write_text("newer")
    with pytest.raises(FileExistsError):
        backups.name(part, to)
    assert (to.read_text(), part.read_text()) == ("new", "newer")


def test_a_disk_without_permissions_gets_its_backup_and_that_is_said(tmp_path, monkeypatch):
    def refuses(*_):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    path = tmp_path / "b.tar"
    path.touch(0o755)
    monkeypatch.setattr(archive.os, "fchmod", refuses)
    with archive.writing(path, 1) as out:
        out.evidence("a", 3, io.BytesIO(b"abc"))
    with tarfile.open(path) as found:
        assert found.getnames() == [archive_names.EVIDENCE + "a"]
    assert "whoever has the disk can read" in backup_commands._readable(path)
    path.chmod(0o600)
    assert backup_commands._readable(path) == ""


async def test_two_backups_at_once_are_one_and_a_sentence(source, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    to = str(folder / "monday.tar")
    ran = await asyncio.gather(source.types("backup", to), source.types("backup", to))

    [done] = [each for each in ran if each.code == 0]
    [other] = [each for each in ran if each.code]
    assert "found whole" in done.out
    assert "another process makes" in other.complaint or "is there already" in other.complaint
    assert {each.name for each in folder.iterdir()} == {"monday.tar", journal_heads.NAME}

    # Two files in one folder do not hinder each other, although both keep a head beside them.
    names = [str(folder / name) for name in ("tuesday.tar", "wednesday.tar")]
    ran = await asyncio.gather(*(source.types("backup", name) for name in names))
    assert [each.code for each in ran] == [0, 0], ran


async def test_a_new_root_secret_during_a_backup_does_not_spoil_it(
    source, tmp_path, opens, monkeypatch
):
    ring = KeyRing.parse(f"{KeyRing.new('k2')},{KEY_RING}")
    db, snapshot = await opens(source.url, ring), portable_copy.snapshot

    async def and_then_a_new_root(*args):
        counts = await snapshot(*args)
        await db.run(root_stages.begin)
        await db.learn_roots()
        await db.run(root_stages.bring_into_use)
        await db.learn_roots()
        return counts

    monkeypatch.setattr(portable_copy, "snapshot", and_then_a_new_root)
    to = tmp_path / "backup.tar"
    origin = backups.BackupSource(db=db, url=source.url, files=source.files)
    made = await backups.make(origin, to, 1, lambda *_: None, lambda: None)
    assert (made.about.files, to.exists()) == (2, True)
