"""Case 20: a file that cannot be used is named with the reason, its owner and who we are."""

import asyncio
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.config import settings_files
from bot.config.settings import SettingsError, read_settings
from bot.core.errors import Failed
from bot.first_setup import env_file
from storage.core import file_faults
from storage.core.errors import DatabaseUnusable, SchemaNewer
from storage.engine import schema
from storage.engine.sqlite import Sqlite
from storage.engine.sqlite_errors import translated
from tests.support.shell import NOWHERE

NOBODY = 65534
GBK = "# 机器人口令\nJUBAO_LOCALE=en\n"


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("JUBAO_")]:
        monkeypatch.delenv(name)


def as_nobody(job):
    """What `job` returns in a process that has no right to other people's files."""
    if os.geteuid():
        return job()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.setgroups([])
            os.setuid(NOBODY)
            os.write(writing, job().encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        words = said.read().decode()
    os.waitpid(child, 0)
    return words


def fault(text):
    Path(".env").write_bytes(text)
    with pytest.raises(SettingsError) as wrong:
        read_settings()
    return str(wrong.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (GBK.encode("gbk"), ".env: is not UTF-8 text, line 1: save it as UTF-8"),
        (f"A=1\n{GBK}".encode("gb18030"), ".env: is not UTF-8 text, line 2"),
        (GBK.encode("utf-16"), ".env: is not UTF-8 text, but UTF-16, line 1"),
        ("A=1\n".encode("utf-16-le"), ".env: is not UTF-8 text, but UTF-16, line 1"),
        ("A=1\n".encode("utf-16-be"), ".env: is not UTF-8 text, but UTF-16, line 1"),
        (b"A=1\nnot a setting\n", ".env: expected NAME=VALUE, line 2"),
        (b"A=1\nJUBAO_LOCALE\n", ".env: expected NAME=VALUE, line 2: the = is missing"),
        ("A=1\nJUBAO_LOCALE＝en\n".encode(), ".env: expected NAME=VALUE, line 2: the = is missing"),
        (b"A=1\nB='left open\n", ".env: expected NAME=VALUE, line 2: is a quote left open?"),
    ],
)
def test_case_20_a_dotenv_that_is_no_text_is_named_with_its_line(data, words):
    assert fault(data).startswith(words)


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfJUBAO_LOCALE=en\n", b"JUBAO_LOCALE=en\r\nX=1\r\n"])
def test_case_20_a_dotenv_from_windows_is_read(data):
    Path(".env").write_bytes(data)
    assert read_settings().locale == "en"


def test_case_20_a_pipe_in_place_of_the_dotenv():
    os.mkfifo(".env")
    with pytest.raises(SettingsError, match=r"\.env: is no file"):
        read_settings()


def test_case_20_a_circle_of_links_in_place_of_the_dotenv():
    Path(".env").symlink_to(".env")
    with pytest.raises(SettingsError, match=r"\.env: Too many levels of symbolic links"):
        read_settings()


def test_case_20_a_folder_in_place_of_the_dotenv():
    Path(".env").mkdir()
    with pytest.raises(SettingsError, match=r"\.env: Is a directory"):
        read_settings()
    Path(".env/pyvenv.cfg").touch()  # a virtual environment
    assert read_settings().locale == "zh-Hans"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "keys is empty"),
        (b" \r\n", "keys is empty"),
        (b"k1:a\nk2:b\n", "keys: expected one line, found 2"),
        ("k1:a\n".encode("utf-16"), "keys: is not UTF-8 text, but UTF-16"),
        ("k1:密\n".encode("gbk"), "keys: is not UTF-8 text, line 1"),
        (None, "keys is a folder"),
    ],
)
def test_case_20_a_file_of_a_secret(monkeypatch, data, words):
    if data is None:
        Path("keys").mkdir()
    else:
        Path("keys").write_bytes(data)
    monkeypatch.setenv("JUBAO_SEAL_KEYS_FILE", "keys")
    with pytest.raises(SettingsError) as wrong:
        read_settings()
    path = Path.cwd() / "keys"
    expected = f"JUBAO_SEAL_KEYS: JUBAO_SEAL_KEYS_FILE: {words.replace('keys', str(path), 1)}"
    assert str(wrong.value).startswith(expected)


@pytest.mark.parametrize("written", ["{}\n", "\ufeff{}", "{}\r\n", "  {}  \n\n"])
def test_case_20_a_secret_however_it_was_saved(monkeypatch, written):
    token = "4242:AAcanary-canary_canary-canary_canary"
    Path("token").write_text(written.format(token), encoding="utf-8")
    monkeypatch.setenv("JUBAO_BOT_TOKEN_FILE", "token")
    assert read_settings().bot_token.get_secret_value() == token


@pytest.fixture
def closed():
    """A folder that others may enter, and its owner alone may write."""
    folder = Path(tempfile.mkdtemp(prefix="jubao-closed-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)


def refusal(job):
    def said():
        try:
            job()
        except (DatabaseUnusable, ValueError) as wrong:
            return str(wrong)
        return "nothing was wrong"

    return as_nobody(said)


def made(file):
    schema.bring_up_to_date(f"sqlite:///{file}")


def who():
    if os.geteuid():
        return f"({os.geteuid()})"
    return "(65534)"


def test_case_20_a_data_folder_of_somebody_else(closed):
    closed.chmod(0o555)
    words = refusal(lambda: made(closed / "jubao.db"))
    assert words.startswith(f"{closed}: cannot be written, for jubao.db and what is kept beside it")
    assert f"it belongs to {file_faults._name(os.geteuid())}, mode 0555" in words
    assert who() in words


@pytest.mark.parametrize("again", ["migrate", "open"])
def test_case_20_a_file_that_may_only_be_read(closed, again):
    file = closed / "jubao.db"
    made(file)
    file.chmod(0o444)

    def opens():
        asyncio.run(Sqlite.open(f"sqlite:///{file}", read_only=True))

    words = refusal(opens if again == "open" else lambda: made(file))
    assert words.startswith(f"{file}: cannot be read and written; it belongs to ")
    assert "mode 0444" in words
    assert who() in words


def test_case_20_a_folder_in_which_no_wal_can_be_made(closed):
    file = closed / "jubao.db"
    made(file)
    file.chmod(0o666)
    closed.chmod(0o555)
    assert refusal(lambda: made(file)).startswith(f"{closed}: cannot be written, for jubao.db")


def test_a_folder_in_which_no_dotenv_can_be_written_is_said_before_anything_is_asked(closed):
    closed.chmod(0o555)

    def refused():
        try:
            env_file.refuse_unwritable(closed / ".env")
        except Failed as wrong:
            return str(wrong)
        return "nothing was wrong"

    words = as_nobody(refused)
    assert words.startswith(f"{closed}: cannot be written, for .env and what is kept beside it")
    assert who() in words
    closed.chmod(0o755)
    assert env_file.refuse_unwritable(closed / ".env") is None


def test_case_20_a_dotenv_of_somebody_else(closed):
    file = closed / ".env"
    file.write_text("A=1\n")
    file.chmod(0o000)
    words = as_nobody(lambda: settings_files.dotenv_fault(file))
    assert words.startswith(f"{file}: Permission denied; it belongs to ")
    assert who() in words


def database(content):
    def write(file):
        file.write_bytes(content)

    return write


def another(file):
    with closing(sqlite3.connect(file)) as found:
        found.execute("CREATE TABLE moz_places (id INTEGER)")


def newer(file):
    made(file)
    with closing(sqlite3.connect(file)) as found:
        found.execute("UPDATE alembic_version SET version_num = '9999'")
        found.commit()


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (Path.mkdir, "is a folder, not a file"),
        (os.mkfifo, "is no file"),
        (database(b"this is no database" * 100), "is no SQLite database"),
        (another, "is the database of another program: name another file"),
        (newer, "the database was written by a newer release of jubao: upgrade first"),
    ],
)
def test_case_20_a_file_that_is_no_database_of_ours(tmp_path, prepare, words):
    file = tmp_path / "jubao.db"
    prepare(file)
    with pytest.raises((DatabaseUnusable, SchemaNewer)) as wrong:
        made(file)
    assert str(wrong.value) == f"{file}: {words}"


def test_a_database_on_a_full_disk_is_said_to_lack_room(tmp_path, monkeypatch):
    file = tmp_path / "jubao.db"
    made(file)
    wrong = sqlite3.OperationalError("disk I/O error")
    wrong.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    assert str(translated(wrong, file)).endswith("cannot be read or written (disk I/O error)")
    full = SimpleNamespace(f_bavail=3, f_frsize=4096, f_flag=0)
    monkeypatch.setattr(file_faults.os, "statvfs", lambda _: full)
    said = f"{file}: cannot be read or written (disk I/O error): no room is left on its disk"
    assert str(translated(wrong, file)) == said


@pytest.mark.parametrize("name", ["x" * 300, "/".join(["y" * 200] * 25)])
def test_case_20_a_name_that_is_too_long(tmp_path, name):
    with pytest.raises(DatabaseUnusable, match=r"… \(\d+ bytes\): File name too long"):
        made(tmp_path / name)


def test_case_20_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnusable, match=r"file is not a folder"):
        made(tmp_path / "file" / "jubao.db")


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
async def test_what_a_lost_database_left_is_not_mixed_into_a_restored_one(shell, end):
    """SQLite replays a WAL onto whatever file has the name."""
    left = shell.folder / f"jubao.db{end}"
    left.write_bytes(b"pages of another database")
    (shell.folder / "some.jubao").touch()
    url = f"sqlite+aiosqlite:///{shell.folder}/jubao.db"
    refused = await shell.types("restore", "some.jubao", DATABASE_URL=url)
    assert (refused.code, str(left) in refused.complaint) == (3, True)
    assert left.exists()


@pytest.mark.parametrize("written", ["my%20data", "my data", "100%25", "举报"])
async def test_case_20_one_meaning_for_every_command(shell, written):
    """What `migrate` makes is what doctor, health, backup and restore look at."""
    url = f"sqlite+aiosqlite:///{written}/jubao.db"
    folder = {"my%20data": "my data", "100%25": "100%"}.get(written, written)
    ours = {"DATABASE_URL": url, "API_BASE_URL": NOWHERE}
    assert (await shell.types("migrate", **ours)).code == 0
    assert (shell.folder / folder / "jubao.db").is_file()
    assert (await shell.types("health", **ours)).out == "healthy\n"
    assert "up to date, opened by the keys" in (await shell.types("doctor", **ours)).out
    (shell.folder / "some.jubao").touch()
    assert (await shell.types("restore", "some.jubao", **ours)).complaint.startswith(
        "there is a database already: "
    )
    target = f"sqlite+aiosqlite:///{written}/copy.db"
    assert (await shell.types("db", "copy", url, target, **ours)).code == 0
    assert not [each for each in shell.folder.iterdir() if "%20" in each.name]
