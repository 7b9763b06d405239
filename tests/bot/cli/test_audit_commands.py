"""`jubao audit verify`: says what is wrong with the journal, and leaves with 1."""

import sqlite3
from contextlib import closing

import pytest

from storage.audit import journal
from storage.audit.journal import Entry


def write(tx, at):
    journal.add(tx, Entry(who="anna", role=2, verb="ask", case_id=0, unit="u", reason=f"why {at}"))


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
    first, second = ran.out.splitlines()
    assert second == "whole"
    count, head = first.split(" entries, head ")
    assert (count, head.partition(":")[0]) == ("10", "10")
    assert (await written.types("audit", "verify", "--head", head)).code == 0

    spoil(
        written,
        "DELETE FROM journal WHERE id > 8",
        "DELETE FROM journal_order WHERE place > 8",
        "UPDATE journal_head SET entries = 8, link = (SELECT link FROM journal_order"
        " WHERE place = 8)",
    )
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
