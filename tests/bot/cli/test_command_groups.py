import asyncio
import os
import re
import shutil
import signal
import socket
import sqlite3
import sys
import time
import tomllib
from contextlib import closing
from importlib import metadata

import pytest
from cyclopts import CycloptsError

from bot.cli import command_groups, demo, everything
from conversation.form import Given
from domain.network.people import Caller
from storage.crypto.encryption import KeyRing
from storage.engine import counters, schema
from storage.network import invitations, people
from storage.queues import inbox
from storage.queues.inbox import Arrival
from storage.wiring import open_database
from tests.support.database import KEY_RING
from tests.support.life import Life
from tests.support.post import post_office
from tests.support.processes import ROOT
from tests.support.shell import PATIENCE, TOKEN


async def test_help_names_every_command_and_the_exit_codes(shell):
    ran = await shell.types("--help")
    assert (ran.code, ran.err) == (0, "")
    commands = "demo setup run migrate doctor health profile directory admin keys webhook settings"
    commands += " worker courier audit backup restore outbox retention db"
    for word in (*commands.split(), "--debug", "refused for safety"):
        assert word in ran.out


async def test_the_version_is_that_of_the_code(shell):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    ran = await shell.types("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"{project['version']}\n", "")


def test_without_a_source_tree_the_version_is_that_of_the_installed_package(tmp_path):
    assert command_groups.version_of(tmp_path) == metadata.version("jubao")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "jubao"\nversion = "9.8.7"\n')
    assert command_groups.version_of(tmp_path) == "9.8.7"


@pytest.mark.soak
@pytest.mark.heavy
async def test_it_starts_by_itself_too_and_says_the_same(shell):
    """All other tests here begin in a process that has read its libraries already."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "--help"),
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "200"},
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert (process.returncode, out.decode()) == (0, (await shell.types("--help")).out)


@pytest.mark.parametrize("words", [["profile"], ["admin"], ["keys"], ["demo", "--help"]])
async def test_a_group_alone_and_help_on_a_command_say_how_it_is_used(shell, words):
    ran = await shell.types(*words)
    assert (ran.code, ran.err) == (0, "")
    assert "Usage: jubao" in ran.out


@pytest.mark.heavy
async def test_the_command_line_itself_does_not_wait_for_heavy_imports(shell):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "import sys, bot.__main__; print(*{'telegram', 'pydantic'} & set(sys.modules))",
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert out.strip() == b""


@pytest.mark.soak
@pytest.mark.parametrize(("words", "read"), [(["health"], False), (["health", "--help"], True)])
@pytest.mark.heavy
async def test_what_a_service_manager_starts_waits_for_no_reader_of_command_lines(words, read):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "import atexit, sys; from bot.__main__ import main\n"
        "atexit.register(lambda: print('read:', 'cyclopts' in sys.modules))\nmain()",
        *words,
        cwd=ROOT,
        env={**os.environ, "JUBAO_SEAL_KEYS": ""},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert out.decode().endswith(f"read: {read}\n")


@pytest.mark.parametrize(
    "words",
    [
        ["bogus"],
        ["keys", "bogus"],
        ["run", "--bogus"],
        ["demo", "--port", "many"],
        ["demo", "--port", "70000"],
        ["profile", "import"],
        ["profile", "import", "nowhere"],
        ["keys", "new", "--name", "a:b"],
        ["settings", "too", "much"],
    ],
)
async def test_wrong_usage_leaves_with_2_and_one_line(shell, words):
    ran = await shell.types(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaint


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("profile check", "profile check needs PATH: see `jubao profile check --help`"),
        ("backup", "backup needs PATH: see `jubao backup --help`"),
        ("db copy a", "db copy needs TARGET: see `jubao db copy --help`"),
        ("export --from 2026-01-01", "export needs WHAT: see `jubao export --help`"),
        ("backup --path", 'Command "backup" parameter --path requires an argument.'),
        ("report", 'Command "report" parameter --month requires an argument.'),
        ("profile check nowhere", 'Invalid value "nowhere" for PATH. "nowhere" does not exist.'),
    ],
)
def test_what_is_missing_has_the_name_that_help_gives_it(words, said):
    with pytest.raises(CycloptsError) as wrong:
        everything.app(words.split(), exit_on_error=False, print_error=False)
    assert command_groups.usage_fault(wrong.value) == said


async def test_wrong_settings_leave_with_2_and_a_line_for_each_fault(shell):
    ran = await shell.types("run", SEND_RATE="fast", BOT_TOKEN="kanarienvogel", MODE="webhook")
    assert ran.code == 2
    assert re.findall(r"^jubao: (JUBAO_\w+): ", ran.err, re.MULTILINE) == [
        "JUBAO_BOT_TOKEN",
        "JUBAO_WEBHOOK_URL",
        "JUBAO_WEBHOOK_SECRET",
        "JUBAO_SEND_RATE",
    ]
    assert len(ran.err.splitlines()) == 4
    assert "kanarienvogel" not in ran.err


async def test_run_needs_a_token_and_a_key(shell):
    without_token = await shell.types("run", BOT_TOKEN=None)
    assert without_token.code == 2
    assert "JUBAO_BOT_TOKEN" in without_token.complaint

    without_key = await shell.types("run", SEAL_KEYS=None)
    assert without_key.code == 2
    assert "JUBAO_SEAL_KEYS" in without_key.complaint

    without_both = await shell.types("run", BOT_TOKEN=None, SEAL_KEYS=None)
    assert without_both.code == 2
    token, keys, setup = without_both.err.splitlines()
    assert ("JUBAO_BOT_TOKEN: " in token, "JUBAO_SEAL_KEYS: " in keys) == (True, True)
    assert "`jubao setup`" in setup


@pytest.mark.parametrize("part", ["worker", "courier"])
async def test_one_of_several_wants_a_webhook_and_a_database_that_is_shared(shell, part):
    bare = await shell.types(part)
    assert bare.code == 2
    assert re.findall(r"^jubao: (JUBAO_\w+): ", bare.err, re.MULTILINE) == [
        "JUBAO_WEBHOOK_URL",
        "JUBAO_WEBHOOK_SECRET",
    ]
    hooked = {"WEBHOOK_URL": "https://bot.example/hook", "WEBHOOK_SECRET": "w" * 40}
    alone = await shell.types(part, **hooked)
    assert alone.code == 2
    assert alone.complaint.startswith("JUBAO_DATABASE_URL: expected postgresql+asyncpg://")


async def test_a_failure_that_nobody_foresaw_is_one_line_and_with_debug_its_story_too(shell):
    with closing(sqlite3.connect(shell.folder / "odd.db")) as odd:
        odd.execute("CREATE TABLE alembic_version (another_column)")
    variables = {"DATABASE_URL": f"sqlite+aiosqlite:///{shell.folder}/odd.db"}

    ran = await shell.types("migrate", **variables)
    assert ran.code == 1
    assert "Error" in ran.complaint

    told = await shell.types("migrate", "--debug", **variables)
    assert told.code == 1
    assert "Traceback (most recent call last):" in told.err
    assert told.err.splitlines()[-1] == ran.err.strip()


@pytest.mark.soak
async def test_a_new_key_can_be_used_at_once(shell):
    ran = await shell.types("keys", "new", "--name", "spring26", SEAL_KEYS=None)
    assert (ran.code, ran.err) == (0, "")
    assert KeyRing.parse(ran.out.strip()).keys[0][0] == "spring26"
    assert (await shell.types("migrate", SEAL_KEYS=ran.out.strip())).code == 0


async def test_settings_are_shown_and_secrets_are_not(shell):
    ran = await shell.types("settings", LOCALE="en")
    assert ran.code == 0
    assert "JUBAO_BOT_TOKEN=********\n" in ran.out
    assert "JUBAO_LOCALE=en\n" in ran.out


async def test_migrate_makes_a_database_once(shell):
    assert (await shell.types("migrate")).code == 0
    made = shell.file.read_bytes()
    assert (await shell.types("migrate")).code == 0
    assert shell.file.read_bytes() == made


async def test_on_postgresql_an_old_schema_is_refused_until_migrated(shell, empty_postgres_url):
    behind = await shell.types("health", DATABASE_URL=empty_postgres_url)
    assert behind.code == 3
    assert "jubao migrate" in behind.complaint

    assert (await shell.types("migrate", DATABASE_URL=empty_postgres_url)).code == 0
    assert (await shell.types("health", DATABASE_URL=empty_postgres_url)).code == 0


async def test_a_database_that_is_away_is_a_failure_that_does_not_say_its_password(shell):
    url = "postgresql+asyncpg://jubao:kanarienvogel@127.0.0.1:9/jubao"
    ran = await shell.types("health", "--debug", DATABASE_URL=url)
    assert ran.code == 1
    assert "no connection" in ran.err.splitlines()[-1]
    assert "kanarienvogel" not in ran.err


async def test_a_database_sealed_with_another_key_is_refused(shell):
    async with shell.database():
        pass
    for name in ("other", KEY_RING.partition(":")[0]):  # a key of another name, or of the same
        ran = await shell.types("health", SEAL_KEYS=KeyRing.new(name))
        assert ran.code == 3
        assert ran.complaint.startswith("JUBAO_SEAL_KEYS is not the key of this database: ")


@pytest.mark.soak
async def test_a_database_of_a_newer_release_is_refused_and_left_alone(shell):
    schema.bring_up_to_date(shell.url)
    with closing(sqlite3.connect(shell.file)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    for words in (["run"], ["migrate"], ["health"]):
        ran = await shell.types(*words)
        assert ran.code == 3
        assert "newer release" in ran.complaint


async def test_health_fails_without_a_database_and_makes_none(shell):
    ran = await shell.types("health")
    assert ran.code == 1
    assert "no database" in ran.complaint
    assert not shell.file.exists()


async def test_health_is_good_until_something_waits_for_too_long(shell):
    async with shell.database() as db:
        assert (await shell.types("health")).code == 0
        await db.run(inbox.store, 1, [Arrival(update_id=1, lane="a", body=b"{}")], 1)
    ran = await shell.types("health")
    assert ran.code == 1
    assert "an update has waited" in ran.complaint


@pytest.mark.soak
async def test_a_profile_is_imported_whole(shell):
    path = shell.folder / "mine"
    shutil.copytree(ROOT / "profiles" / "hunan", path)
    ran = await shell.types("profile", "import", str(path))
    assert (ran.code, ran.err) == (0, "")
    assert re.match(r"\d+ units and \d+ categories", ran.out)


async def test_a_profile_with_faults_is_named_fault_by_fault_and_changes_nothing(shell):
    path = shell.folder / "mine"
    shutil.copytree(ROOT / "profiles" / "hunan", path)
    (path / "taxonomy.toml").write_text("[[[")
    (path / "clocks.toml").unlink()
    ran = await shell.types("profile", "import", str(path))
    assert ran.code == 1
    assert [line.partition(",")[0] for line in ran.err.splitlines()] == [
        "jubao: clocks.toml",
        "jubao: taxonomy.toml",
    ]
    assert not shell.file.exists()


async def test_an_admin_s_invitation_works_once(shell, telegram):
    ran = await shell.types("admin", "invite", API_BASE_URL=telegram.url)
    assert (ran.code, ran.err) == (0, "")
    found = re.match(r"https://t\.me/jubao_line_bot\?start=i_([A-Za-z0-9_-]+)\n", ran.out)
    async with shell.database() as db:
        invitation = await db.run(invitations.redeem, found[1], 0)
        assert invitation.unit is None
        assert await db.run(invitations.redeem, found[1], 0) is None


@pytest.mark.soak
async def test_an_admin_can_be_invited_while_telegram_is_away(shell):
    ran = await shell.types("admin", "invite", BOT_TOKEN=None)
    assert ran.code == 0
    assert re.match(r"/start i_[A-Za-z0-9_-]+\n", ran.out)


async def test_the_doctor_finds_nothing_where_all_is_well(shell, telegram):
    assert (await shell.types("profile", "import", shell.variables["PROFILE"])).code == 0
    assert (await shell.types("backup", "backup.tar")).code == 0
    ran = await shell.types("doctor", API_BASE_URL=telegram.url, ADMIN_IDS="41")
    assert (ran.code, ran.err) == (0, "")
    marks = {tuple(line.split()[:2]) for line in ran.out.splitlines()}
    of_the_date = {("note", "calendar"), ("note", "facts")}  # the shipped facts grow old
    assert {mark for mark, _ in marks - of_the_date} == {"ok"}
    words = "settings profile keys disk evidence database journal backup clock @jubao_line_bot"
    for word in words.split():
        assert word in ran.out


async def test_the_doctor_says_all_that_is_missing_and_makes_nothing(shell):
    (shell.folder / ".env").write_text("JUBAO_LOCAL=en\n")
    (shell.folder / ".env").chmod(0o644)
    ran = await shell.types("doctor", BOT_TOKEN=None, SEAL_KEYS=None, PROFILE="nowhere")
    assert ran.code == 1
    assert ran.complaint == "3 of 11 findings must be mended"
    bad = [line.split()[1] for line in ran.out.splitlines() if line.startswith("FAIL")]
    assert bad == ["profile", "keys", "token"]
    for words in ("JUBAO_LOCAL", "chmod 600 .env", "not there yet", "jubao admin invite"):
        assert words in ran.out
    assert not shell.file.parent.exists()


@pytest.mark.parametrize("command", ["run", "doctor"])
async def test_a_setting_that_stands_twice_in_the_dotenv_is_named_with_its_lines(shell, command):
    (shell.folder / ".env").write_text("JUBAO_LOCALE=en\n\nJUBAO_LOCALE=zh-Hans\n")
    ran = await shell.types(command)
    assert ran.code == 2
    assert ran.complaint == ".env: JUBAO_LOCALE is set 2 times, lines 1, 3: keep one"


@pytest.mark.soak
async def test_the_doctor_asks_telegram(shell, telegram):
    unknown = await shell.types(
        "doctor", BOT_TOKEN=TOKEN.replace("1000001", "1000002"), API_BASE_URL=telegram.url
    )
    assert unknown.code == 1
    assert "does not know the token" in unknown.out

    away = await shell.types("doctor")
    assert away.code == 1
    assert "does not answer" in away.out


async def test_run_stops_at_a_signal_and_leaves_with_0(shell, telegram):
    running = await shell.starts("run", API_BASE_URL=telegram.url, LOG_FORMAT="json")
    line = await asyncio.wait_for(running.stderr.readuntil(b'"event":"ready"'), PATIENCE)
    running.send_signal(signal.SIGTERM)
    _, rest = await asyncio.wait_for(running.communicate(), PATIENCE)
    assert running.returncode == 0
    assert TOKEN.encode() not in line + rest


async def test_run_with_a_token_that_telegram_does_not_know_fails_in_plain_words(shell, telegram):
    unknown = TOKEN.replace("1000001", "1000002")
    ran = await shell.types("run", BOT_TOKEN=unknown, API_BASE_URL=telegram.url, LOG_LEVEL="error")
    assert ran.code == 1
    assert "jubao: Telegram does not know the token in JUBAO_BOT_TOKEN" in ran.err.splitlines()
    assert "Traceback" not in ran.err


@pytest.mark.soak
async def test_run_refuses_to_poll_while_a_webhook_is_set(shell, telegram):
    telegram.call(TOKEN, "setWebhook", {"url": "https://elsewhere.example/hook"})
    ran = await shell.types("run", API_BASE_URL=telegram.url, LOG_LEVEL="error")
    assert ran.code == 3
    assert "`jubao webhook delete` deletes it" in ran.complaint


async def test_the_demo_names_the_languages_that_there_are(shell):
    ran = await shell.types("demo", "--language", "xx")
    assert ran.code == 2
    assert "--language: expected one of the languages that have texts: en, zh-Hans" in ran.complaint


async def test_the_demo_needs_neither_token_nor_key_and_ends_at_a_signal(shell):
    running = await shell.starts("demo", "--port", "0", BOT_TOKEN=None, SEAL_KEYS=None)
    said = await asyncio.wait_for(running.stdout.readuntil(b"Ctrl+C"), PATIENCE)
    assert b"http://127.0.0.1:" in said
    running.send_signal(signal.SIGINT)
    _, err = await asyncio.wait_for(running.communicate(), PATIENCE)
    assert (running.returncode, err) == (0, b"")


@pytest.mark.soak
async def test_the_demo_on_a_port_that_is_taken_uses_the_next_free_one_and_says_so(shell, telegram):
    port = telegram.url.rpartition(":")[2]
    running = await shell.starts("demo", "--port", port)
    said = (await asyncio.wait_for(running.stdout.readuntil(b"Ctrl+C"), PATIENCE)).decode()
    used = re.search(rf"Port {port} is taken on this machine; (\d+) is used\.", said)[1]
    assert int(port) < int(used) <= int(port) + demo.PORTS
    assert f"Open http://127.0.0.1:{used} in a browser" in said
    running.send_signal(signal.SIGINT)
    out, err = await asyncio.wait_for(running.communicate(), PATIENCE)
    assert (running.returncode, err) == (0, b"")
    assert "write as Lin: press START, then paste a link" in out.decode()


def test_the_demo_says_if_no_port_is_free(monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(demo, "PORTS", 0)
        with pytest.raises(OSError, match="in use"):
            demo.free_port(taken.getsockname()[1])


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "zh_CN.UTF-8"}, None),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8@euro"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, None),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB", "LC_ALL": ""}, "en"),
    ],
)
def test_the_demo_speaks_the_language_of_the_terminal(variables, language):
    assert demo.language_of_terminal(variables) == language


async def test_the_doctor_gets_into_the_mail_server_and_sends_nothing(shell, telegram, tmp_path):
    async with post_office(login=True) as office:
        url = f"smtp://office:pa%3Ass%2Fwo%20rd@127.0.0.1:{office.port}"
        mail = {"SMTP_URL": url, "MAIL_FROM": "office@reports.example.org"}
        ran = await shell.types("doctor", API_BASE_URL=telegram.url, **mail)
        assert f"mail      127.0.0.1:{office.port}, not encrypted, logged in" in ran.out

        mail["SMTP_URL"] = url.replace("office:", "thief:")
        ran = await shell.types("doctor", API_BASE_URL=telegram.url, **mail)
        assert ran.code == 1
        assert "does not let us in (SMTPAuthenticationError)" in ran.out
        assert "pa:ss" not in ran.out + ran.err
        assert office.said == []


async def test_the_doctor_says_where_no_mail_server_answers(shell, telegram):
    mail = {"SMTP_URL": "smtp://127.0.0.1:9", "MAIL_FROM": "office@reports.example.org"}
    ran = await shell.types("doctor", API_BASE_URL=telegram.url, **mail)
    assert ran.code == 1
    assert "FAIL  mail      127.0.0.1:9 does not let us in" in ran.out


async def test_run_hands_in_the_mails_that_are_owed(shell, telegram, profile):
    assert (await shell.types("profile", "import", shell.variables["PROFILE"])).code == 0
    db = await open_database(shell.url, KeyRing.parse(KEY_RING))
    try:
        there = Given(choice="hengyang")
        filed = await Life(db, profile, int(time.time()), mail=True).files(region=there)
    finally:
        await db.close()
    async with post_office() as office:
        mail = {"SMTP_URL": office.url, "MAIL_FROM": "office@reports.example.org"}
        running = await shell.starts("run", API_BASE_URL=telegram.url, **mail)
        await asyncio.wait_for(office.heard.wait(), PATIENCE)
        running.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(running.communicate(), PATIENCE)

    assert running.returncode == 0
    assert office.recipients == ["hyswgb2013@163.com"]
    assert filed.code.encode() not in office.raw[0] + said


async def test_an_admin_by_an_invitation_is_dismissed_at_the_machine(shell):
    async with shell.database() as db:
        person = await db.run(people.meet, Caller(account=41, locale="en"), 1)
        await db.run(people.set_admin, person.who, admin=True)

    ran = await shell.types("admin", "dismiss", "41", ADMIN_IDS="41")
    assert ran.code == 0
    assert "by JUBAO_ADMIN_IDS alone" in ran.out
    again = await shell.types("admin", "dismiss", "41")

    assert again.code == 1
    assert again.complaint == "41 is no admin by an invitation"
    listed = await shell.types("admin", "dismiss", "41", ADMIN_IDS="41")
    assert listed.complaint.endswith("but by JUBAO_ADMIN_IDS: take the number out there")
    async with shell.database() as db:
        assert await db.run(people.admins) == ()


@pytest.mark.soak
async def test_all_admins_are_listed_and_one_is_revoked_at_the_machine(shell):
    async with shell.database() as db:
        for account, name in ((41, "He"), (42, "Deng")):
            person = await db.run(people.meet, Caller(account=account, locale="en"), 0)
            await db.run(people.set_name, person.who, name)
        await db.run(people.set_admin, person.who, admin=True)

    ran = await shell.types("admin", "list", ADMIN_IDS="41,43")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "41  He  by JUBAO_ADMIN_IDS",
        "42  Deng  by an invitation",
        "43  -  by JUBAO_ADMIN_IDS, has never written to the bot",
    ]
    assert (await shell.types("admin", "revoke", "42", ADMIN_IDS="41")).code == 0
    left = await shell.types("admin", "list", ADMIN_IDS="41")
    assert left.out.splitlines() == ["41  He  by JUBAO_ADMIN_IDS"]


@pytest.mark.soak
async def test_the_doctor_counts_admins_and_names_who_cannot_be_told_anything(shell):
    async with shell.database() as db:
        for account in (41, 42):
            await db.run(people.meet, Caller(account=account, locale="en"), 1)
        invited = await db.run(people.who_is, 42)
        await db.run(people.set_admin, invited, admin=True)
        await db.run(counters.put, "admin_copies", 3)

    ran = await shell.types("doctor", BOT_TOKEN=None, ADMIN_IDS="41,43")

    assert "2 by JUBAO_ADMIN_IDS, 1 by invitation alone" in ran.out
    assert "; 1 never wrote to the bot" in ran.out
    assert "3 were admins by a copy of the settings" in ran.out


async def test_a_password_of_one_letter_masks_nothing(shell):
    mail = {"SMTP_URL": "smtp://me:a@mail.example", "MAIL_FROM": "a@mail.example"}
    ran = await shell.types("health", **mail)
    assert ran.code == 1
    assert ran.complaint.startswith(f"there is no database yet: {shell.file} ")
