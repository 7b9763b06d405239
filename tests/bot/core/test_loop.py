"""A step again and again: what it waits for, what wakes it, what its errors do."""

import asyncio
import contextlib

import pytest
import structlog
from structlog.testing import capture_logs

from bot.core.loop import WakeableLoop, repeat, wait_for

LONG = 3600.0
log = structlog.get_logger("jubao.test")


class Steps:
    """Steps that do what they are told, one after the other, and then wait for long."""

    def __init__(self, *todo):
        self.todo = list(todo)
        self.at = []  # when each began, seconds

    @property
    def done(self):
        return len(self.at)

    async def __call__(self):
        self.at.append(asyncio.get_running_loop().time())
        what = self.todo.pop(0) if self.todo else LONG
        if isinstance(what, Exception):
            raise what
        return what

    async def until(self, number):
        async with asyncio.timeout(5):
            while self.done < number:  # noqa: ASYNC110 - the loop makes it
                await asyncio.sleep(0.001)


@contextlib.asynccontextmanager
async def running(loop):
    task = asyncio.create_task(loop.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_steps_follow_one_another_and_wait_as_they_say():
    steps = Steps(0, 0, 0.01, 0)
    async with running(WakeableLoop(steps, log, "stumbled", LONG)):
        await steps.until(5)
        await asyncio.sleep(0.02)
    assert steps.done == 5


async def test_a_wake_ends_the_wait():
    steps = Steps()
    loop = WakeableLoop(steps, log, "stumbled", LONG)
    async with running(loop):
        await steps.until(1)
        await asyncio.sleep(0.01)
        assert steps.done == 1
        loop.wake()
        await steps.until(2)


async def test_a_wake_during_a_step_is_not_lost():
    async def step():
        nonlocal done
        done += 1
        if done == 1:
            loop.wake()
        return LONG

    done = 0
    loop = WakeableLoop(step, log, "stumbled", LONG)
    async with running(loop):
        await asyncio.sleep(0.02)
    assert done == 2


async def test_an_error_is_logged_and_the_next_step_comes_after_its_wait_whoever_wakes():
    steps = Steps(ValueError("bad"))
    loop = WakeableLoop(steps, log, "stumbled", 0.05)
    with capture_logs() as logs:
        async with running(loop):
            await steps.until(1)
            loop.wake()
            await steps.until(2)
    assert steps.at[1] - steps.at[0] >= 0.05
    assert [(each["event"], each["log_level"]) for each in logs] == [("stumbled", "error")]


async def test_a_fatal_error_ends_it_unlogged():
    loop = WakeableLoop(Steps(0, KeyError("gone")), log, "stumbled", LONG, fatal=(KeyError,))
    with capture_logs() as logs, pytest.raises(KeyError):
        await loop.run()
    assert not logs


async def test_the_first_step_may_come_later():
    steps, begun = Steps(), asyncio.get_running_loop().time()
    async with running(WakeableLoop(steps, log, "stumbled", LONG, delay=0.05)):
        await steps.until(1)
    assert steps.at[0] - begun >= 0.05


async def test_work_is_repeated_with_the_same_wait_after_an_error():
    async def work():
        nonlocal done
        done += 1
        if done == 2:
            raise ValueError("bad")
        if done == 4:
            raise KeyError("gone")

    done = 0
    with capture_logs() as logs, pytest.raises(KeyError):
        await repeat(work, every=0.01, log=log, failed="stumbled", fatal=(KeyError,), delay=0.01)
    assert [each["event"] for each in logs] == ["stumbled"]


async def test_waiting_for_an_event_tells_whether_it_came():
    event = asyncio.Event()
    assert not await wait_for(event, 0.01)
    event.set()
    assert await wait_for(event, LONG)
