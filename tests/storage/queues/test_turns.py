"""What a reporter reads never goes back: news leave in their order, the card after all of them."""

import random

import pytest

from domain.notices.reporter_notices import StatusCardNotice, ToldNotice
from storage.queues import outbox, outbox_claims
from storage.queues.outbox import NoticeState, Owed, Rank

NOW = 1000


def news(move: int) -> Owed:
    """The news of a move, counted from 1."""
    return Owed(
        notice=ToldNotice(text=str(move)), recipient="anna", rank=Rank.NEWS, order_key="report:1"
    )


CARD = Owed(
    notice=StatusCardNotice(),
    recipient="anna",
    rank=Rank.CARD,
    order_key="report:1",
    dedupe="card:1",
)


class Reporter:
    """One report: moves are made, and couriers deliver, fail and die between them."""

    def __init__(self, db, chance: random.Random) -> None:
        self.db, self.chance, self.now = db, chance, NOW
        self.moves = 0
        self.read: list[int] = []  # the state that each thing told shows: the number of its move
        self.in_flight: list[tuple[outbox_claims.Claimed, int]] = []

    async def moves_on(self) -> None:
        """A move with news or without; one transaction may hold two, where one implies another."""

        def change(tx) -> None:
            for _ in range(self.chance.choice((1, 1, 2))):
                self.moves += 1
                if self.chance.random() < 0.6:
                    outbox.put(tx, news(self.moves), self.now)
                outbox.put(tx, CARD, self.now, last=True)

        await self.db.run(change)

    async def is_claimed(self) -> None:
        """A courier claims what is due, and reads what a card is to show."""
        for each in await self.db.run(outbox_claims.claim_due, self.now, limit=5, lease=60):
            card = isinstance(each.owed.notice, StatusCardNotice)
            self.in_flight.append((each, self.moves if card else int(each.owed.notice.text)))

    async def arrives(self) -> None:
        """What a courier has in hand arrives, or is put off."""
        while self.in_flight:
            claimed, shows = self.in_flight.pop()
            if self.chance.random() < 0.2:
                await self.db.run(
                    outbox_claims.put_off, claimed, self.now + 2, counts=True, unknown=False
                )
            else:
                self.read.append(shows)
                await self.db.run(outbox_claims.settle, claimed, NoticeState.SENT, self.now)

    async def restarts(self) -> None:
        """The courier died with what it had in hand."""
        self.in_flight.clear()
        await self.db.run(outbox_claims.reclaim, self.now)


@pytest.mark.parametrize("seed", range(4))
async def test_no_sequence_of_moves_tells_an_older_state_after_a_newer_one(db, seed):
    told = Reporter(db, random.Random(seed))
    steps = (told.moves_on, told.moves_on, told.is_claimed, told.is_claimed, told.arrives)
    for turn in range(60):
        await (told.restarts if turn % 20 == 19 else told.chance.choice(steps))()
        told.now += 1
    await told.arrives()
    for _ in range(2 * told.moves + 4):  # all that waits, one after the other
        told.now += 2
        await told.is_claimed()
        await told.arrives()
    assert told.read == sorted(told.read)
    assert told.read[-1] == told.moves
    assert len(set(told.read)) > 10


async def test_a_card_queued_while_it_is_sent_follows_the_news_that_came_meanwhile(db):
    await db.run(outbox.put, CARD, NOW, last=True)
    (old,) = await db.run(outbox_claims.claim_due, NOW, limit=5, lease=60)
    await db.run(outbox.put, news(1), NOW)
    await db.run(outbox.put, CARD, NOW, last=True)
    # The card as it was may still arrive.
    assert not await db.run(outbox_claims.claim_due, NOW, limit=5, lease=60)
    await db.run(outbox_claims.settle, old, NoticeState.SENT, NOW)
    (first,) = await db.run(outbox_claims.claim_due, NOW, limit=5, lease=60)
    assert first.owed.notice == ToldNotice(text="1")
    await db.run(outbox_claims.settle, first, NoticeState.SENT, NOW)
    (card,) = await db.run(outbox_claims.claim_due, NOW, limit=5, lease=60)
    assert (card.owed.dedupe, card.tries) == ("card:1", 1)
