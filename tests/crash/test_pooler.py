"""Real processes behind PgBouncer: by session all is filed, by transaction none of them starts."""

import asyncio

import pytest

from tests.crash.test_many_workers import reports_once
from tests.support.pooler import Mode, pooling

AT_ONCE = 10
WORDS = (
    "PostgreSQL is behind a pooler in transaction or statement mode: "
    "connect directly, or use session mode"
)
SHARED = {
    "WEBHOOK_URL": "https://example.org/hook",
    "WEBHOOK_SECRET": "w" * 40,
    "WEBHOOK_LISTEN": "127.0.0.1:0",
}


async def files(fleet):
    await asyncio.gather(fleet.starts("worker0"), fleet.starts("courier0"))
    await fleet.opens("worker0")
    seats = asyncio.Semaphore(AT_ONCE)
    persons = await asyncio.gather(*(reports_once(fleet, n, seats) for n in range(AT_ONCE)))
    owed = "SELECT count(*) FROM outbox WHERE state = 0"
    await persons[0].until(lambda: fleet.look(owed) == 0, "all news")
    await fleet.stops()
    assert fleet.look("SELECT count(*) FROM reports") == AT_ONCE
    assert fleet.look("SELECT count(*) FROM inbox WHERE state NOT IN (1, 2)") == 0


@pytest.mark.soak
async def test_ten_at_once_file_behind_a_pooler_by_session(fleet):
    async with pooling(fleet.database_url, mode=Mode.SESSION, size=80) as pooler:
        fleet.database_url = pooler.url
        await files(fleet)


@pytest.mark.parametrize(
    "words",
    [
        ["run"],
        ["worker"],
        ["courier"],
        ["doctor"],
        ["health"],
        ["migrate"],
        ["audit", "verify"],
        ["backup", "copy.jubao"],
        ["admin", "invite"],
        ["db", "copy", "THIS", "sqlite+aiosqlite:///copy.db"],
        ["restore", "backup.jubao"],
        ["directory", "export", "units.csv"],
        ["export", "audit", "--from", "2026-01-01", "--to", "2026-01-31"],
        ["report", "--month", "2026-10"],
        ["keys", "rotate"],
        ["outbox", "held"],
        ["admin", "list"],
    ],
    ids=" ".join,
)
async def test_case_02_behind_one_by_transaction_every_command_says_so_and_leaves(
    shell, postgres_url, words
):
    (shell.folder / "backup.jubao").touch()
    async with pooling(postgres_url) as pooler:
        said = [pooler.url if word == "THIS" else word for word in words]
        ran = await shell.types(*said, DATABASE_URL=pooler.url, **SHARED)
    assert (ran.code, ran.out, ran.complaint) == (3, "", WORDS)


@pytest.mark.parametrize("words", [["run"], ["migrate"], ["doctor"]], ids=" ".join)
async def test_case_02_so_it_is_behind_one_by_statement(shell, postgres_url, words):
    async with pooling(postgres_url, mode=Mode.STATEMENT) as pooler:
        ran = await shell.types(*words, DATABASE_URL=pooler.url, **SHARED)
    assert (ran.code, ran.out, ran.complaint) == (3, "", WORDS)
    assert [each.name for each in shell.folder.iterdir()] == []
