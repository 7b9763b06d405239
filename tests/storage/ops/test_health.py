"""What waits, for how long, and what has failed, counted in the rows of either database."""

import pytest

from domain.broadcast import Body, BroadcastDelivery, BroadcastState, Repeat
from domain.network.people import Caller
from domain.notices.reporter_notices import StatusCardNotice
from domain.status import Status
from storage.broadcasts import broadcasts, recipients
from storage.core.errors import KeyMissing
from storage.crypto.encryption import KeyRing
from storage.network import people
from storage.ops import health
from storage.queues import inbox, outbox, outbox_claims
from storage.queues.inbox import Arrival
from storage.queues.outbox import Owed, Rank, Way
from tests.support.life import CITIZEN, Life

NOW = 1000


def notice(dedupe, order="", due_at=0, way=Way.CHAT):
    return Owed(
        notice=StatusCardNotice(),
        recipient="anna",
        rank=Rank.NEWS,
        order_key=order or dedupe,
        dedupe=dedupe,
        due_at=due_at,
        way=way,
    )


async def test_where_nothing_waits_there_is_no_age(db):
    found = await db.read(health.look, NOW)
    assert (found.updates_waiting, found.updates_dead, found.oldest_update) == (0, 0, None)
    assert found.notices_waiting == {Way.CHAT: 0, Way.MAIL: 0}
    assert found.due_since == {Way.CHAT: None, Way.MAIL: None}
    assert found.readers_left == 0


async def test_updates_that_wait_and_that_were_put_aside(db):
    for number in range(4):
        came = Arrival(update_id=number, lane="anna", body=b"{}")
        await db.run(inbox.store, 7, [came], NOW + number)
    await db.run(inbox.acted, 7, 0)
    await db.run(inbox.failed, 7, 1, limit=1)
    found = await db.read(health.look, NOW + 9)
    assert (found.updates_waiting, found.updates_dead, found.oldest_update) == (2, 1, NOW + 2)


async def test_news_is_late_from_when_it_could_have_been_sent(db):
    for each in (
        notice("first", order="case:1", due_at=NOW - 50),
        notice("behind", order="case:1", due_at=NOW - 90),
        notice("later", due_at=NOW + 5),
        notice("mail", due_at=NOW - 7, way=Way.MAIL),
    ):
        await db.run(outbox.put, each, NOW)
    found = await db.read(health.look, NOW)
    assert found.notices_waiting == {Way.CHAT: 3, Way.MAIL: 1}
    assert found.due_since == {Way.CHAT: NOW - 50, Way.MAIL: NOW - 7}
    [claimed] = await db.run(outbox_claims.claim_due, NOW, limit=9, lease=60)
    await db.run(outbox_claims.put_off, claimed, NOW + 600, counts=True, unknown=False)
    assert (await db.read(health.look, NOW)).due_since[Way.CHAT] is None  # it waits, it is not late


async def test_readers_of_the_broadcast_under_way_are_left_until_they_are_settled(db):
    for account in range(1, 6):
        await db.run(people.meet, Caller(account=account, locale="en"), 1)
    body = Body(texts={"": "hello"})
    found = await db.run(broadcasts.add, body, by="he" * 16, now=1, start_at=1, repeat=Repeat.ONCE)
    await db.run(recipients.fill, found.id, body, after="", limit=9)
    assert (await db.read(health.look, NOW)).readers_left == 0  # nobody has approved it
    await db.run(broadcasts.change, found, state=BroadcastState.SENDING)
    first, _ = await db.run(recipients.claim, found.id, NOW, limit=2)
    await db.run(recipients.settle, {(found.id, first): BroadcastDelivery.SENT})
    assert (await db.read(health.look, NOW)).readers_left == 4


async def test_cases_are_counted_by_status(db, profile):
    assert await db.read(health.cases_by_status) == {}
    life = Life(db, profile)
    await life.files(CITIZEN)
    assert await db.read(health.cases_by_status) == {Status.SUBMITTED: 1}


async def test_a_ring_that_does_not_open_the_database_is_found(db, key_ring):
    await db.read(health.keys_fit, key_ring)
    with pytest.raises(KeyMissing):
        await db.read(health.keys_fit, KeyRing.parse(KeyRing.new("other")))
