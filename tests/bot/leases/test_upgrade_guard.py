"""A file of an older release is not brought up to date under a process that is at work on it."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from bot.core.errors import Refused
from bot.leases.upgrade_guard import wait_until_alone

ELSEWHERE = "f0" * 8 + ":7:123:00000000"
SILENT = 0.5


@pytest.fixture(autouse=True)
def _hasty(monkeypatch):
    monkeypatch.setattr("bot.leases.upgrade_guard.LOOK_SECONDS", 0.05)


@pytest.fixture
def says(sqlite_url):
    """Statements on the file, committed one by one."""

    def says(statement, *values):
        with closing(sqlite3.connect(sqlite_url.partition(":///")[2])) as file, file:
            return file.execute(statement, values).fetchall()

    return says


@pytest.fixture
def older(says):
    """The file as an older release left it."""
    says("UPDATE alembic_version SET version_num = '0002'")


def held_by(says, holder, until=100):
    says("INSERT INTO leases VALUES ('sender', ?, 1, ?)", holder, until)


async def waited(url):
    loop = asyncio.get_running_loop()
    before = loop.time()
    await wait_until_alone(url, silent=SILENT)
    return loop.time() - before


async def test_it_is_not_upgraded_under_who_is_at_work(sqlite_url, says, older):
    held_by(says, ELSEWHERE)
    waiting = asyncio.create_task(waited(sqlite_url))
    await asyncio.sleep(0.2)
    says("UPDATE leases SET until = 103")
    with pytest.raises(Refused, match=r"another process sends what is owed .*: stop it first"):
        await waiting
    assert says("SELECT version_num FROM alembic_version") == [("0002",)]


async def test_who_is_silent_is_waited_for_and_who_left_is_not(sqlite_url, says, older):
    assert await waited(sqlite_url) < SILENT  # nobody ever held it
    held_by(says, ELSEWHERE)
    assert await waited(sqlite_url) >= SILENT
    says("UPDATE leases SET until = 0")
    assert await waited(sqlite_url) < SILENT


async def test_where_there_is_nothing_to_upgrade_nobody_waits(sqlite_url, says, tmp_path):
    held_by(says, ELSEWHERE)
    assert await waited(sqlite_url) < SILENT  # it is of this release
    assert await waited(f"sqlite+aiosqlite:///{tmp_path}/none.db") < SILENT
    assert not (tmp_path / "none.db").exists()
    assert await waited("postgresql+asyncpg://nobody@127.0.0.1:9/none") < SILENT
