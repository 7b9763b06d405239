"""The wire that keeps Telegram's pauses: it counts, hears a 429, lets no call into a pause."""

import pytest
from telegram.error import RetryAfter
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.delivery.pacer import PACED, Pacer
from bot.telegram.rate_limited import RateLimitedRequest
from tests.bot.delivery.test_pacer import Clock

OK, FLOOD = (200, b'{"ok":true,"result":1}'), (429, b'{"ok":false,"parameters":{"retry_after":9}}')


class Answering:
    """A wire that gives these answers, the last for ever."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    async def do_request(self, url, *_):
        self.asked.append(url.rpartition("/")[2])
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class Counted(Pacer):
    spent = 0

    def spend(self):
        self.spent += 1


def to(chat):
    return RequestData([RequestParameter.from_input("chat_id", chat)])


async def calls(wire, method, chat=None):
    data = None if chat is None else to(chat)
    return await wire.do_request(f"http://127.0.0.1:9/bot1:x/{method}", "POST", data)


@pytest.fixture
def pacer():
    return Counted(rate=1e9, clock=Clock())


async def test_nothing_leaves_within_a_pause_whoever_calls(pacer):
    inner = Answering(FLOOD, OK)
    wire = RateLimitedRequest(inner, pacer)
    assert (await calls(wire, "sendMessage", 7))[0] == 429
    for method, chat in (("sendMessage", 8), ("editMessageText", 7), ("answerCallbackQuery", None)):
        status, body = await calls(wire, method, chat)
        assert status == 429
        assert b'"retry_after":9' in body
    assert (await calls(wire, "getMe"))[0] == 200
    assert inner.asked == ["sendMessage", "getMe"]
    pacer.clock.at += 10
    assert (await calls(wire, "sendMessage", 7))[0] == 200


async def test_a_menu_that_is_refused_holds_up_nobody(pacer):
    wire = RateLimitedRequest(Answering(FLOOD, OK), pacer)
    assert (await calls(wire, "setMyCommands"))[0] == 429
    assert (await calls(wire, "sendMessage", 7))[0] == 200


async def test_it_counts_what_nobody_has_paced(pacer):
    wire = RateLimitedRequest(Answering(OK), pacer)
    await calls(wire, "getMe")
    assert pacer.spent == 0
    for method in ("sendMessage", "editMessageText"):
        await calls(wire, method, 7)
    assert pacer.spent == 2
    PACED.set(True)
    await calls(wire, "sendMessage", 7)
    assert pacer.spent == 2


async def test_a_wire_that_raises_is_heard_as_well(pacer):
    class Raising(Answering):
        async def do_request(self, url, *_):
            raise RetryAfter(5)

    with pytest.raises(RetryAfter):
        await calls(RateLimitedRequest(Raising(), pacer), "sendMessage", 7)
    assert pacer.pause_left(8) == pytest.approx(5)


async def test_a_429_that_says_no_time_means_a_second(pacer):
    await calls(RateLimitedRequest(Answering((429, b"<html>")), pacer), "sendMessage", 7)
    assert pacer.pause_left(7) == pytest.approx(1)
