"""kill -9 in the middle of a broadcast, with real processes: everybody once, nobody twice."""

import asyncio

import pytest

from bot.delivery.broadcaster import AT_ONCE
from domain.broadcast import Body, BroadcastDelivery, BroadcastState, Repeat
from storage.broadcasts import broadcasts, recipients
from storage.network import people

TEXT = "The number to call is 0731-81127410."
PEOPLE, GONE = 120, 36  # three in ten have blocked the bot
KILLS = (5, 15, 30)  # before so many have reached somebody


def got(telegram, account):
    return sum(m.get("text", "").startswith(TEXT) for m in telegram.messages(account))


@pytest.fixture
def readers(stage):
    return [stage.telegram.add_user(f"R{n}", language_code="en").id for n in range(PEOPLE)]


async def approved(db, *admins):
    """A broadcast of two admins that is due at once; everybody who has said /start gets it."""
    writer, approver = [await db.run(people.who_is, account) for account in admins]
    for who in (writer, approver):
        await db.run(people.set_admin, who, admin=True)
    found = await db.run(
        broadcasts.add, Body(texts={"": TEXT}), by=writer, now=1, start_at=1, repeat=Repeat.ONCE
    )
    await db.run(broadcasts.change, found, state=BroadcastState.APPROVED, approved_by=approver)
    return found.id


async def test_killed_again_and_again_it_reaches_everybody_once(
    stage,
    readers,
    installed_url,
    opens,
    monkeypatch,
):
    monkeypatch.setenv("JUBAO_SEND_RATE", "1000")
    monkeypatch.setenv("JUBAO_BROADCAST_RATE", "500")
    await stage.start()
    for account in readers:
        stage.telegram.say(account, account, "/start")
    await stage.until(
        lambda: all(len(stage.telegram.messages(each)) > 1 for each in readers), "a welcome"
    )
    await stage.stop()
    for account in readers[:GONE]:
        stage.telegram.block(account)
    db = await opens(installed_url)
    number = await approved(db, *readers[-2:])

    for kill in KILLS:

        def count(_, kill=kill):
            if sum(got(stage.telegram, each) for each in readers) + 1 >= kill:
                stage.kill()

        stage.telegram.on_call = count
        before = stage.kills
        await stage.start()
        await stage.until(lambda before=before: stage.kills > before, f"a kill at {kill}")
        await stage.process.wait()
    await stage.start()
    for _ in range(400):  # it ends by itself: who was in a dead process's hands is known at once
        if (await db.run(broadcasts.get, number)).state is BroadcastState.FINISHED:
            break
        await asyncio.sleep(0.05)
    assert (await db.run(broadcasts.get, number)).state is BroadcastState.FINISHED
    await stage.stop()
    counts = await db.run(recipients.counts, number)

    copies = [got(stage.telegram, each) for each in readers]
    assert max(copies) == 1
    assert copies[:GONE] == [0] * GONE
    reached = sum(copies)
    doubtful = counts.of(BroadcastDelivery.UNKNOWN)
    assert counts.all == PEOPLE
    assert doubtful <= len(KILLS) * 3 * AT_ONCE
    assert (
        counts.of(BroadcastDelivery.SENT) <= reached <= counts.of(BroadcastDelivery.SENT) + doubtful
    )
    assert (
        counts.of(BroadcastDelivery.SENT, BroadcastDelivery.BLOCKED, BroadcastDelivery.UNKNOWN)
        == PEOPLE
    )
