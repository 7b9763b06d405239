"""Case 15: on a full disk every file that a command writes is the old one whole, or none."""

import contextlib
import os
import re
import resource
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.cli import whole_files as commands_files
from bot.core.errors import Failed
from bot.first_setup import env_file
from storage.core import file_faults
from storage.files import whole_files
from storage.files.blobs import Files
from tests.bot.cli.test_signature_commands import refers
from tests.support.processes import ROOT
from usecases.figures.spreadsheets import FileFormat, sheet

OLD = "an old file, whole\n"
LARGE = "x" * 200_000
LIMIT = 20_000  # bytes
FULL = Path("/dev/full")


@contextlib.contextmanager
def no_room():
    """No file may grow beyond LIMIT, as on a disk that is full by then."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def rows(path, form):
    with sheet(path, form, ["text"]) as out:
        for number in range(2000):
            out.add([f"{number} {os.urandom(60).hex()}"])


WRITERS = {
    "one file": lambda path: commands_files.write_one(path, LARGE.encode()),
    "many files": lambda path: commands_files.write(
        path.parent, [("first", b"1"), (path.name, LARGE.encode())]
    ),
    "csv": lambda path: rows(path, FileFormat.CSV),
    "jsonl": lambda path: rows(path, FileFormat.JSONL),
    "xlsx": lambda path: rows(path, FileFormat.XLSX),
    "env": lambda path: env_file.write(path, LARGE),
}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("old", [None, OLD])
def test_case_15_nothing_is_half_written(tmp_path, writer, old):
    path = tmp_path / "d.csv"
    if old is not None:
        path.write_text(old)
    with no_room(), pytest.raises((OSError, Failed)) as wrong:
        WRITERS[writer](path)
    words = (
        file_faults.sentence(wrong.value) if isinstance(wrong.value, OSError) else str(wrong.value)
    )
    assert f"{path}: File too large" in words
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == (
        {} if old is None else {"d.csv": old}
    )
    WRITERS[writer](path)  # with room
    assert path.stat().st_size > LIMIT


@pytest.mark.parametrize("when", ["fsync", "replace"])
@pytest.mark.parametrize("number", [28, 122, 30, 5], ids=["ENOSPC", "EDQUOT", "EROFS", "EIO"])
def test_case_15_an_error_at_the_very_end(tmp_path, monkeypatch, when, number):
    path = tmp_path / "d.csv"
    path.write_text(OLD)

    def fails(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, when, fails)
    if when == "replace":
        monkeypatch.setattr(whole_files.Path, "replace", fails)
    with pytest.raises(Failed, match=r"d\.csv: "):
        commands_files.write_one(path, b"new")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("d.csv", OLD)]


def test_rights_and_links_stay_as_they_were(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text(OLD)
    real.chmod(0o640)
    link.symlink_to(real)
    commands_files.write_one(link, b"new")
    assert (link.is_symlink(), real.read_text(), real.stat().st_mode & 0o777) == (
        *(True, "new"),
        0o640,
    )


@pytest.mark.heavy
@pytest.mark.parametrize("form", FileFormat)
def test_case_15_a_pipe_is_written_and_not_replaced(tmp_path, form):
    pipe, got = tmp_path / "pipe", tmp_path / "got"
    os.mkfifo(pipe)
    with got.open("wb") as out, subprocess.Popen(["cat", pipe], stdout=out) as reader:
        rows(pipe, form)
        assert reader.wait(30) == 0
    rows(tmp_path / "file", form)
    assert pipe.is_fifo()
    assert abs(got.stat().st_size - (tmp_path / "file").stat().st_size) < 5000


WRITING = re.compile(
    r"""(write_text|write_bytes|mkstemp|NamedTemporaryFile|shutil\.(move|copy\w*)|O_WRONLY|O_RDWR"""
    r"""|\bopen\([^)]*["'](w|x|a|r\+)[bt+]*["'])"""
)
OWN_WAYS = {
    "storage/files/whole_files.py": "the one way",
    "bot/cli/whole_files.py": "fills what `whole_files.replacing` gives",
    "bot/first_setup/env_file.py": "fills what `whole_files.replacing` gives",
    "usecases/figures/spreadsheets.py": "fills what `whole_files.replacing` gives",
    "usecases/case_files/bag.py": "in the folder that `whole_files.replacing` gives",
    "usecases/case_files/sources.py": "in a temporary folder",
    "storage/backup/archive.py": "as `.part`, which gets its name once it is verified",
    "storage/backup/erasure_list.py": "appends lines to a list that is read line by line",
    "storage/backup/portable_copy.py": "in a folder that is removed after the backup",
    "storage/engine/file_modes.py": "makes the file of a database",
    "bot/monitoring/journal_heads.py": "beside it, then moved",
    "bot/core/streams.py": "opens /dev/null in place of a closed stream",
    "bot/cli/demo.py": "in the demo's temporary folder",
}


def test_case_15_no_command_opens_a_file_to_write_in_another_way():
    found = set()
    for layer in ("bot", "handlers", "usecases", "storage", "domain", "conversation", "locales"):
        for path in (ROOT / layer).rglob("*.py"):
            code = path.read_text(encoding="utf-8")
            if WRITING.search(code) or 'ZipFile(path, "w"' in code:
                found.add(path.relative_to(ROOT).as_posix())
    assert found <= set(OWN_WAYS)
    assert set(OWN_WAYS) <= found | {"usecases/case_files/sources.py"}


DAYS = ("--from", "2026-01-01", "--to", "2099-12-31")
COMMANDS = {
    "directory": ("directory", "export", "TARGET"),
    "audit": ("export", "audit", *DAYS, "--out", "TARGET"),
    "audit xlsx": ("export", "audit", *DAYS, "--format", "xlsx", "--out", "TARGET"),
    "figures": ("export", "figures", *DAYS, "--out", "TARGET"),
}


def is_device(path):
    return path.is_char_device()


@contextlib.contextmanager
def tmpfs(folder, size):
    """A small file system, where this process may mount one; else None."""
    folder.mkdir()
    options = ["-o", f"size={size}", "tmpfs", str(folder)]
    mounted = shutil.which("mount") and not subprocess.call(
        ["mount", "-t", "tmpfs", *options], stderr=subprocess.DEVNULL
    )
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.check_call(["umount", str(folder)])


def fill(disk, but=0):
    """Leave so many bytes."""
    with contextlib.suppress(OSError), (disk / "fill").open("wb") as file:
        while True:
            file.write(bytes(1024))
            file.flush()
    os.truncate(disk / "fill", (disk / "fill").stat().st_size - but)


@pytest.mark.parametrize("command", COMMANDS)
async def test_case_15_a_full_disk_is_one_line_and_the_old_file_holds(shell, command):
    """On a file system of 64 kB; where none can be mounted, into the device that is always full."""
    shell.has(shell.installed)

    def to(target):
        return [str(target) if word == "TARGET" else word for word in COMMANDS[command]]

    assert (await shell.types(*to(FULL))).complaint == "/dev/full: No space left on device"
    assert is_device(FULL)  # not replaced by a file
    with tmpfs(shell.folder / "disk", "64k") as disk:
        if disk is None:
            return
        target = disk / "d.csv"
        target.write_text(OLD)
        fill(disk)
        ran = await shell.types(*to(target))
        assert (ran.code, ran.out) == (1, "")
        assert ran.complaint.startswith(f"{target}: No space left on device (0 kB free")
        assert sorted(each.name for each in disk.iterdir()) == ["d.csv", "fill"]
        assert target.read_text() == OLD


async def test_case_15_a_report_leaves_no_empty_file_on_a_full_disk(shell):
    shell.has(shell.installed)
    with tmpfs(shell.folder / "disk", "16k") as disk:
        folder = disk if disk is not None else shell.folder / "file"
        if disk is None:
            folder.touch()
        ran = await shell.types("report", "--month", "2026-10", "--out", str(folder))
        assert (ran.code, ran.out) == (1, "")
        assert ran.complaint.startswith(str(folder))
        assert disk is None or list(disk.iterdir()) == []


ROOM = {"at once": 0, "in the middle": 16 * 1024}


@pytest.mark.parametrize("room", ROOM)
@pytest.mark.parametrize("what", ["backup", "restore", "case file", "language"])
async def test_case_15_a_disk_that_gets_full_leaves_no_half_of_what_is_large(
    shell, profile, what, room
):
    """On a file system of 96 kB; where none can be mounted, where no folder can be."""
    shell.has(shell.installed)
    number, backup = "", shell.folder / "whole.tar"
    if what == "restore":
        assert (await shell.types("backup", str(backup))).code == 0
    if what == "case file":
        async with shell.database() as db:
            files = Files(f"file:{shell.folder}/data/evidence")
            number = await refers(db, files, profile)
    with tmpfs(shell.folder / "disk", "96k") as disk:
        folder = disk if disk is not None else Path("/dev/null/disk")
        target = {
            "backup": folder / "night.tar",
            "restore": folder / "jubao.db",
            "case file": folder / "case.zip",
            "language": folder / "fr",
        }[what]
        words = {
            "backup": ("backup", str(target)),
            "restore": ("restore", str(backup)),
            "case file": ("case-file", number, "--out", str(target)),
            "language": ("locale", "new", "fr", "--to", str(folder)),
        }[what]
        if disk is not None:
            fill(disk, but=ROOM[room])
        more = {"DATABASE_URL": f"sqlite+aiosqlite:///{target}"} if what == "restore" else {}
        ran = await shell.types(*words, **more)
        assert (ran.code, ran.out) == (1, "")
        if what == "restore" and disk is not None:  # seen before it is begun
            words = rf"{backup}: its \d+ bytes have no room in {folder}/"
            assert re.match(words, ran.complaint)
        else:
            assert str(target) in ran.complaint
            assert disk is None or "No space left on device" in ran.complaint
        assert disk is None or [each.name for each in disk.iterdir()] == ["fill"]


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
async def test_case_15_stdout_gets_the_file_and_nothing_else(shell, name):
    shell.has(shell.installed)
    ran = await shell.types("directory", "export", name)
    assert (ran.code, ran.out.startswith("\ufeffcode,level,parent")) == (0, True)
    assert "units written" not in ran.out
    assert "units written into" in ran.err
