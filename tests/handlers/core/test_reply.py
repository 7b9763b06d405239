"""A screen and the answer to the press that asked for it: together, and together given up."""

import asyncio

import pytest
from telegram.error import BadRequest, TelegramError

from handlers.core import reply


async def test_the_screen_is_on_its_way_before_the_spinner_ends():
    order = []

    async def step(name):
        order.append(name)

    await reply._both(step("answer"), step("screen"))
    assert order == ["screen", "answer"]


async def test_a_screen_that_failed_is_told_once_the_press_is_answered():
    answered = asyncio.Event()

    async def answer():
        await asyncio.sleep(0)
        answered.set()

    async def fails():
        raise BadRequest("no")

    with pytest.raises(BadRequest):
        await reply._both(answer(), fails())
    assert answered.is_set()


async def test_where_the_screen_stands_only_a_bug_in_the_answer_is_told():
    async def stands():
        return None

    async def fails(error):
        raise error

    await reply._both(fails(TelegramError("late")), stands())
    with pytest.raises(ZeroDivisionError):
        await reply._both(fails(ZeroDivisionError()), stands())


async def test_who_stops_waits_for_neither():
    ends = []

    async def hangs(name):
        try:
            await asyncio.Event().wait()
        finally:
            ends.append(name)

    task = asyncio.create_task(reply._both(hangs("answer"), hangs("screen")))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)
    assert sorted(ends) == ["answer", "screen"]
