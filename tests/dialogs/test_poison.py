"""Updates that go wrong: three tries, one apology, then put aside; nobody else is held up."""

import asyncio
import sqlite3

import orjson
import pytest
from sqlalchemy import select

from storage.core.errors import StorageBusy
from storage.queues import inbox
from tests.support.chat import TOKEN
from usecases import session


async def states(world):
    def look(tx):
        rows = tx.execute(select(inbox.inbox.c.state, inbox.inbox.c.tries)).all()
        return [(inbox.UpdateState(row.state), row.tries) for row in rows]

    return await world.db.run(look)


async def test_a_handler_that_always_fails_is_tried_three_times_and_apologises_once(citizen, world):
    profile, world.jubao.services.profile = world.jubao.services.profile, None
    world.telegram.say(citizen.account, citizen.account, "/help")
    await world.settle()
    world.jubao.services.profile = profile
    said = [m["text"] for m in citizen.chat if m["from"]["is_bot"]]
    assert len(said) <= 1
    assert (inbox.UpdateState.DEAD, 3) in await states(world)
    other = world.person("Other")
    await other.says("/help")
    other.sees("help-title")
    await citizen.says("/help")
    citizen.sees("help-title")


async def test_an_update_that_cannot_be_read_is_put_aside(world, citizen):
    world.telegram.inject(TOKEN, {"message": {"message_id": "not a number", "chat": 7}})
    await world.settle()
    assert (inbox.UpdateState.DEAD, 3) in await states(world)
    await citizen.says("/help")
    citizen.sees("help-title")


async def test_a_repeated_update_acts_once(citizen, world):
    world.telegram.say(citizen.account, citizen.account, "https://example.org/shop")
    [update] = world.telegram.take_updates(TOKEN)
    for _ in range(3):
        await world.jubao.intake.store([orjson.loads(orjson.dumps(update))])
        await world.settle()
    assert len([m for m in citizen.chat if m["from"]["is_bot"]]) == 1


async def test_nobody_acts_behind_a_group_a_channel_or_a_bot(world, moderator, citizen):
    group = await world.group(moderator, unit="changsha")
    before = len(world.telegram.messages(group))
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    chat = {"id": group, "type": "supergroup", "title": "Office"}
    message = {
        "message_id": 900_001,
        "date": 1,
        "chat": chat,
        "from": anonymous,
        "sender_chat": chat,
        "text": "/queue",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }
    world.telegram.inject(TOKEN, {"message": message})
    world.telegram.inject(TOKEN, {"channel_post": {**message, "chat": {**chat, "type": "channel"}}})
    await world.settle()
    [hint] = world.telegram.messages(group)[before:]
    assert hint["text"] == world.jubao.services.words.say("zh-Hans", "group-hint")
    assert all(state is not inbox.UpdateState.DEAD for state, _ in await states(world))


@pytest.mark.soak
async def test_a_locked_database_holds_an_update_up_and_loses_nothing(citizen, world, tmp_path):
    world.telegram.say(citizen.account, citizen.account, "https://example.org/shop")
    other = sqlite3.connect(tmp_path / "jubao.db", isolation_level=None)
    await world.jubao.intake.store(world.telegram.take_updates(TOKEN))
    other.execute("BEGIN IMMEDIATE")
    working = asyncio.create_task(world.jubao.person_queues.drain())
    await asyncio.sleep(6)  # longer than the database waits by itself
    assert not working.done()
    assert not [m for m in citizen.chat if m["from"]["is_bot"]]
    other.execute("ROLLBACK")
    other.close()
    await working
    citizen.sees("report-category-ask")
    assert await states(world) == [(inbox.UpdateState.ACTED, 0)]


async def test_who_acted_as_the_database_went_away_is_answered_by_the_courier(citizen, world, lose):
    await citizen.says("/report")
    lose(session.acting)
    await citizen.says("https://example.org/shop")
    citizen.saw("report-category-ask")
    assert {state for state, _ in await states(world)} <= {
        inbox.UpdateState.ACTED,
        inbox.UpdateState.ANSWERED,
    }


async def test_an_update_that_was_stored_without_our_hearing_of_it_runs_when_it_comes_again(
    citizen, world, lose
):
    world.telegram.say(citizen.account, citizen.account, "/help")
    [update] = world.telegram.take_updates(TOKEN)
    lose(inbox.store)
    with pytest.raises(StorageBusy):
        await world.jubao.intake.store([update])
    await world.settle()
    assert await states(world) == [(inbox.UpdateState.WAITING, 0)]
    for _ in range(2):
        await world.jubao.intake.store([update])
        await world.settle()
    assert len([m for m in citizen.chat if m["from"]["is_bot"]]) == 1
