"""Updates are asked for again until they are stored; whoever else polls is made way for."""

import asyncio
import re

import orjson
import pytest
from telegram.error import Conflict, InvalidToken, NetworkError

from bot.intake import intake as module
from bot.intake.intake import AnotherPoller, Intake, poll
from bot.intake.person_queues import PersonQueues
from bot.intake.updates import body_of, lane_of

BASE = "http://127.0.0.1/bot1:x"


class Scripted:
    """A wire that answers from a list, and then no more; `offsets` are those it was asked for."""

    def __init__(self, *answers):
        self.answers, self.offsets = list(answers), []

    async def post(self, url, *, read_timeout):
        found = re.search(r"offset=(\d+)", url)
        self.offsets.append(int(found[1]) if found else None)
        if not self.answers:
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Store(Intake):
    """An intake whose store refuses as often as it is told to."""

    async def store(self, updates):
        if self.refusals:
            self.refusals -= 1
            raise RuntimeError("no room")
        self.stored += [update["update_id"] for update in updates]


@pytest.fixture
async def store():
    async def nothing(_):
        """Nobody runs what is stored."""

    person_queues = PersonQueues(nothing)
    store = Store(None, person_queues, 1, lambda: 0)
    store.refusals, store.stored = 0, []
    yield store
    await person_queues.stop(1)


async def polled(store, wire, until):
    task = asyncio.create_task(poll(store, wire, BASE, lambda _: "away"))
    for _ in range(1000):
        if until() or task.done():
            break
        await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return task


async def test_what_could_not_be_stored_is_not_acknowledged_and_comes_again(store):
    store.refusals = 1
    batch = [{"update_id": 7}, {"update_id": 8}]
    wire = Scripted(batch, batch, [{"update_id": 9}])
    await polled(store, wire, lambda: len(wire.offsets) > 3)
    assert wire.offsets == [None, None, 9, 10]
    assert store.stored == [7, 8, 9]


async def test_telegram_away_is_asked_again(store):
    wire = Scripted(NetworkError("away"), [{"update_id": 7}])
    await polled(store, wire, lambda: len(wire.offsets) > 2)
    assert (wire.offsets, store.stored) == ([None, None, 8], [7])


async def test_another_poller_that_stays_is_made_way_for(store, monkeypatch):
    monkeypatch.setattr(module, "LONGEST_WAIT", 0)
    wire = Scripted(*[Conflict("terminated by other getUpdates request")] * module.CONFLICTS)
    task = await polled(store, wire, lambda: False)
    assert isinstance(task.exception(), AnotherPoller)


async def test_another_poller_that_leaves_is_no_reason_to_stop(store, monkeypatch):
    monkeypatch.setattr(module, "LONGEST_WAIT", 0)
    conflicts = [Conflict("terminated")] * (module.CONFLICTS - 1)
    wire = Scripted(*conflicts, [], *conflicts, [{"update_id": 3}])
    await polled(store, wire, lambda: store.stored)
    assert store.stored == [3]


async def test_a_token_that_is_gone_ends_it(store):
    task = await polled(store, Scripted(InvalidToken("gone")), lambda: False)
    assert isinstance(task.exception(), InvalidToken)


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"message": {"from": {"id": 5}, "chat": {"id": 6}}}, "5"),
        ({"my_chat_member": {"chat": {"id": -6}}}, "-6"),
        ({"callback_query": {"from": {"id": 5}}}, "5"),
        ({"message": "odd"}, "0"),
        ({}, "0"),
    ],
)
def test_whose_lane_an_update_runs_in(update, lane):
    assert lane_of(update) == lane


def test_of_a_press_only_its_place_is_kept():
    place = {"message_id": 5, "date": 1, "chat": {"id": 7}, "message_thread_id": 3}
    ours = {"text": "Which link?", "reply_markup": {"inline_keyboard": []}, "from": {"id": 4}}
    press = {"id": "1", "from": {"id": 7}, "data": "g1:help"}
    update = {"update_id": 9, "callback_query": {**press, "message": {**place, **ours}}}
    kept = orjson.loads(body_of(update))
    assert kept == {"update_id": 9, "callback_query": {**press, "message": place}}
    said = {"update_id": 9, "message": {**place, **ours}}
    assert orjson.loads(body_of(said)) == said
