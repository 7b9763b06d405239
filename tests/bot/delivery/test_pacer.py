"""The pacer, on a clock of its own: even, per chat, silent in a pause, slower after one."""

import asyncio
import time
from itertools import pairwise

import pytest

from bot.delivery.pacer import MOST_GIVEN_WAY, PACED, PRIVATE_BURST, STUBBORN, Pacer


class Clock:
    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


def moments(pacer, clock, chats):
    """When each of these sends leaves, where every one waits for its moment."""
    return [clock.at + pacer.wait_for(chat) for chat in chats]


def test_sends_to_many_are_spaced_evenly(clock):
    at = moments(Pacer(rate=30, clock=clock), clock, range(1, 61))
    gaps = [later - earlier for earlier, later in pairwise(at)]
    assert at[0] == clock.at
    assert gaps == pytest.approx([1 / 30] * 59)


def test_one_private_chat_may_have_a_few_at_once_then_one_a_second(clock):
    at = moments(Pacer(rate=1e9, clock=clock), clock, [7] * (PRIVATE_BURST + 3))
    assert at[PRIVATE_BURST - 1] - at[0] < 0.01
    assert at[PRIVATE_BURST] - clock.at == pytest.approx(1.0, abs=0.01)
    assert at[PRIVATE_BURST + 2] - clock.at == pytest.approx(3.0, abs=0.01)


def test_a_group_gets_no_more_than_eighteen_a_minute(clock):
    at = moments(Pacer(rate=1e9, clock=clock), clock, [-7] * 19)
    assert at[18] - at[0] == pytest.approx(60)


def test_nothing_leaves_within_a_pause_and_other_chats_go_on(clock):
    pacer = Pacer(rate=1e9, clock=clock)
    pacer.pause(20, chat=7)
    assert pacer.wait_for(7) >= 20
    assert pacer.wait_for(8) < 0.1
    assert pacer.pause_left(7) == pytest.approx(20)
    pacer.pause(5)
    assert pacer.wait_for(9) >= 5


def test_a_pause_slows_the_pace_and_it_creeps_back(clock):
    pacer = Pacer(rate=10, clock=clock)
    pacer.pause(0.0)
    before = moments(pacer, clock, range(1, 12))
    assert before[1] - before[0] > 0.1
    for chat in range(100, 400):
        pacer.wait_for(chat)
    after = moments(pacer, clock, range(500, 503))
    assert after[2] - after[1] == pytest.approx(0.1)


def test_quiet_chats_are_forgotten_first(clock):
    pacer = Pacer(rate=1e9, clock=clock)
    for chat in range(1, 20_000):
        pacer.wait_for(chat)
    assert len(pacer._chats) <= 10_000


def test_what_waits_gives_way_to_answers_but_not_for_ever(clock):
    pacer = Pacer(rate=10, clock=clock)
    pacer.spend()
    assert pacer.wait_for(7) == pytest.approx(0.1)
    for _ in range(1000):
        pacer.spend()
    assert pacer.wait_for(8) == pytest.approx(MOST_GIVEN_WAY)


async def test_a_slot_that_is_not_to_be_used_any_more_ends_the_wait(clock):
    pacer = Pacer(rate=0.001, clock=clock)
    closing = asyncio.Event()
    assert await pacer.slot(1, closing)
    waiting = asyncio.create_task(pacer.slot(2, closing))
    await asyncio.sleep(0)
    closing.set()
    assert not await asyncio.wait_for(waiting, 1)


def test_a_429_is_everybodys_unless_the_chat_had_more_than_its_share(clock):
    pacer = Pacer(rate=1e9, clock=clock)
    pacer.count(7)
    pacer.handle_429(20, 7)
    assert pacer.pause_left(8) == pytest.approx(20)
    clock.at += 21
    for _ in range(8):
        pacer.count(7)
    pacer.handle_429(20, 7)
    assert pacer.pause_left(7) == pytest.approx(20)
    assert pacer.pause_left(8) <= 0
    clock.at += 21
    for _ in range(19):
        pacer.count(-7)
    clock.at += 60
    pacer.handle_429(20, -7)  # a minute later it has had its rest
    assert pacer.pause_left(8) == pytest.approx(20)


def test_a_chat_refused_again_and_again_has_a_limit_of_its_own(clock):
    pacer = Pacer(rate=1e9, clock=clock)
    for _ in range(STUBBORN):
        assert pacer.pause_left(8) <= 20
        clock.at += 21
        pacer.handle_429(20, 7)
    assert pacer.pause_left(8) <= 0 < pacer.pause_left(7)
    pacer.accepted(7)
    clock.at += 21
    pacer.handle_429(20, 7)
    assert pacer.pause_left(8) > 0


async def test_an_answer_waits_out_a_short_pause_and_news_do_not():
    pacer = Pacer(rate=1e9, clock=time.monotonic)
    pacer.pause(0.05, 7)
    assert await pacer.hold(7) == 0
    assert pacer.pause_left(7) <= 0
    pacer.pause(60)
    assert 59 < await pacer.hold(7) <= 60
    PACED.set(True)
    pacer.pause(0.05, 9)
    assert await pacer.hold(9) > 0
