"""The whole journal in one order: whatever is changed, removed, added or cut off is named."""

import asyncio

import pytest
from sqlalchemy import delete, insert, select, update

from domain.network.people import Role
from storage.audit import audit, journal, journal_order
from storage.audit.audit import Flaw
from storage.audit.journal import Entry
from storage.audit.journal_order import Head
from storage.engine.tables import journal as table
from storage.engine.tables import journal_head, outbox
from storage.engine.tables import journal_order as places
from tests.support.life import ADMIN, Life
from usecases.operations import audit as auditing
from usecases.session import by_system

COUNT = 30  # entries, ten of each of three cases, in turn


def entry(case_id=7, at=0, **changes) -> Entry:
    values = {"who": "anna", "role": 2, "verb": "ask", "unit": "changsha", "reason": f"why {at}"}
    return Entry(case_id=case_id, written_at=at, **{**values, **changes})


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    monkeypatch.setattr(audit, "PAGE", 4)
    monkeypatch.setattr(journal_order, "PAGE", 4)


@pytest.fixture
async def written(database_url, opens):
    db = await opens(database_url)

    def write(tx, at) -> None:
        journal.add(tx, entry(7 + at % 3, at))
        journal.add(tx, entry(7 + (at + 1) % 3, at + 1))

    for at in range(0, COUNT, 2):
        await db.run(write, at)
    return db


async def does(db, *statements):
    def run(tx) -> None:
        for statement in statements:
            tx.execute(statement)

    await db.run(run)


async def found(db, told=None):
    """What is wrong: flaw → place, row, case."""
    verified = await auditing.verify(db, [told] if told else [])
    return {each.flaw: (each.place, each.entry, each.case_id) for each in verified.findings}


async def row_at(db, place):
    return await db.read(
        lambda tx: tx.execute(
            select(table).join(places, places.c.entry == table.c.id).where(places.c.place == place)
        ).one()
    )


async def test_a_whole_journal_is_whole(written):
    verified = await auditing.verify(written)
    assert verified.findings == ()
    assert (verified.head.count, verified.seen) == (COUNT, COUNT)
    middle = Head(11, (await written.read(journal_order.link_at, 11))[:16])
    assert await found(written, middle) == {}


async def test_a_changed_entry_is_named_whatever_was_changed(written):
    row = await row_at(written, 11)
    for name in ("who", "verb", "written_at", "case_id", "role", "start", "to", "unit"):
        was = row._mapping[name]
        forged = 99 if isinstance(was, int) else "x"
        of_row = update(table).where(table.c.id == row.id)
        await does(written, of_row.values({name: forged}))
        first = (await auditing.verify(written)).findings[0]
        assert (first.flaw, first.place, first.entry) == (Flaw.CHANGED, 11, row.id), name
        await does(written, of_row.values({name: was}))
    assert await found(written) == {}


async def test_a_changed_reason_is_named_by_its_case(written):
    row, other = await row_at(written, 11), await row_at(written, 12)
    await does(written, update(table).where(table.c.id == row.id).values(sealed=other.sealed))
    assert await found(written) == {Flaw.CHANGED: (None, row.id, row.case_id)}


async def test_a_reason_that_was_emptied_is_right_only_in_a_purged_case(written):
    await written.run(journal.forget_reasons, 8)
    _, entry_id, case_id = (await found(written))[Flaw.CHANGED]
    assert (entry_id, case_id) == ((await row_at(written, 2)).id, 8)
    await written.run(journal.add, entry(8, 99, verb="purge", reason=""))
    assert await found(written) == {}


async def test_a_removed_entry_leaves_its_place(written):
    row = await row_at(written, 11)
    await does(written, delete(table).where(table.c.id == row.id))
    assert (await found(written))[Flaw.MISSING] == (11, row.id, None)


async def test_a_whole_case_that_was_removed_is_missing(written):
    of_case = select(table.c.id).where(table.c.case_id == 8)
    await does(
        written,
        delete(places).where(places.c.entry.in_(of_case)),
        delete(table).where(table.c.case_id == 8),
    )
    assert await found(written) == {Flaw.MISSING: (2, None, None)}


async def test_an_entry_that_nobody_put_in_order_is_named(written):
    row = dict((await row_at(written, 11))._mapping)
    del row["id"]
    await does(written, insert(table).values(**row))
    assert (await found(written))[Flaw.ADDED][2] == row["case_id"]


async def test_two_that_were_swapped_are_named(written):
    one, other = await row_at(written, 11), await row_at(written, 14)
    await does(
        written,
        update(places).where(places.c.place == 11).values(entry=0),
        update(places).where(places.c.place == 14).values(entry=one.id),
        update(places).where(places.c.place == 11).values(entry=other.id),
    )
    assert await found(written) == {Flaw.CHANGED: (11, other.id, other.case_id)}


async def cut(db, keep):
    """Take the end off, without a trace that is left inside."""
    link = await db.read(journal_order.link_at, keep)
    gone = select(places.c.entry).where(places.c.place > keep)
    await does(
        db,
        delete(table).where(table.c.id.in_(gone)),
        delete(places).where(places.c.place > keep),
        update(journal_head).values(entries=keep, link=link),
    )


async def test_a_cut_tail_is_proven_by_a_head_that_was_told(written):
    head = await written.read(journal_order.head)
    await cut(written, 25)
    assert await found(written) == {}  # by itself it cannot be seen
    told = Head(head.count, head.link[:16])
    verified = await auditing.verify(written, [told])
    [finding] = verified.findings
    assert (finding.flaw, finding.place, finding.until) == (Flaw.CUT, 26, COUNT)

    for at in range(10):
        await written.run(journal.add, entry(at=100 + at))
    assert await found(written, told) == {Flaw.OTHER: (COUNT, None, None)}


async def test_a_tail_cut_without_care_is_seen_without_that(written):
    gone = select(places.c.entry).where(places.c.place > 25)
    await does(
        written,
        delete(table).where(table.c.id.in_(gone)),
        delete(places).where(places.c.place > 25),
    )
    assert await found(written) == {Flaw.CUT: (26, None, None)}


async def test_those_that_write_at_once_get_places_without_a_gap(written):
    jobs = [written.run(journal.add, entry(20 + at, at)) for at in range(40)]
    await asyncio.gather(*jobs)
    verified = await auditing.verify(written)
    assert (verified.head.count, verified.findings) == (COUNT + 40, ())


async def test_what_was_undone_takes_no_place(written):
    def fail(tx) -> None:
        journal.add(tx, entry(at=100))
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await written.run(fail)
    assert await found(written) == {}
    await written.run(journal.add, entry(at=100))
    assert (await auditing.verify(written)).head.count == COUNT + 1


async def test_a_journal_of_an_older_release_is_put_in_order_once(written, database_url, opens):
    await does(written, delete(places), delete(journal_head))
    assert Flaw.ADDED in await found(written)
    again = await opens(database_url)
    assert await found(again) == {}
    assert (await again.read(journal_order.head)).count == COUNT
    await again.run(journal.add, entry(at=100))
    assert await found(again) == {}


async def test_a_head_that_was_lost_is_named_and_nobody_is_held_up(written):
    await does(written, delete(journal_head))
    assert await found(written) == {Flaw.CHANGED: (COUNT, None, None)}
    await written.run(journal.add, entry(at=100))
    assert await found(written) == {}


async def test_the_head_is_told_once_a_day_to_each_admin(db, profile):
    life = Life(db, profile)
    await life.cast()
    await life.appoint(ADMIN, "changsha", Role.MODERATOR)
    await db.run(journal.add, entry())

    async def told():
        await db.run(by_system, life.conditions, auditing.tell_head)
        return await db.read(
            lambda tx: len(
                tx.execute(select(outbox.c.id).where(outbox.c.kind == "journal_head")).all()
            )
        )

    admins = await told()
    assert admins >= 1
    life.at += 3600
    assert await told() == admins
    life.at += 24 * 3600
    assert await told() == 2 * admins
