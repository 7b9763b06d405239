"""Files that are written together: all of them whole, or the folder as it was."""

import errno
import os
import sqlite3
import tarfile
from contextlib import closing

import pytest

from bot.cli import whole_files
from bot.core.errors import Failed

OLD = {"a.html": b"old page", "datapackage.json": b"{}"}
NEW = {"a.html": b"new page", "b.csv": b"code", "datapackage.json": b"[]"}


@pytest.fixture
def folder(tmp_path):
    for name, data in OLD.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_all_are_there_in_their_order_and_nothing_else(folder):
    written = whole_files.write(folder / "made", NEW.items())
    assert [path.name for path in written] == list(NEW)
    assert content(folder / "made") == NEW
    whole_files.write(folder, NEW.items())
    assert content(folder) == NEW
    assert [path.name for path in folder.iterdir() if path.is_dir()] == ["made"]


def test_a_full_disk_leaves_what_was_there(folder, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Failed, match="No space left"):
        whole_files.write(folder, NEW.items())
    assert content(folder) == OLD


def test_a_crash_between_two_files_leaves_what_was_there(folder):
    def made():
        yield from list(NEW.items())[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        whole_files.write(folder, made())
    assert content(folder) == OLD
    assert not [path for path in folder.iterdir() if path.is_dir()]


def test_a_name_that_is_a_folder_is_an_error_in_one_line(folder):
    (folder / "b.csv").mkdir()
    with pytest.raises(Failed, match=r"b\.csv: is a directory"):
        whole_files.write(folder, NEW.items())
    assert content(folder) == OLD


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("jubao.db", "is a database: name another file"),
        ("backup.tar", "is an archive or a backup: name another file"),
        (".env", "is a file with keys: name another file"),
        ("link.csv", "is a database: name another file"),
    ],
)
def test_what_cannot_be_had_again_is_not_replaced(tmp_path, name, words):
    with closing(sqlite3.connect(tmp_path / "jubao.db")) as database:
        database.execute("CREATE TABLE reports (id)")
    with tarfile.open(tmp_path / "backup.tar", "w") as backup:
        backup.add(tmp_path / "jubao.db")
    (tmp_path / ".env").write_text("JUBAO_LOCALE=en\nJUBAO_SEAL_KEYS=k1:secret\n")
    (tmp_path / "link.csv").symlink_to("jubao.db")
    before = content(tmp_path)
    with pytest.raises(Failed, match=words):
        whole_files.write_one(tmp_path / name, b"code,level\n")
    assert content(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(before)
    whole_files.write_one(tmp_path / "new.csv", b"code\n")
    whole_files.write_one(tmp_path / "new.csv", b"level\n")
    assert (tmp_path / "new.csv").read_bytes() == b"level\n"
