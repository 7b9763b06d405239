"""The bench measures what it says: the stand-in's people, and a real bot that answers them."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import orjson
import pytest

from bench.dialogues import PEERS
from bench.line import Call
from bench.runs import Contender, Load, NotMeasured, Result, Start, peer, run
from bench.script import Button, Script, Seen, Step, shows, tells
from bench.standin import StandIn, serve
from bench.updates import calm_promises, promises, stuck, table

SCRIPT = Script(
    (
        Step(says="/report of {person} in round {round}"),
        Step(presses="Fra", expects=tells("done")),
    )
)
LATENCY = 0.01


def keyboard(*labels: str) -> dict[str, Any]:
    rows = [[{"text": label, "callback_data": f"c1:{label}:7"}] for label in labels]
    return {"inline_keyboard": rows}


class Hand:
    """A bot that does what a test tells it to."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session, self.url = session, url
        self.offset = 0

    async def call(self, method: str, **given: Any) -> Any:
        async with self.session.post(f"{self.url}/bot1:x/{method}", json=given) as answer:
            return (await answer.json())["result"]

    async def updates(self) -> list[dict[str, Any]]:
        got = await self.call("getUpdates", offset=self.offset, timeout=0)
        self.offset = got[-1]["update_id"] + 1 if got else self.offset
        return got


@pytest.fixture
async def scene() -> AsyncIterator[tuple[StandIn, Hand]]:
    stand_in = StandIn(SCRIPT, people=1, latency=LATENCY)
    server = await serve(stand_in, 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with aiohttp.ClientSession() as session:
        yield stand_in, Hand(session, url)
    server.close()
    await server.wait_closed()


async def test_a_press_carries_the_data_of_the_button_it_was_drawn_with(scene):
    stand_in, hand = scene
    [said] = await hand.updates()
    person = said["message"]["from"]
    assert said["message"]["text"] == f"/report of {person['id']} in round 0"
    assert person["language_code"] == "en"

    sent = await hand.call(
        "sendMessage", chat_id=person["id"], text="What?", reply_markup=keyboard("Back", "Fraud")
    )
    [pressed] = await hand.updates()

    assert pressed["callback_query"]["data"] == "c1:Fraud:7"
    assert pressed["callback_query"]["message"]["message_id"] == sent["message_id"]
    assert stand_in.tally.report(stand_in.people, 0)["answered"] == 1


async def test_an_edit_that_brings_the_button_is_an_answer_too(scene):
    _, hand = scene
    [said] = await hand.updates()
    chat = said["message"]["chat"]["id"]
    sent = await hand.call("sendMessage", chat_id=chat, text="Wait", reply_markup=keyboard("No"))
    assert await hand.updates() == []

    await hand.call(
        "editMessageText",
        chat_id=chat,
        message_id=sent["message_id"],
        text="What?",
        reply_markup=orjson.dumps(keyboard("Fraud")).decode(),
    )

    [pressed] = await hand.updates()
    assert pressed["callback_query"]["message"]["message_id"] == sent["message_id"]


async def test_a_push_beside_the_dialogue_is_not_taken_for_the_answer(scene):
    stand_in, hand = scene
    [said] = await hand.updates()
    chat = said["message"]["chat"]["id"]
    await hand.call("sendMessage", chat_id=chat, text="?", reply_markup=keyboard("Fraud"))
    await hand.updates()

    await hand.call("sendMessage", chat_id=chat, text="By the way", reply_markup=keyboard("Rate"))
    assert await hand.updates() == []
    await hand.call("sendMessage", chat_id=chat, text="All done")

    [again] = await hand.updates()
    assert again["message"]["text"].endswith("in round 1")
    told = stand_in.tally.report(stand_in.people, 0)
    assert (told["answered"], told["rounds"], told["stray"]) == (2, 1, 1)


async def test_an_update_comes_again_until_it_is_confirmed_and_counts_from_the_first_time(scene):
    stand_in, hand = scene
    [first] = await hand.updates()
    handed = stand_in.people[0].handed
    hand.offset = 0
    assert await hand.updates() == [first]
    assert stand_in.people[0].handed == handed
    assert await hand.updates() == []


async def test_waiting_is_counted_until_the_answering_call_has_taken_effect(scene):
    stand_in, hand = scene
    [said] = await hand.updates()
    chat = said["message"]["chat"]["id"]
    await hand.call("sendMessage", chat_id=chat, text="?", reply_markup=keyboard("Fraud"))

    told = stand_in.tally.report(stand_in.people, 0)
    assert told["created_ms"]["p50"] >= told["handed_ms"]["p50"] >= LATENCY * 1000


async def test_a_button_that_is_not_there_is_told(scene):
    stand_in, hand = scene
    stand_in.people[0].script = Script((Step(says="hi", expects=tells("")), Step(presses="Fraud")))
    [said] = await hand.updates()
    chat = said["message"]["chat"]["id"]
    await hand.call("sendMessage", chat_id=chat, text="?", reply_markup=keyboard("Gambling"))

    assert await hand.updates() == []
    assert stand_in.trouble == "no button 'Fraud' among ['Gambling']"


def test_a_label_is_met_whole_before_it_is_met_in_part():
    seen = Seen("", (Button("Other page", "1"), Button("Other", "2")))
    assert seen.button("Other") == Button("Other", "2")
    assert seen.button("Oth") == Button("Other page", "1")
    assert seen.button("page") is None
    ticked = Button("☑ In good faith", "3")
    assert Seen("", (ticked,)).button("In good faith") == ticked
    assert not shows("None of them")(seen)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (b"application/json", '{"chat_id": "7", "text": "你好 & 再见"}'.encode()),
        (
            b"application/x-www-form-urlencoded",
            b"chat_id=7&text=%E4%BD%A0%E5%A5%BD+%26+%E5%86%8D%E8%A7%81",
        ),
        (
            b"multipart/form-data; boundary=B",
            b'--B\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n7\r\n'
            b'--B\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n\xff\r\n'
            b'--B\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
            + "你好 & 再见\r\n--B--\r\n".encode(),
        ),
    ],
)
def test_parameters_are_read_in_every_shape_that_clients_send(kind, body):
    call = Call("sendMessage", "offset=3", kind, body)
    assert call.parameters() == {"offset": "3", "chat_id": "7", "text": "你好 & 再见"}


@pytest.mark.soak
def test_the_bench_measures_a_real_bot():
    bot = Contender(name="aiogram 3", script="peers", start=peer("aiogram_fsm"), window=20)
    result = run(bot, Load(people=4, latency=0.001), warm=0)

    told = result.told
    assert told["answered"] >= 4 * len(PEERS.steps)
    assert told["rounds"] >= 1  # so many answers among four: one has had them all, however unequal
    assert told["trouble"] == ""
    assert told["calls"]["answerCallbackQuery"] >= 4 * 5
    assert told["handed_ms"]["p99"] >= told["handed_ms"]["p50"] >= 1
    assert result.cpu_ms > 0
    assert result.others_cpu_ms >= 0
    assert "aiogram 3" in table([result], 1)
    assert "whole dialogues" in stuck(result)


def test_a_bot_that_cannot_start_is_told_with_its_last_words():
    bot = Contender(
        name="nobody",
        script="peers",
        start=lambda *_: Start(("-c", "raise SystemExit('no token')"), {}),
        window=1,
    )
    with pytest.raises(NotMeasured, match=r"nobody asked for no updates:\s+no token"):
        run(bot, Load(people=1, latency=0))


def test_ratios_are_told_for_what_was_measured():
    def result(name: str, answered: int, cpu_ms: float) -> Result:
        return Result(name, 1, {"answered": answered, "seconds": 10.0}, cpu_ms, 0, 0)

    measured = {"ptb": result("ptb", 100, 400), "ours": result("ours", 5000, 5000)}
    assert [(p.figure, "kept" in str(p)) for p in promises(measured)] == [(50.0, True)]
    measured["aiogram"] = result("aiogram", 20_000, 10_000)
    assert ["kept" in str(p) for p in promises(measured)] == [True, False, False]
    assert promises({"ptb": measured["ptb"]}) == []


def waited(name: str, p99: float, confirmed: float = 4.0) -> Result:
    told = {"answered": 900, "seconds": 9.0, "handed_ms": {"p50": 100.0, "p99": p99}}
    told["confirmed_ms"] = {"p50": 1.0, "p99": confirmed}
    return Result(name, 100, told, 1, 0, 0)


def test_the_wait_on_an_ordinary_day_is_told_less_the_latency():
    answered, stored = calm_promises(
        [{"ours": waited("ours", 140.0)}], Load(people=100, latency=0.08, rate=100)
    )
    assert answered.figure == pytest.approx(60)
    assert not answered.kept
    assert stored.figure == 4
    assert stored.kept
    assert stored.goal_reached


def test_beyond_the_load_of_the_promise_nothing_is_promised():
    rounds = [{"ours": waited("ours", 900.0)}]
    assert calm_promises(rounds, Load(people=200, latency=0.08, rate=200)) == []


def test_the_wait_is_the_median_of_rounds_in_turn_and_set_against_aiograms():
    rounds = [
        {"ours": waited("ours", mine, confirmed), "aiogram": waited("aiogram 3", its)}
        for mine, confirmed, its in ((100, 3, 400), (900, 90, 180), (110, 4, 200))
    ]
    answered, ratio, stored = calm_promises(rounds, Load(people=100, latency=0.08, rate=100))
    assert (answered.figure, answered.bound, answered.note) == (
        pytest.approx(30),
        50,
        "aiogram 120",
    )
    assert (ratio.figure, ratio.bound, ratio.kept) == (pytest.approx(0.25), 0.5, True)
    assert not ratio.goal_reached
    assert stored.figure == 4


@pytest.mark.parametrize(("p99", "kept"), [(105, True), (106, False)])
def test_what_a_free_bot_may_send_is_promised_to_be_faster(p99, kept):
    rounds = [{"ours": waited("ours", p99), "aiogram": waited("aiogram 3", 2080)}]
    answered, ratio = calm_promises(rounds, Load(people=30, latency=0.08, rate=30))
    assert "at 30/s" in answered.words
    assert answered.kept is kept
    assert "at 30/s" in ratio.words
    assert ratio.goal_reached


def test_a_peer_that_was_not_measured_in_one_round_is_judged_by_the_others():
    silent = Result("aiogram 3", 100, {"handed_ms": None, "confirmed_ms": None}, 1, 0, 0)
    rounds = [
        {"ours": waited("ours", 100), "aiogram": silent},
        {"ours": waited("ours", 100), "aiogram": waited("aiogram 3", 120)},
        {"ours": waited("ours", 100)},
    ]
    load = Load(people=100, latency=0.08, rate=100)
    assert [each.figure for each in calm_promises(rounds, load)] == [pytest.approx(20), 0.5, 4]
    assert calm_promises([{"aiogram": silent}], load) == []


async def test_an_update_is_confirmed_when_the_next_is_asked_for_whatever_that_call_takes(scene):
    stand_in, hand = scene
    [update] = await hand.updates() or await hand.updates()
    assert stand_in.tally.confirmed == []

    await hand.updates()

    [seconds] = stand_in.tally.confirmed
    assert 0 < seconds < LATENCY
    assert update["update_id"] < hand.offset
