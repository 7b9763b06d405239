"""SIGTERM in the middle of work: over within seconds, nothing repeated, nothing lost."""

import asyncio

import pytest

from domain.network.people import Caller
from domain.notices.other_notices import DraftDiscardedNotice
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank

PEOPLE = 60
HALFWAY = 20
MOST_SECONDS = 10.0


def said_to(telegram, account):
    return [m["text"] for m in telegram.messages(account) if m["from"]["is_bot"]]


@pytest.fixture
def crowd(stage):
    found = [stage.telegram.add_user(f"P{n}", language_code="en").id for n in range(PEOPLE)]
    for account in found:
        stage.telegram.users[account].started = True
    return found


async def terminated_halfway(stage):
    """Run until so many messages were sent, then ask the process to stop."""
    calls = []

    def count(_):
        calls.append(1)
        if len(calls) == HALFWAY:
            stage.telegram.on_call = None
            stage.process.terminate()

    stage.telegram.on_call = count
    await stage.start()
    await stage.until(lambda: len(calls) >= HALFWAY, "half of the work")
    await asyncio.wait_for(stage.process.wait(), MOST_SECONDS)
    assert stage.process.returncode == 0


async def test_answers_are_neither_lost_nor_repeated(stage, crowd):
    for account in crowd:
        stage.telegram.say(account, account, "https://example.org/shop")
    await terminated_halfway(stage)
    await stage.start()
    await stage.until(lambda: all(said_to(stage.telegram, each) for each in crowd), "all answers")
    await stage.stop()
    assert {len(said_to(stage.telegram, each)) for each in crowd} == {1}


@pytest.mark.soak
async def test_news_is_neither_lost_nor_repeated(stage, crowd, installed_url, opens):
    db = await opens(installed_url)

    async def owe(account):
        person = await db.run(people.meet, Caller(account=account, locale="en"), 1)
        notice = Owed(
            notice=DraftDiscardedNotice(),
            recipient=person.who,
            rank=Rank.NEWS,
            order_key=f"person:{person.who}",
        )
        await db.run(outbox.put, notice, 1)

    await asyncio.gather(*map(owe, crowd))
    await terminated_halfway(stage)
    had = sum(len(said_to(stage.telegram, each)) for each in crowd)
    assert HALFWAY <= had < PEOPLE  # it was the middle
    await stage.start()
    await stage.until(lambda: all(said_to(stage.telegram, each) for each in crowd), "all news")
    await stage.stop()
    assert {len(said_to(stage.telegram, each)) for each in crowd} == {1}


async def test_a_stop_during_the_start_is_a_good_end(stage):
    """It makes its database then, and has taken nothing yet that it would have to give back."""
    await stage.start()
    await stage.until(lambda: any(stage.folder.glob("jubao.db*")), "a database")
    stage.process.terminate()
    await asyncio.wait_for(stage.process.wait(), MOST_SECONDS)
    assert stage.process.returncode == 0
