"""Broadcasts in rows, on both databases: each reader once, whatever is done twice."""

import asyncio

import pytest

from domain.broadcast import Body, BroadcastDelivery, BroadcastState, Repeat, Scope
from domain.clocks.stray import WrongTimes
from domain.core.errors import MovedOn
from domain.network.people import Caller
from storage.broadcasts import broadcasts, recipients
from storage.network import people

BODY = Body(texts={"": "hello"})
BY = "he" * 16


async def kept(db, **changes):
    values = {"by": BY, "now": 5, "start_at": None, "repeat": Repeat.ONCE}
    return await db.run(broadcasts.add, changes.pop("body", BODY), **{**values, **changes})


async def met(db, *accounts, locale="en"):
    """People who have talked to the bot; their fingerprints."""
    found = []
    for account in accounts:
        caller = Caller(account=account, locale=locale)
        found.append((await db.run(people.meet, caller, 1)).who)
    return found


async def filled(db, body=BODY, limit=2):
    """Everybody who is to get it, written down batch by batch; the number of batches."""
    found = await kept(db, body=body)
    batches, whole, to = 0, False, ""
    while not whole:
        to, whole = await db.run(recipients.fill, found.id, body, after=to, limit=limit)
        await db.run(broadcasts.set_filled, found.id, to, whole=whole)
        batches += 1
    assert await db.run(broadcasts.filled_to, found.id) == to
    return found.id, batches


async def everybody(db, number):
    return set(await db.run(recipients.claim, number, 9, limit=100))


async def test_it_is_kept_and_changed_as_it_was_seen(db):
    first = await kept(db, start_at=99, repeat=Repeat.WEEKLY)
    assert (first.state, first.version, first.body, first.start_at) == (
        BroadcastState.DRAFT,
        1,
        BODY,
        99,
    )
    moved = await db.run(broadcasts.change, first, state=BroadcastState.WAITING)
    assert (moved.state, moved.version) == (BroadcastState.WAITING, 2)
    with pytest.raises(MovedOn):
        await db.run(broadcasts.change, first, state=BroadcastState.STOPPED)
    assert await db.run(broadcasts.get, first.id) == moved


async def test_the_list_is_turned_by_its_last_number(db):
    ids = [(await kept(db)).id for _ in range(3)]
    first = await db.run(broadcasts.newest, size=2)
    assert [each.id for each in first] == ids[:0:-1]
    rest = await db.run(broadcasts.newest, size=2, before=first[-1].id)
    assert [each.id for each in rest] == ids[:1]


async def test_what_begins_first_is_found_first(db):
    for start in (50, 40, 60):
        found = await kept(db, start_at=start)
        await db.run(broadcasts.change, found, state=BroadcastState.APPROVED)
    assert (await db.run(broadcasts.first_in, BroadcastState.APPROVED)).start_at == 40
    assert await db.run(broadcasts.first_in, BroadcastState.SENDING) is None


async def test_readers_are_written_down_once_in_batches(db):
    whos = await met(db, *range(1, 6))
    number, batches = await filled(db)
    assert batches == 3
    assert await everybody(db, number) == set(whos)


async def test_who_said_no_or_is_gone_is_left_out(db):
    stays, no, gone = await met(db, 1, 2, 3)
    await db.run(recipients.set_willing, no, willing=False)
    await db.run(people.set_unreachable, gone, 5)
    assert not await db.run(recipients.is_willing, no)
    assert await db.run(recipients.audience_size, BODY, most=10) == 1
    number, _ = await filled(db)
    assert await everybody(db, number) == {stays}


async def test_by_language_and_by_what_is_followed(db):
    english = await met(db, 1, 2)
    chinese = await met(db, 3, locale="zh-Hans")
    for who, scope, what in (
        (english[0], Scope.UNIT, "changsha"),
        (english[1], Scope.UNIT, "hunan"),
        (chinese[0], Scope.CATEGORY, "fraud"),
    ):
        await db.run(recipients.follow, who, scope, what, 5)
        await db.run(recipients.follow, who, scope, what, 6)  # twice is once

    for scope, which, whom in (
        (Scope.LOCALE, "zh-Hans", chinese),
        (Scope.UNIT, "changsha", english[:1]),
        (Scope.CATEGORY, "fraud", chinese),
        (Scope.REGION, "changsha", []),
    ):
        number, _ = await filled(db, Body(texts={"": "x"}, scope=scope, which=which))
        assert await everybody(db, number) == set(whom)

    assert await db.run(recipients.followed, chinese[0]) == {(Scope.CATEGORY, "fraud")}
    assert await db.run(recipients.unfollow, chinese[0], Scope.CATEGORY, "fraud")
    assert not await db.run(recipients.unfollow, chinese[0], Scope.CATEGORY, "fraud")


async def test_nobody_is_taken_twice(db):
    await met(db, *range(1, 21))
    number, _ = await filled(db, limit=50)
    taken = await asyncio.gather(*(db.run(recipients.claim, number, 9, limit=7) for _ in range(4)))
    flat = [who for batch in taken for who in batch]
    assert len(flat) == len(set(flat)) == 20


async def test_what_became_of_each_is_counted(db):
    one, two, three, _ = await met(db, 1, 2, 3, 4)
    number, _ = await filled(db)
    await everybody(db, number)
    outcomes = {
        one: BroadcastDelivery.SENT,
        two: BroadcastDelivery.BLOCKED,
        three: BroadcastDelivery.WAITING,
    }
    await db.run(recipients.settle, {(number, who): what for who, what in outcomes.items()})
    # What was settled is not unsettled by an answer that comes late.
    await db.run(recipients.settle, {(number, one): BroadcastDelivery.FAILED})

    assert await db.run(recipients.lose, number, 9) == 0
    assert await db.run(recipients.lose, number, 10) == 1
    counts = await db.run(recipients.counts, number)
    assert dict(counts.by) == {
        BroadcastDelivery.SENT: 1,
        BroadcastDelivery.BLOCKED: 1,
        BroadcastDelivery.WAITING: 1,
        BroadcastDelivery.UNKNOWN: 1,
    }
    assert await everybody(db, number) == {three}


async def test_its_end_in_numbers_outlives_its_people(db):
    await met(db, 1, 2, 3)
    number, _ = await filled(db)
    found = await db.run(broadcasts.get, number)
    await db.run(broadcasts.change, found, state=BroadcastState.STOPPED, ended_at=50)
    assert await db.run(broadcasts.over, 50, limit=5) == ()
    assert await db.run(broadcasts.over, 51, limit=5) == (number,)
    counts = await db.run(recipients.counts, number)
    await db.run(broadcasts.keep_totals, number, counts)
    assert await db.run(recipients.forget, number, limit=2) == 2
    assert await db.run(recipients.forget, number, limit=2) == 1
    assert await db.run(broadcasts.over, 51, limit=5) == ()
    assert await db.run(broadcasts.totals, number) == counts


async def test_the_messages_that_show_it(db):
    found = await kept(db)
    await db.run(broadcasts.show_in, found.id, BY, 7)
    await db.run(broadcasts.show_in, found.id, BY, 8)
    assert await db.run(broadcasts.shown_in, found.id) == {BY: 8}
    await db.run(broadcasts.hide, found.id, BY)
    assert await db.run(broadcasts.shown_in, found.id) == {}


async def test_no_more_are_taken_than_were_asked_for(db):
    await met(db, *range(1, 41))
    number, _ = await filled(db, limit=50)
    taken = [await db.run(recipients.claim, number, 9, limit=7) for _ in range(6)]
    assert [len(each) for each in taken] == [7, 7, 7, 7, 7, 5]
    assert len(set().union(*taken)) == 40


async def test_what_a_wrong_clock_approved_waits_for_another_approval(db):
    first, second = [await kept(db, start_at=99) for _ in range(2)]
    for found, at in ((first, 50), (second, 9000)):
        await db.run(
            broadcasts.change,
            found,
            state=BroadcastState.APPROVED,
            approved_by="li" * 16,
            approved_at=at,
        )
    (wrong,) = await db.run(broadcasts.approved_within, WrongTimes(8000, 40, 60))
    assert wrong.id == first.id
    again = await db.run(broadcasts.wait_again, wrong)
    assert (again.state, again.approved_by) == (BroadcastState.WAITING, None)
    assert [each.id for each in await db.run(broadcasts.approved)] == [second.id]
