"""The plan of what goes wrong: each fault as it says, before or after the effect, repeatably."""

import asyncio
from collections import Counter
from itertools import pairwise
from random import Random

import aiohttp
import pytest
from telegram.error import NetworkError, TimedOut

from bot.telegram.aiohttp_request import AiohttpRequest
from handlers.core.api_errors import Fault, Phase, was_sent
from sandbox.faults.disorder import dealt
from sandbox.faults.rules import Broken, Kind, Rule
from sandbox.web.server import serve

TOKEN = "1000:sandbox"
NO_ANSWER = [Kind.RESET, Kind.LOST, Kind.SILENT]


def send(tg, chat, text="hello"):
    return tg.call(TOKEN, "sendMessage", {"chat_id": chat, "text": text})


def said(tg, chat):
    return [m["text"] for m in tg.messages(chat) if m["from"]["is_bot"]]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("kind", NO_ANSWER)
def test_a_call_without_an_answer_has_its_effect_or_has_none(tg, lin, kind, after):
    tg.faults.follow(Rule(kind=kind, after=after, times=1))
    with pytest.raises(Broken) as broken:
        send(tg, lin)
    assert broken.value.kind is kind
    assert said(tg, lin) == (["hello"] if after else [])
    assert send(tg, lin).status == 200


@pytest.mark.parametrize("after", [False, True])
def test_an_error_of_the_server_leaves_open_what_has_happened(tg, lin, after):
    tg.faults.follow(Rule(kind=Kind.ERROR, status=500, after=after, times=1))
    reply = send(tg, lin)
    assert (reply.status, reply.body["error_code"]) == (500, 500)
    assert said(tg, lin) == (["hello"] if after else [])


def test_a_connection_that_is_refused_has_no_effect_whatever_the_rule_says(tg, lin):
    tg.faults.follow(Rule(kind=Kind.REFUSED, after=True))
    with pytest.raises(Broken):
        send(tg, lin)
    assert said(tg, lin) == []


def test_a_429_holds_for_its_chat_and_whoever_does_not_wait_is_noted(tg, lin, wang, clock):
    tg.faults.follow(Rule(kind=Kind.FLOOD, chat=lin, seconds=7, times=1))
    reply = send(tg, lin)
    assert (reply.status, reply.body["parameters"]) == (429, {"retry_after": 8})
    assert send(tg, wang).status == 200
    assert send(tg, lin).status == 429
    assert tg.faults.impatient == [("sendMessage", lin)]
    clock.at += reply.body["parameters"]["retry_after"]
    assert send(tg, lin).status == 200
    assert said(tg, lin) == ["hello"]


def test_a_429_for_everybody_holds_in_every_chat(tg, lin, wang, clock):
    tg.faults.follow(Rule(kind=Kind.FLOOD, seconds=3, times=1, everywhere=True))
    assert send(tg, lin).status == 429
    assert send(tg, wang).status == 429
    assert tg.call(TOKEN, "getMe").status == 200
    clock.at += 4
    assert send(tg, wang).status == 200


def test_a_person_blocks_and_a_group_moves_just_before_the_call(tg, lin):
    group = tg.add_group("Office", members=[lin])
    tg.faults.follow(
        Rule(kind=Kind.BLOCKED, chat=lin, times=1), Rule(kind=Kind.MIGRATED, chat=group.id, times=1)
    )
    assert send(tg, lin).body["description"] == "Forbidden: bot was blocked by the user"
    reply = send(tg, group.id)
    new = reply.body["parameters"]["migrate_to_chat_id"]
    assert send(tg, new).status == 200
    kinds = [next(name for name in u if name != "update_id") for u in tg.take_updates(TOKEN)]
    assert "my_chat_member" in kinds


def test_a_press_may_be_too_old_and_an_answer_slow(tg, lin):
    tg.faults.follow(
        Rule(kind=Kind.STALE),  # whatever is called, only an answer to a press can come too late
        Rule(kind=Kind.SLOW, methods=("send*",), seconds=2, most=4),
    )
    stale = tg.call(TOKEN, "answerCallbackQuery", {"callback_query_id": "1"})
    assert stale.body["description"].startswith("Bad Request: query is too old")
    assert 2 <= send(tg, lin).seconds <= 4


def outcomes(tg, chat, seed, *more):
    tg.faults.follow(Rule(kind=Kind.ERROR, share=0.3, skip=2), *more, seed=seed)
    return [send(tg, chat).status for _ in range(60)]


def test_the_same_seed_goes_wrong_the_same_way_whatever_else_does(tg, lin):
    first = outcomes(tg, lin, 7)
    assert outcomes(tg, lin, 7) == first
    assert outcomes(tg, lin, 8) != first
    assert first[:2] == [200, 200]
    assert 0 < Counter(first)[502] < 40
    assert outcomes(tg, lin, 7, Rule(kind=Kind.SLOW, share=0.5)) == first
    assert tg.faults.follow() == tg.faults.seed


def test_a_plan_ends_by_its_time_or_by_a_word(tg, lin, clock):
    tg.faults.follow(Rule(kind=Kind.ERROR, lasts=30))
    assert (tg.faults.active, tg.faults.left) == (True, 30)
    assert send(tg, lin).status == 502
    clock.at += 30
    assert (tg.faults.active, send(tg, lin).status) == (False, 200)
    tg.faults.follow(Rule(kind=Kind.ERROR))
    tg.faults.stop()
    assert (tg.faults.active, send(tg, lin).status) == (False, 200)


def word(number, chat):
    return {"update_id": number, "message": {"chat": {"id": chat}, "from": {"id": chat}}}


def press(number, who):
    return {"update_id": number, "callback_query": {"from": {"id": who}}}


def test_updates_overtake_only_where_telegram_lets_them():
    queue = [word(1, 5), press(2, 5), word(3, 5), word(4, 6), press(5, 5), press(6, 6)]
    streams = [(1, 3), (2, 5), (4,), (6,)]
    orders = set()
    for seed in range(200):
        found = [u["update_id"] for u in dealt(queue, Random(seed), copies=3, mixes=True)]
        assert set(found) == {1, 2, 3, 4, 5, 6}
        assert max(Counter(found).values()) <= 3
        first = {number: found.index(number) for number in found}
        for stream in streams:
            assert all(first[one] < first[other] for one, other in pairwise(stream))
        orders.add(tuple(sorted(first, key=first.__getitem__)))
    assert len(orders) > 20
    plain = dealt(queue, Random(0), copies=1, mixes=False)
    assert plain == queue


def test_updates_that_are_taken_come_as_the_plan_says(tg, lin):
    tg.faults.follow(seed=3, copies=4)
    for n in range(20):
        tg.say(lin, lin, str(n))
    texts = [u["message"]["text"] for u in tg.take_updates(TOKEN)]
    assert len(texts) > 25
    assert list(dict.fromkeys(texts)) == [str(n) for n in range(20)]


# Over HTTP, as our own wire meets it.


@pytest.fixture
async def served(tg):
    async with serve(tg, port=0) as url:
        wire = AiohttpRequest(read_timeout=0.3)
        await wire.initialize()
        yield f"{url}/bot{TOKEN}", wire
        await wire.shutdown()


async def sends(served, chat):
    base, wire = served
    return await wire.post(f"{base}/sendMessage?chat_id={chat}&text=hello")


@pytest.mark.parametrize(
    ("kind", "error"),
    [(Kind.RESET, NetworkError), (Kind.LOST, NetworkError), (Kind.SILENT, TimedOut)],
)
async def test_over_http_the_wire_cannot_know_whether_it_was_sent(served, tg, lin, kind, error):
    tg.faults.follow(Rule(kind=kind, after=True, seconds=30, times=1))
    with pytest.raises(error) as lost:
        await sends(served, lin)
    assert was_sent(lost.value)
    assert isinstance(lost.value.__cause__, Fault)
    assert lost.value.__cause__.phase is Phase.READ
    assert said(tg, lin) == ["hello"]
    assert (await sends(served, lin))["text"] == "hello"


async def test_over_http_an_answer_may_come_late(served, tg, lin):
    tg.faults.follow(Rule(kind=Kind.SLOW, methods=("send*",), seconds=0.1))
    began = asyncio.get_running_loop().time()
    await sends(served, lin)
    assert asyncio.get_running_loop().time() - began >= 0.1


async def test_a_plan_that_begins_ends_the_poll_that_waits(served, tg, lin, until):
    base, wire = served
    poll = asyncio.create_task(wire.post(f"{base}/getUpdates?timeout=20", read_timeout=25))
    await until(lambda: tg.bot.polling)
    tg.faults.follow(Rule(kind=Kind.ERROR, lasts=3600))
    with pytest.raises(NetworkError):
        await poll
    with pytest.raises(NetworkError):
        await wire.post(f"{base}/getUpdates?timeout=20", read_timeout=25)
    tg.faults.stop()
    tg.say(lin, lin, "back")
    [update] = await wire.post(f"{base}/getUpdates?timeout=20", read_timeout=25)
    assert update["message"]["text"] == "back"


async def test_the_page_lets_telegram_fail_and_says_how(tg, lin):
    async with serve(tg, port=0) as url, aiohttp.ClientSession(base_url=url) as http:

        async def plan(given, status=200):
            async with http.post("/sandbox/faults", json=given) as answer:
                assert answer.status == status
                return await answer.json()

        told = await plan({"plan": "away"})
        assert (told["active"], told["plan"], told["left"]) == (True, "away", 30.0)
        assert send(tg, lin).status == 502
        async with http.get("/sandbox/faults") as answer:
            assert (await answer.json())["hits"] == {"error": 1}
        rule = {"kind": "flood", "chat": lin, "seconds": 5, "methods": ["send*"]}
        told = await plan({"rules": [rule], "seed": 42})
        assert (told["seed"], told["rules"]) == (42, [rule])
        assert send(tg, lin).status == 429
        for name in ("storm", "slow", "lost", "twice"):
            assert (await plan({"plan": name, "seed": 1}))["active"]
        for wrong in ({"plan": "no"}, {"rules": [{"kind": "no"}]}, {"rules": [{"x": 1}]}, [1]):
            await plan(wrong, 400)
        assert not (await plan({}))["active"]
        assert send(tg, lin).status == 200


async def test_a_webhook_gets_an_update_again_as_when_its_answer_was_lost(tg, lin, until):
    got = []

    async def take(request):
        got.append((await request.json())["message"]["text"])
        return aiohttp.web.Response()

    app = aiohttp.web.Application()
    app.router.add_post("/", take)
    runner = aiohttp.web.AppRunner(app, access_log=None)
    await runner.setup()
    await aiohttp.web.TCPSite(runner, "127.0.0.1", 0).start()
    hook = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    async with serve(tg, port=0):
        tg.faults.follow(seed=5, copies=3)
        tg.call(TOKEN, "setWebhook", {"url": hook})
        for n in range(10):
            tg.say(lin, lin, str(n))
        await until(lambda: not tg.bot.queue)
    await runner.cleanup()
    assert list(dict.fromkeys(got)) == [str(n) for n in range(10)]
    assert len(got) > 12
