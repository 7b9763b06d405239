"""A new root secret, and what is bound to a person's fingerprint by more than one column."""

import pytest
from sqlalchemy import func, insert, select

from storage.engine.public_tables import follows
from storage.engine.tables import outbox, quotas, said
from storage.network import people
from tests.support.life import CITIZEN, NOON
from tests.usecases.operations import test_new_roots
from usecases.reporting import erasure

small_steps, theft = test_new_roots.small_steps, test_new_roots.theft

__all__ = ("small_steps", "theft")


def waiting(tx, who):
    """A notice to somebody that is not about a report."""
    tx.execute(
        insert(outbox).values(
            dedupe=f"welcome:{who}",
            rank=1,
            kind="x",
            recipient=who,
            due_at=NOON * 2,
            tries=0,
            unknowns=0,
            fence=0,
            state=0,
            order_key=f"person:{who}",
            created_at=NOON,
        )
    )


async def test_forgetting_erases_a_notice_that_was_queued_before_the_change(theft):
    before = await theft.bot.run(people.who_is, CITIZEN)
    await theft.bot.run(waiting, before)
    await theft.changed()

    await theft.life.does(CITIZEN, erasure.forget)

    left = select(func.count()).select_from(outbox).where(outbox.c.dedupe == f"welcome:{before}")
    assert await theft.bot.read(lambda tx: tx.execute(left).scalar_one()) == 0


@pytest.mark.on_both
async def test_what_was_written_late_under_the_former_fingerprint_stops_nothing(theft):
    """On PostgreSQL a transaction that began before may be committed after its person was moved."""
    former = await theft.bot.run(people.who_is, CITIZEN)
    rows = (
        (quotas, {"kind": "late", "since": NOON, "used": 3}),
        (said, {"message_id": 5, "draft_id": "d", "step": "s", "words": "w", "said_at": NOON}),
        (follows, {"kind": "unit", "what": "changsha", "followed_at": NOON}),
    )

    def write(tx, who):
        for table, values in rows:
            tx.execute(insert(table).values(who=who, **values))

    async def at_the_end():
        now = await theft.bot.run(people.who_is, CITIZEN)
        await theft.bot.run(write, now)
        await theft.bot.run(write, former)

    step = test_new_roots.new_roots._strays
    late = []

    async def strays(db):
        if not late:
            late.append(await at_the_end())
        await step(db)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(test_new_roots.new_roots, "_strays", strays)
        await theft.changed()

    now = await theft.bot.run(people.who_is, CITIZEN)
    assert now != former
    for table, _ in rows:
        found = select(table.c.who).where(table.c.who.in_([former, now]))
        whos = await theft.bot.read(lambda tx, found=found: tx.execute(found).scalars().all())
        assert set(whos) == {now}, table.name
