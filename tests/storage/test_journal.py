"""The journal's chain: it holds by hashes of the reasons, so that their words can be forgotten."""

import orjson
import pytest
from sqlalchemy import insert, select, update

from domain.people import Verb
from storage import journal
from storage.journal import Entry
from storage.tables import journal as table

REASONS = ("they asked which account", "", "they asked which account", "it is gone")


def entry(**changes) -> Entry:
    values = {"who": "anna", "role": 2, "verb": "ask", "case_id": 7, "unit": "changsha"}
    return Entry(**{**values, **changes})


@pytest.fixture
async def written(db):
    """A case with reasons, and another one beside it."""

    def write(tx) -> None:
        for at, reason in enumerate(REASONS):
            journal.add(tx, entry(reason=reason, written_at=at))
        journal.add(tx, entry(case_id=8, reason="another case"))

    await db.run(write)
    return db


async def reasons(db, case_id=7):
    return tuple(each.reason for each in await db.run(journal.of_case, case_id))


async def purge(db):
    await db.run(journal.forget_reasons, 7)
    await db.run(journal.add, entry(verb=Verb.PURGE, who=journal.SYSTEM))


async def test_a_chain_is_whole_and_its_reasons_can_be_read(written):
    assert await reasons(written) == REASONS
    assert await written.run(journal.first_break, 7) is None


async def test_forgotten_reasons_are_gone_and_the_chain_stands(written):
    await purge(written)
    assert await reasons(written) == ("", "", "", "", "")
    assert await written.run(journal.first_break, 7) is None
    assert await reasons(written, 8) == ("another case",)
    assert await written.run(journal.first_break, 8) is None


async def test_equal_reasons_look_different_from_outside(written):
    rows = await written.run(lambda tx: tx.execute(select(table.c.reason_hash)).scalars().all())
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("purged", [False, True])
@pytest.mark.parametrize(
    "forged", [{"who": "ben"}, {"verb": "accept"}, {"written_at": 99}, {"reason_hash": "0" * 32}]
)
async def test_what_was_changed_is_found_before_and_after_forgetting(written, forged, purged):
    if purged:
        await purge(written)
    broken = await written.run(
        lambda tx: tx.execute(
            update(table)
            .where(table.c.case_id == 7, table.c.written_at == 1)
            .values(**forged)
            .returning(table.c.id)
        ).scalar_one()
    )
    assert await written.run(journal.first_break, 7) == broken


async def test_a_reason_taken_out_by_another_hand_is_found(written):
    await written.run(lambda tx: tx.execute(update(table).values(sealed=None)) and None)
    assert await written.run(journal.first_break, 7) is not None


@pytest.mark.parametrize("purged", [False, True])
async def test_an_entry_cut_out_is_found_though_the_reasons_are_gone(written, purged):
    if purged:  # the hash of a reason that is gone proves nothing: the chain itself has to
        await purge(written)

    def cut(tx) -> None:
        tx.execute(table.delete().where(table.c.case_id == 7, table.c.written_at == 1))

    await written.run(cut)
    assert await written.run(journal.first_break, 7) is not None


def first_release(tx, reasons_: tuple[str, ...]) -> None:
    """A chain as the first release wrote it: over the words themselves."""
    previous = ""
    for at, reason in enumerate(reasons_):
        plain = orjson.dumps([7, at, "anna", 2, "ask", "", "", "changsha", reason])
        previous = tx.vault.chain(previous, plain)
        place = f"journal.sealed:{previous}"
        sealed = tx.vault.seal_json({"reason": reason}, place) if reason else None
        tx.execute(
            insert(table).values(
                case_id=7,
                written_at=at,
                who="anna",
                role=2,
                verb="ask",
                start="",
                to="",
                unit="changsha",
                sealed=sealed,
                chain=previous,
            )
        )


async def test_a_chain_of_the_first_release_is_read_goes_on_and_can_be_forgotten(db):
    await db.run(first_release, REASONS)
    await db.run(journal.add, entry(reason="a newer one", written_at=9))
    assert await reasons(db) == (*REASONS, "a newer one")
    assert await db.run(journal.first_break, 7) is None

    await purge(db)

    assert set(await reasons(db)) == {""}
    assert await db.run(journal.first_break, 7) is None


async def test_forgetting_heals_no_broken_chain(db):
    await db.run(first_release, REASONS)
    await db.run(
        lambda tx: tx.execute(update(table).where(table.c.written_at == 1).values(who="x")) and None
    )
    await purge(db)
    assert set(await reasons(db)) == {""}
    assert await db.run(journal.first_break, 7) is not None


async def test_the_newest_entry_is_the_one_written_last_whatever_its_time_says(db):
    assert await db.run(journal.newest_at) is None
    for at in (900, 5):
        await db.run(
            journal.add,
            journal.Entry(who="a", role=1, verb="x", case_id=at, unit="u", written_at=at),
        )
    assert await db.run(journal.newest_at) == 5
