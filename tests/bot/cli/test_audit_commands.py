"""`jubao audit verify`: says what is wrong with the journal, and leaves with 1."""

import sqlite3
from contextlib import closing

import pytest

from bot.monitoring import journal_heads
from domain.network.people import Caller, Role
from storage.audit import journal, journal_order
from storage.audit.journal import Entry
from storage.network import people


def write(tx, at):
    journal.add(tx, Entry(who="anna", role=2, verb="ask", case_id=0, unit="u", reason=f"why {at}"))


CUT = (
    "DELETE FROM journal WHERE id > 8",
    "DELETE FROM journal_order WHERE place > 8",
    "UPDATE journal_head SET entries = 8, link = (SELECT link FROM journal_order WHERE place = 8)",
)


@pytest.fixture
async def written(shell):
    async with shell.database() as db:
        for at in range(10):
            await db.run(write, at)
    return shell


def spoil(shell, *statements):
    with closing(sqlite3.connect(shell.file)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


async def test_a_whole_journal_is_said_to_be_whole_and_its_head_is_a_proof(written):
    ran = await written.types("audit", "verify")
    assert (ran.code, ran.err) == (0, "")
    first, compared, second = ran.out.splitlines()
    assert second == "whole"
    assert compared.startswith("no head is kept in ")
    count, head = first.split(" entries, head ")
    assert (count, head.partition(":")[0]) == ("10", "10")
    assert (await written.types("audit", "verify", "--head", head)).code == 0

    spoil(written, *CUT)
    assert (await written.types("audit", "verify")).code == 0
    ran = await written.types("audit", "verify", "--head", head)
    assert (ran.code, ran.complaint) == (1, "the journal is not what was written")
    assert "CUT: places 9 to 10, the end, are missing" in ran.out


async def test_what_was_changed_or_taken_out_is_named(written):
    spoil(written, "UPDATE journal SET who = 'ben' WHERE id = 3")
    ran = await written.types("audit", "verify")
    assert ran.code == 1
    assert "CHANGED: place 3, row 3" in ran.out

    spoil(written, "DELETE FROM journal WHERE id = 2")
    ran = await written.types("audit", "verify")
    assert "MISSING: the entry of place 2 (row 2) was taken out" in ran.out


@pytest.mark.parametrize(
    "head", ["", "12", "12:", "x:0123456789abcdef", "12:0123", "-1:" + "a" * 16]
)
async def test_a_head_that_is_none_is_wrong_usage(written, head):
    ran = await written.types("audit", "verify", f"--head={head}")
    assert (ran.code, ran.out) == (2, "")
    assert "--head" in ran.complaint


async def kept(shell, path):
    """Keep the head, as the bot does."""
    async with shell.database() as db:
        head = await db.read(journal_order.head)
    journal_heads.keep(path, head, 1_795_579_200)
    return head


async def test_a_cut_end_is_found_by_the_head_that_the_bot_kept_and_which_one_is_said(written):
    path = written.file.with_name("journal-heads")
    head = await kept(written, path)
    compared = f"compared with {head} of 2026-11-25 04:00 UTC, kept in data/journal-heads"
    whole = await written.types("audit", "verify")
    assert (whole.code, whole.out.splitlines()[1:]) == (0, [compared, "whole"])

    spoil(written, *CUT)
    ran = await written.types("audit", "verify")
    assert (ran.code, ran.complaint) == (1, "the journal is not what was written")
    assert ran.out.splitlines()[1:] == [compared, "CUT: places 9 to 10, the end, are missing"]


@pytest.mark.soak
async def test_the_heads_may_be_kept_elsewhere_and_beside_the_backups(written, tmp_path):
    elsewhere, beside = tmp_path / "disk" / "heads", tmp_path / "backups" / "journal-heads"
    beside.parent.mkdir()
    await kept(written, beside)
    spoil(written, *CUT)
    ran = await written.types("audit", "verify", JOURNAL_HEADS=str(elsewhere))
    assert (ran.code, f"no head is kept in {elsewhere}" in ran.out) == (0, True)
    ran = await written.types("audit", "verify", "--heads", str(beside))
    assert (ran.code, "CUT: places 9 to 10" in ran.out) == (1, True)


@pytest.mark.soak
async def test_a_backup_keeps_the_head_beside_it(written, tmp_path):
    (tmp_path / "backups").mkdir()
    ran = await written.types("backup", str(tmp_path / "backups" / "one.tar"))
    assert ran.code == 0, ran
    kept_head = journal_heads.newest(tmp_path / "backups" / "journal-heads")
    assert kept_head is not None
    assert kept_head.head.count == 11  # the backup is an entry itself
    assert (tmp_path / "backups" / "journal-heads").stat().st_mode & 0o777 == 0o600


async def test_a_role_that_nobody_gave_is_named(written):
    def slip_in(tx):
        return people.meet(tx, Caller(account=7_000_001, locale="en"), 1).who

    async with written.database() as db:
        who = await db.run(slip_in)
    assert (await written.types("audit", "verify")).code == 0
    spoil(written, "UPDATE people SET admin = 1")
    ran = await written.types("audit", "verify")
    assert (ran.code, ran.complaint) == (1, "the journal lacks a role")
    assert ran.out.splitlines()[-1] == f"ROLE: {who} is {Role.ADMIN.name}, and no entry gave that"
