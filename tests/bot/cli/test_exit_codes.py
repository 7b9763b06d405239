"""Every command ends with the exit code that `jubao --help` promises for what is wrong."""

import logging
import shutil

import pytest
import structlog
from cyclopts import CycloptsError

from bot.cli.everything import app
from bot.cli.exit_codes import FAILED, REFUSED, USAGE, failure_report
from bot.config.settings import PREFIX
from bot.core.logs import LIBRARIES
from storage.crypto.encryption import KeyRing
from tests.support.database import KEY_RING
from tests.support.processes import ROOT
from tests.support.shell import NOWHERE, TOKEN

HUNAN = str(ROOT / "profiles" / "hunan")
URL = "sqlite+aiosqlite:///data/jubao.db"
DATABASE = (USAGE, FAILED)
"""Exit codes of a command that needs the encryption keys and a database: without either."""
KEYS = (USAGE, None)  # makes the database, or starts a service: not typed here without one
NEITHER = (0, 0)
COMMANDS = {
    "admin invite": KEYS,
    "admin list": DATABASE,
    "admin revoke 41": DATABASE,
    "audit verify": DATABASE,
    "backup b.tar": DATABASE,
    "case-file 2611-0002 --out c.zip": DATABASE,
    "category check": DATABASE,
    "courier": KEYS,
    f"db copy {URL} sqlite+aiosqlite:///new.db": DATABASE,
    "directory export d.csv": DATABASE,
    "directory import a.csv": DATABASE,
    "doctor": (FAILED, FAILED),  # it lists what is missing
    "export cases --from 2026-01-01 --to 2026-01-31": DATABASE,
    "health": DATABASE,
    "keys new": NEITHER,
    "keys public": DATABASE,
    "keys rotate": DATABASE,
    "locale check zh-Hans": NEITHER,
    "locale list": NEITHER,
    "locale new fr --to texts": NEITHER,
    "locale update zh-Hans": NEITHER,
    "migrate": NEITHER,
    "outbox discard": DATABASE,
    "outbox held": DATABASE,
    "outbox release": DATABASE,
    f"profile check {HUNAN}": NEITHER,
    f"profile import {HUNAN}": KEYS,
    "report --month 2026-01": DATABASE,
    "restore a.tar": (USAGE, FAILED),
    "retention": DATABASE,
    "run": KEYS,
    "settings": NEITHER,
    "setup": (USAGE, USAGE),  # this is no terminal
    "setup --yes": (FAILED, FAILED),  # Telegram does not answer
    "verify a.tar": (FAILED, FAILED),
    "webhook delete": (FAILED, FAILED),
    "webhook info": (FAILED, FAILED),
    "webhook set": (FAILED, FAILED),
    "worker": KEYS,
}
NOT_TYPED = {"demo"}  # it needs nothing, and serves until a signal
WITHOUT_SETTINGS = {"keys new", "verify a.tar"}
READS_PROFILE = (
    *("admin invite", "admin list", "admin revoke 41", "backup b.tar", "keys rotate"),
    *("outbox discard", "outbox release", "retention", "locale check zh-Hans"),
)
SERVICES = {
    "WEBHOOK_URL": "https://bot.example/hook",
    "WEBHOOK_SECRET": "w" * 40,
    "DATABASE_URL": "postgresql+asyncpg://jubao@127.0.0.1:9/jubao",
}


class Folder:
    """A folder in which commands are typed, in this process."""

    def __init__(self, path, monkeypatch, template):
        self.path, self.monkeypatch, self.template = path, monkeypatch, template
        for name, text in (("a.tar", "no backup"), ("a.csv", "")):
            (path / name).write_text(text)

    def has_database(self):
        (self.path / "data").mkdir()
        shutil.copy(self.template, self.path / "data" / "jubao.db")

    def types(self, words, **variables):
        """The exit code and the words on stderr."""
        given = {"BOT_TOKEN": TOKEN, "API_BASE_URL": NOWHERE, "SEAL_KEYS": KEY_RING}
        given |= {"PROFILE": HUNAN, **(SERVICES if _is_for_services(words) else {}), **variables}
        for name, value in given.items():
            self.monkeypatch.setenv(PREFIX + name, value)
        try:
            app(
                words.split(),
                exit_on_error=False,
                print_error=False,
                result_action="return_value",
            )
        except CycloptsError as wrong:
            return USAGE, str(wrong)
        except Exception as error:  # noqa: BLE001 - as `bot.__main__` does
            found = failure_report(error)
            self.found = found.found
            return found.code, found.words
        return 0, ""


def _is_for_services(words):
    return words in ("worker", "courier", "webhook set")


@pytest.fixture
def folder(tmp_path, monkeypatch, sqlite_template):
    """The log is set back afterwards: a command sets it up for its process."""
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    loggers = [root, *map(logging.getLogger, ("jubao", *LIBRARIES))]
    levels, handlers = [logger.level for logger in loggers], list(root.handlers)
    before = structlog.get_config()
    yield Folder(tmp_path, monkeypatch, sqlite_template)
    logging.captureWarnings(capture=False)
    structlog.configure(**before)
    root.handlers[:] = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def leaves(group, *above):
    """The words of every command below a group."""
    for name in group:
        if not name.startswith("-"):
            words = (*above, name)
            if group[name].default_command is not None:
                yield " ".join(words)
            else:
                yield from leaves(group[name], *words)


def test_every_command_is_in_the_table():
    typed = (*COMMANDS, *NOT_TYPED)
    missing = [
        command
        for command in leaves(app)
        if not any(f"{words} ".startswith(f"{command} ") for words in typed)
    ]
    assert missing == ["admin dismiss"]  # another name of `admin revoke`


@pytest.mark.parametrize("command", COMMANDS)
def test_a_key_that_is_not_set_is_a_wrong_setting(command, folder):
    folder.has_database()
    code, words = folder.types(command, SEAL_KEYS="")
    assert code == COMMANDS[command][0], words
    if COMMANDS[command] in (DATABASE, KEYS):
        assert words.startswith("JUBAO_SEAL_KEYS is not set: ")


@pytest.mark.parametrize("command", [each for each in COMMANDS if COMMANDS[each] == DATABASE])
def test_without_key_and_database_the_setting_is_named_first(command, folder):
    code, words = folder.types(command, SEAL_KEYS="")
    assert (code, words.startswith("JUBAO_SEAL_KEYS is not set: ")) == (USAGE, True)


def test_a_new_key_is_not_advised_where_there_is_a_database(folder):
    advice = "`jubao keys new` makes a key"
    assert advice in folder.types("admin invite", SEAL_KEYS="")[1]
    folder.has_database()
    assert advice not in folder.types("admin invite", SEAL_KEYS="")[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_value_that_cannot_be_used_is_a_wrong_setting(command, folder):
    for wrong in ({"SEAL_KEYS": "k1:short"}, {"SEND_RATE": "fast"}):
        code, words = folder.types(command, **{"SEND_RATE": "25", **wrong})
        if command not in WITHOUT_SETTINGS:
            assert (code, bool(words)) == (USAGE, True)
            named = [f"{PREFIX}{name}: " in words for name in wrong]
            assert all(named) or "this is no terminal" in words
        else:
            assert code == COMMANDS[command][1]


@pytest.mark.parametrize("command", [each for each in COMMANDS if COMMANDS[each][1] is not None])
def test_without_a_database_a_command_that_needs_one_fails(command, folder):
    code, words = folder.types(command)
    assert code == COMMANDS[command][1], words
    if COMMANDS[command] == DATABASE and command != "restore a.tar":
        assert words == (
            f"there is no database yet: {folder.path / 'data' / 'jubao.db'}"
            " (the first start of the bot makes it)"
        )


@pytest.mark.parametrize("command", READS_PROFILE)
def test_a_profile_that_is_not_there_is_a_wrong_setting(command, folder):
    folder.has_database()
    code, words = folder.types(command, PROFILE="nowhere")
    assert (code, words) == (USAGE, f"JUBAO_PROFILE: there is no folder {folder.path / 'nowhere'}")


@pytest.mark.parametrize(
    "command",
    [
        *("category check", "directory export d.csv", "directory import a.csv"),
        *("export cases --from 2026-01-01 --to 2026-01-31", "report --month 2026-01"),
    ],
)
def test_before_the_first_start_it_is_said_where_units_come_from(command, folder):
    folder.has_database()
    assert folder.types(command) == (
        FAILED,
        (
            "there are no units yet: the first start of the bot takes them from JUBAO_PROFILE, "
            "`jubao profile import PATH` takes them at once"
        ),
    )


def test_the_doctor_names_first_what_sets_up_everything(folder):
    folder.types("doctor", BOT_TOKEN="", SEAL_KEYS="")
    first = folder.found.splitlines()[0]
    assert first.split()[:2] == ["note", "setup"]
    assert "`jubao setup`" in first
    folder.types("doctor", SEAL_KEYS="")
    assert "jubao setup" not in folder.found


def test_the_doctor_does_not_advise_a_new_key_where_there_is_a_database(folder):
    folder.has_database()
    folder.types("doctor", BOT_TOKEN="", SEAL_KEYS="")
    out = folder.found
    assert ("jubao setup" in out, "jubao keys new" in out) == (False, False)
    assert "needs the key that it was made with" in out


def test_another_key_is_refused(folder):
    folder.types("admin invite")
    code, words = folder.types("admin list", SEAL_KEYS=KeyRing.new())
    assert (code, words.startswith("JUBAO_SEAL_KEYS is not the key of")) == (REFUSED, True)


def test_what_is_there_is_refused_and_a_wrong_argument_is_wrong_usage(folder):
    folder.has_database()
    assert folder.types("backup a.tar") == (REFUSED, "a.tar is there already: name another file")
    assert folder.types("backup no/b.tar") == (USAGE, f"there is no folder {folder.path / 'no'}")
    assert folder.types("case-file 2611-0002 --out a.tar")[0] == REFUSED
    assert folder.types("case-file 2611-0002 --out no/c.zip")[0] == USAGE
    code, words = folder.types("export cases --from 2026-02-01 --to 2026-01-01")
    assert (code, "before it begins" in words) == (USAGE, True)


def test_a_token_file_that_cannot_be_read_is_wrong_usage(folder):
    (folder.path / "token").write_bytes(b"\xff\xfe\x00")
    code, words = folder.types("setup --yes --token-file token", BOT_TOKEN="")
    assert (code, words.startswith("token: is not UTF-8 text")) == (USAGE, True)
