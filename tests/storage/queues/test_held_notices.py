"""What a restored database may have sent before waits for a person."""

import pytest
from sqlalchemy import select

from domain.broadcast import Body, BroadcastState, Repeat
from domain.notices.contact_notices import WipeNotice
from domain.notices.reporter_notices import ToldNotice
from domain.notices.staff_notices import TroubleNotice
from domain.troubles import Trouble
from storage.broadcasts import broadcasts
from storage.engine import leases
from storage.engine.tables import outbox as rows
from storage.queues import held_notices, inbox, outbox, outbox_claims
from storage.queues.inbox import Arrival
from storage.queues.outbox import Owed, Rank
from tests.support.life import NOON
from usecases.core.request import Conditions
from usecases.operations import restore
from usecases.session import by_system

NEWS = ToldNotice(text="old")
CARD, NEWER = TroubleNotice(what=Trouble.DISK), TroubleNotice(what=Trouble.MAIL)
WIPE = WipeNotice(request=1, message=2, until=NOON)


@pytest.fixture
async def held(database_url, opens, profile):
    """Two notices, one of them the same again and again, and a contact that must go."""
    db = await opens(database_url)
    db.conditions = Conditions(profile=profile, now=NOON)

    def write(tx):
        for dedupe, notice in (("a", NEWS), ("card", CARD), ("w", WIPE)):
            outbox.put(tx, owed(dedupe, notice), NOON)
        inbox.store(tx, 1, [Arrival(update_id=1, lane="lane", body=b"{}")], NOON)
        inbox.acted(tx, 1, 1)
        stands = leases.look(tx, "send")
        assert leases.take(tx, "send", "another machine", NOON + 60, seen=stands)

    await db.run(write)
    assert (await db.run(by_system, db.conditions, restore.hold, NOON - 60)).notices == 2
    return db


def owed(dedupe, notice):
    return Owed(notice=notice, recipient="x" * 32, rank=Rank.NEWS, order_key=dedupe, dedupe=dedupe)


async def sent(db):
    found = await db.run(outbox_claims.claim_due, NOON + 10, limit=10, lease=100)
    return {each.owed.notice for each in found}


async def test_nothing_held_is_sent_but_a_contact_is_wiped(held):
    assert await sent(held) == {WIPE}
    assert await held.read(held_notices.held) == {"told": 1, "trouble": 1}
    assert await held.read(inbox.unanswered, 1, 0) == ()
    assert (await held.run(leases.look, "send")).free
    assert await held.read(restore.last_backup) == NOON - 60


async def test_what_is_new_is_sent_in_place_of_what_was_held(held):
    await held.run(outbox.put, owed("card", NEWER), NOON + 1)
    assert await sent(held) == {WIPE, NEWER}
    assert await held.read(held_notices.held) == {"told": 1}


async def test_a_person_releases_it_in_batches(held):
    assert [await held.run(by_system, held.conditions, restore.release, 1) for _ in range(3)] == [
        1,
        1,
        0,
    ]
    assert await sent(held) == {WIPE, CARD, NEWS}


async def test_or_gives_it_up_with_its_words(held):
    assert await held.run(by_system, held.conditions, restore.discard) == 2
    assert await sent(held) == {WIPE}
    words = select(rows.c.sealed).where(rows.c.state == outbox.NoticeState.UNCERTAIN)
    assert await held.read(lambda tx: set(tx.execute(words).scalars())) == {None}


async def test_a_broadcast_that_was_on_its_way_waits_for_an_admin(database_url, opens, profile):
    db = await opens(database_url)
    conditions = Conditions(profile=profile, now=NOON)

    def write(tx):
        for state, at in (
            (BroadcastState.SENDING, NOON - 9),
            (BroadcastState.APPROVED, NOON - 1),
            (BroadcastState.APPROVED, NOON + 9),
            (BroadcastState.DRAFT, None),
        ):
            body = Body(texts={"": "words"})
            found = broadcasts.add(tx, body, by="w", now=NOON, start_at=at, repeat=Repeat.ONCE)
            broadcasts.change(tx, found, state=state, approved_by="v")

    await db.run(write)
    assert (await db.run(by_system, conditions, restore.hold, NOON)).broadcasts == 2
    found = await db.read(broadcasts.newest, size=9)
    assert [(each.state, each.approved_by) for each in reversed(found)] == [
        (BroadcastState.PAUSED, "v"),
        (BroadcastState.WAITING, None),
        (BroadcastState.APPROVED, "v"),
        (BroadcastState.DRAFT, "v"),
    ]
