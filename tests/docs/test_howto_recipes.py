"""What docs/howto.md shows of a terminal is what a terminal shows.

Each section starts in the folder of a deployment of its own, with a bot that Telegram knows.
"""

import asyncio
import shutil
import time

import pytest

from storage.crypto.encryption import KeyRing
from storage.files.blobs import Files
from storage.wiring import open_database
from tests.support.backups import keep_file
from tests.support.database import KEY_RING
from tests.support.life import ADMIN, Life, write_down_roles
from tests.support.processes import ROOT
from tests.support.recipes import Command, Terminal, commands_of, is_printed, sections
from tests.support.shell import TOKEN, Shell
from usecases.session import by_system

PAGE = (ROOT / "docs" / "howto.md").read_text(encoding="utf-8")
SECTIONS = sections(PAGE)
NOT_RUN: dict[str, str] = {}
"""Sections that are not typed here, each with the reason."""
SHOWN = """
    doctor|settings|health|keys new|keys rotate|keys public|profile check|profile import
    category check|locale new|locale check|locale list|directory export|directory import
    export cases|report --month|backup|restore|db copy|retention --dry-run|audit verify
    admin invite|admin list|admin revoke|webhook info|outbox held
"""
POSTGRES = "postgresql+asyncpg://jubao@127.0.0.1/jubao"  # as the page names it


@pytest.fixture(scope="module")
def deployment(tmp_path_factory, installed_template, profile):
    """A folder with a database of some work, evidence, and the profile; made once."""
    folder = tmp_path_factory.mktemp("deployment")
    (folder / "data").mkdir(mode=0o700)
    shutil.copy(installed_template, folder / "data" / "jubao.db")
    shutil.copytree(ROOT / "profiles" / "hunan", folder / "profiles" / "mine")
    asyncio.run(_work(folder, profile))
    return folder


async def _work(folder, profile):
    db = await open_database(f"sqlite+aiosqlite:///{folder}/data/jubao.db", KeyRing.parse(KEY_RING))
    try:
        life = Life(db, profile, int(time.time()))
        await life.cast()
        await db.run(by_system, life.conditions, write_down_roles)
        files = Files(f"file:{folder}/data/evidence")
        for number in range(2):
            filed = await life.files()
            await keep_file(db, files, bytes([number]) * 9, filed.report.id, filed.report.case_id)
    finally:
        await db.close()


@pytest.fixture
def terminal(request, tmp_path, warm, deployment, telegram):
    folder = tmp_path / "jubao"
    shutil.copytree(deployment, folder)
    settings = {
        "BOT_TOKEN": TOKEN,
        "SEAL_KEYS": KEY_RING,
        "ADMIN_IDS": ADMIN,
        "API_BASE_URL": telegram.url,
        "PROFILE": "profiles/mine",
    }
    lines = [f"JUBAO_{name}={value}\n" for name, value in settings.items()]
    (folder / ".env").write_text("".join(lines), encoding="utf-8")
    (folder / ".env").chmod(0o600)
    shell = Shell(folder, warm)
    shell.variables = {}
    section = request.node.callspec.params["section"]
    stands_for = {}
    if any(POSTGRES in each.words for each in SECTIONS[section]):
        stands_for[POSTGRES] = request.getfixturevalue("empty_postgres_url")
    return Terminal(shell, stands_for)


@pytest.mark.heavy
@pytest.mark.parametrize("section", [name for name in SECTIONS if name not in NOT_RUN])
async def test_a_section_shows_what_a_terminal_shows(terminal, section):
    commands = SECTIONS[section]
    for at, command in enumerate(commands):
        printed = await terminal.types(command.words)
        there = "\n".join(["", f"$ {command.words}", *printed])
        assert is_printed(command.printed, printed), f"{section}, a terminal shows:{there}"
        asked = at + 1 < len(commands) and commands[at + 1].words == "echo $?"
        assert asked or terminal.code == 0, f"{section}: exit code {terminal.code}{there}"


def test_the_recipes_of_operators_are_shown():
    typed = "\n".join(each.words for commands in SECTIONS.values() for each in commands)
    for words in SHOWN.replace("\n", "|").split("|"):
        assert f"jubao {words.strip()}".strip() in typed, words


def test_what_is_not_run_is_on_the_page_and_has_a_reason():
    assert set(NOT_RUN) <= set(SECTIONS)
    assert all(NOT_RUN.values())


def test_every_block_of_a_terminal_is_run():
    blocks = sum(line.startswith("```console") for line in PAGE.splitlines())
    assert blocks == sum(line.strip() == "```console" for line in PAGE.splitlines()) > 15
    assert sum(map(len, SECTIONS.values())) == sum(
        line.startswith("$ ") for line in PAGE.splitlines()
    )


@pytest.mark.parametrize(
    ("shown", "printed", "is_so"),
    [
        (["done"], ["done"], True),
        (["done"], ["done", "more"], False),
        (["done"], [], False),
        ([], ["something"], False),
        (["… units"], ["31 units"], True),
        (["… units"], ["31 units", "2 units"], False),
        (["first", "…", "last"], ["first", "a", "b", "last"], True),
        (["first", "…", "last"], ["first", "last"], True),
        (["first", "…", "last"], ["first", "a"], False),
        (["(a+b)"], ["(a+b)"], True),
        (["a.c"], ["abc"], False),
    ],
)
def test_output_is_compared_line_by_line(shown, printed, is_so):
    assert is_printed(shown, printed) == is_so


def test_a_block_is_commands_with_their_output():
    block = "$ jubao one \\\n    --two\nprinted\n\nmore\n$ echo $?\n0\n"
    assert commands_of(block) == [
        Command("jubao one \\\n    --two", ("printed", "", "more")),
        Command("echo $?", ("0",)),
    ]
    with pytest.raises(ValueError, match="begins with a command"):
        commands_of("printed\n")
    page = "# Page\n\n## One\ntext\n\n```console\n$ jubao\n```\n\n## Two\ntext\n\n```\nfile\n```\n"
    assert sections(page) == {"One": [Command("jubao", ())]}
