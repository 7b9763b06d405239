"""What a dead sender had in hand, as the next one finds it: sent again, or known to be in doubt."""

import pytest

from domain.broadcast import Body, BroadcastDelivery, Repeat
from domain.draft import Draft
from domain.network.people import Caller
from domain.notices.reporter_notices import ReceiptNotice, ToldNotice
from domain.report import EvidenceState
from storage.broadcasts import broadcasts, recipients
from storage.engine import leases
from storage.evidence import evidence
from storage.evidence.evidence import Offer
from storage.network import people
from storage.queues import inbox, outbox, outbox_claims
from storage.queues.inbox import Arrival
from storage.queues.outbox import Owed, Rank, Way
from storage.reporting import drafts
from tests.support.life import NOON
from usecases.core.request import Conditions
from usecases.operations import recovery
from usecases.operations.recovery import Left
from usecases.session import by_system

FILE = Offer(
    kind="photo",
    file_id="id-1",
    unique_id="unique-1",
    size=9,
    mime="image/png",
    name="shop.png",
    album="",
    message_id=4,
)


@pytest.fixture
def conditions(profile):
    return Conditions(profile=profile, now=NOON + 5)


def owed(text, way=Way.CHAT):
    return Owed(
        notice=ToldNotice(text=text),
        recipient="anna",
        rank=Rank.NEWS,
        order_key=text,
        dedupe=text,
        way=way,
    )


async def test_after_a_quiet_end_nothing_is_left(db, conditions):
    await db.run(outbox.put, owed("news"), NOON)
    assert await db.run(by_system, conditions, recovery.take_over) == Left(0, 0, 0)
    assert not Left(0, 0, 0)


async def test_news_and_mail_go_out_again_at_once(db, conditions):
    for way in Way:
        await db.run(outbox.put, owed(way.value, way), NOON)
        await db.run(outbox_claims.claim_due, NOON, limit=9, lease=120, way=way)
    assert await db.run(by_system, conditions, recovery.take_over) == Left(2, 0, 0)
    for way in Way:
        [again] = await db.run(outbox_claims.claim_due, conditions.now, limit=9, lease=120, way=way)
        assert again.owed.notice.text == way.value


async def test_a_file_is_fetched_again_at_once(db, conditions):
    await db.run(
        evidence.offer, FILE, draft_id="d1", who="anna", state=EvidenceState.WANTED, now=NOON
    )
    await db.run(evidence.due, NOON, limit=5, lease=300)
    assert await db.run(evidence.due, conditions.now, limit=5, lease=300) == ()
    assert await db.run(by_system, conditions, recovery.take_over) == Left(0, 0, 1)
    [again] = await db.run(evidence.due, conditions.now, limit=5, lease=300)
    assert again.tries == 2


async def test_readers_in_its_hands_are_in_doubt_and_those_who_waited_still_wait(db, conditions):
    for account in range(5):
        await db.run(people.meet, Caller(account=account + 1, locale="en"), NOON)
    body = Body(texts={"": "hello"})
    found = await db.run(
        broadcasts.add, body, by="he" * 16, now=NOON, start_at=NOON, repeat=Repeat.ONCE
    )
    await db.run(recipients.fill, found.id, body, after="", limit=9)
    first, *_ = await db.run(recipients.claim, found.id, NOON, limit=3)
    await db.run(recipients.settle, {(found.id, first): BroadcastDelivery.SENT})
    assert await db.run(by_system, conditions, recovery.take_over) == Left(0, 2, 0)
    counts = await db.run(recipients.counts, found.id)
    assert counts.by == {
        BroadcastDelivery.SENT: 1,
        BroadcastDelivery.UNKNOWN: 2,
        BroadcastDelivery.WAITING: 2,
    }


# A worker that died.

BOT = 7


@pytest.fixture
def update(db, profile):
    """`await update(number, account, worker)`: an update of somebody's, in a worker's hands."""

    async def update(number, account, worker=None, *, acts=False):
        def met(tx):
            return people.meet(tx, Caller(account=account, locale="en"), NOON).who

        who = await db.run(met)
        await db.run(inbox.store, BOT, [Arrival(update_id=number, lane=who, body=b"{}")], NOON)
        if worker:
            assert await db.run(inbox.claim, BOT, worker, limit=9)
        if acts:
            await db.run(inbox.acted, BOT, number)
        return who

    return update


async def test_what_a_dead_worker_had_waits_for_anybody_and_lost_replies_are_made_up_for(
    db, conditions, update
):
    dead = await db.run(leases.look, "worker:dead")
    await db.run(leases.look, "worker:other")
    told = await update(1, 11, "worker:dead", acts=True)
    await update(2, 12, "worker:dead", acts=True)
    await update(3, 13, "worker:other", acts=True)  # whose worker lives and answers
    await update(4, 14, "worker:other")
    await update(5, 12)  # will answer whatever is open
    await update(6, 15, "worker:dead")
    assert await db.run(by_system, conditions, recovery.inherit, BOT, "worker:dead", seen=dead) == 1
    next_ = await db.run(inbox.claim, BOT, "worker:x", limit=9)
    assert [each.update_id for each in next_] == [5, 6]
    owed = await db.run(outbox_claims.claim_due, conditions.now, limit=9, lease=120)
    assert [(each.owed.notice.kind, each.owed.recipient) for each in owed] == [("reply_lost", told)]
    assert set(await db.run(recovery.look, BOT)) == {"worker:other"}


async def test_the_open_question_is_asked_again_a_receipt_is_sent_anybody_else_is_told(
    db, conditions, update
):
    asked, filed, told = [await update(number, 10 + number, acts=True) for number in (1, 2, 3)]
    draft = Draft(id="d", who=asked, form="report", started_at=NOON, touched_at=NOON)
    await db.run(drafts.save, draft, NOON)
    receipt = Owed(
        notice=ReceiptNotice(),
        recipient=filed,
        rank=Rank.NEWS,
        order_key="report:1",
        due_at=NOON + 60,
    )
    await db.run(outbox.put, receipt, NOON)
    assert await db.run(by_system, conditions, recovery.owe_replies, BOT) == 3
    owed = await db.run(outbox_claims.claim_due, conditions.now, limit=9, lease=120)
    assert {(each.owed.notice.kind, each.owed.recipient) for each in owed} == {
        ("screen", asked),
        ("receipt", filed),
        ("reply_lost", told),
    }


async def test_a_lost_reply_is_made_up_for_once_however_often_the_process_dies(
    db, conditions, update
):
    await update(1, 11, acts=True)
    assert await db.run(by_system, conditions, recovery.owe_replies, BOT) == 1
    assert await db.run(by_system, conditions, recovery.owe_replies, BOT) == 0


async def test_one_of_several_inherits_and_nobody_from_the_living(db, conditions, update):
    before = await db.run(leases.look, "worker:a")
    await update(1, 11, "worker:a")
    fence = await db.run(leases.take, "worker:a", "me", NOON, seen=before)
    assert (
        await db.run(by_system, conditions, recovery.inherit, BOT, "worker:a", seen=before) is None
    )
    assert await db.run(inbox.claim, BOT, "worker:b", limit=9) == []
    await db.run(leases.release, "worker:a", "me", fence)
    stands = await db.run(leases.look, "worker:a")
    assert await db.run(by_system, conditions, recovery.inherit, BOT, "worker:a", seen=stands) == 1
    assert (
        await db.run(by_system, conditions, recovery.inherit, BOT, "worker:a", seen=stands) is None
    )
