"""A part of a transaction fails by itself, and leaves nothing of what it collected."""

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from storage.audit import journal
from storage.engine import counters
from storage.engine.data_keys import Holder
from storage.engine.tables import counters as counters_table
from tests.storage.engine.test_database import Trouble, value

ENTRY = journal.Entry(who="anna", role=2, verb="note", case_id=7, unit="changsha", written_at=5)


def collects(tx):
    """What a part may leave behind: rows, owed notices, figures, a place in the journal."""
    counters.next_value(tx, "a")
    tx.owe(5)
    tx.counted["changsha", 20261125, "", "filed", 0] += 1
    journal.add(tx, ENTRY)
    tx.note_erasure("it")
    return tx.keys.seal(Holder.CASE, 7, b"words", "here")


def fails_after(tx, does, error):
    """A part that does something and fails, by itself or by the database."""
    with tx.savepoint() as part:
        does(part)
        if error is IntegrityError:
            part.execute(insert(counters_table).values(name="a", value=0))  # it is there already
        raise error


def three_parts(tx, fails):
    """Two parts that succeed, and one between them that fails; a value sealed by the last."""
    with tx.savepoint() as part:
        collects(part)
    with pytest.raises(fails):
        fails_after(tx, collects, fails)
    with tx.savepoint() as part:
        sealed = collects(part)
    assert (value(tx, "a"), len(tx.owed), len(tx.journalled), len(tx.erased)) == (2, 2, 2, 2)
    assert tx.counted["changsha", 20261125, "", "filed", 0] == 2
    tx.counted.clear()  # the unit of the figures does not exist here
    return sealed


@pytest.mark.parametrize("fails", [Trouble, IntegrityError])
async def test_a_part_that_fails_undoes_itself_alone(db, fails):
    sealed = await db.run(three_parts, fails)

    assert await db.run(value, "a") == 2
    assert len(await db.run(journal.of_case, 7)) == 2
    assert await db.run(journal.first_break, 7) is None
    assert await db.run(lambda tx: tx.cipher.open(sealed, "here")) == b"words"


def makes_a_key_and_fails(tx):
    """A key of a part that failed was never stored: nothing may be sealed with it later."""
    with pytest.raises(Trouble):
        fails_after(tx, lambda part: part.keys.seal(Holder.CASE, 8, b"words", "here"), Trouble)
    return tx.keys.seal(Holder.CASE, 8, b"others", "here")


async def test_a_key_made_in_a_part_that_failed_is_not_used(db):
    sealed = await db.run(makes_a_key_and_fails)
    assert await db.run(lambda tx: tx.cipher.open(sealed, "here")) == b"others"
