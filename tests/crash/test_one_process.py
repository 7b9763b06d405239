"""Real processes on one database: one works, another leaves; a dead one is followed."""

import asyncio
import os
import signal
import time
from dataclasses import replace

import pytest

from bot.leases.lease_keeper import SILENT_SECONDS
from storage.engine import leases
from tests.support.stage import PATIENCE

SECOND = "another process takes in updates with this database (process {} on this machine)"


async def second_run(stage):
    """The same command typed once more, by mistake."""
    second = replace(stage, process=None)
    await second.start()
    _, said = await asyncio.wait_for(second.process.communicate(), PATIENCE)
    return second.process.returncode, said.decode()


def is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def at_work(stage):
    """Until /start is answered. A new welcome replaces the last one, so their number stays."""
    said = stage.telegram.say(stage.account, stage.account, "/start")["message_id"]
    await stage.until(
        lambda: stage.telegram.messages(stage.account)[-1]["message_id"] > said, "a welcome"
    )


@pytest.fixture
async def calls(stage):
    """Every call the bot makes, whoever makes it."""
    made, call = [], stage.telegram.call

    def noting(token, method, *args, **kwargs):
        made.append(method)
        return call(token, method, *args, **kwargs)

    stage.telegram.call = noting
    return made


async def published(calls):
    """The first process has made its menus: until nothing but polling goes on."""
    seen = -1
    for _ in range(60):
        now = sum(call != "getUpdates" for call in calls)
        if now == seen:
            return
        seen = now
        await asyncio.sleep(1)
    raise AssertionError(f"the menus are never done: {calls}")


async def test_a_second_run_leaves_with_a_reason_before_it_touches_anything(
    stage, calls, installed_url, opens
):
    await stage.start()
    await at_work(stage)
    await published(calls)
    calls.clear()
    code, said = await second_run(stage)
    assert code == 3
    assert said == f"jubao: {SECOND.format(stage.process.pid)}: stop it first\n"
    assert set(calls) <= {"getUpdates"}  # neither getMe nor menus
    db = await opens(installed_url)
    before = await db.run(leases.look, "sender")
    assert before.fence == 1
    await at_work(stage)

    await stage.stop()
    assert stage.process.returncode == 0
    assert (await db.run(leases.look, "sender")).free
    await stage.start()
    await at_work(stage)
    stage.kill()
    await stage.restart()  # no wait: everybody can see that it is gone
    await at_work(stage)
    assert (await db.run(leases.look, "sender")).fence == 3


@pytest.mark.soak
async def test_one_that_stood_still_for_too_long_finds_itself_overtaken(
    stage, installed_url, opens
):
    await stage.start()
    await at_work(stage)
    db = await opens(installed_url)
    first = stage.process
    try:
        first.send_signal(signal.SIGSTOP)  # as a machine does that is moved or out of memory
        await stage.start()
        before = time.monotonic()
        while (await db.run(leases.look, "sender")).fence == 1:
            assert time.monotonic() - before < SILENT_SECONDS + PATIENCE
            await asyncio.sleep(0.1)
        await at_work(stage)
        first.send_signal(signal.SIGCONT)
        _, said = await asyncio.wait_for(first.communicate(), PATIENCE)
        assert first.returncode == 3
        assert said.decode().splitlines()[-1] == (
            "jubao: another process takes in updates now: this one was silent too long"
        )
    finally:
        first.send_signal(signal.SIGKILL)
    await at_work(stage)
    await stage.stop()
    assert stage.process.returncode == 0


async def test_a_process_whose_test_was_broken_off_does_not_go_on(stage):
    alone = replace(stage)  # the stage itself has nothing to stop
    await alone.start()
    await at_work(alone)
    alone.process.abandon()
    for _ in range(PATIENCE * 10):
        if not is_there(alone.process.pid):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it is left running")


async def test_a_signal_to_one_that_has_just_ended_is_no_error(stage):
    """As with the standard library's processes; here nothing has read yet how it ended."""
    await stage.start()
    os.kill(stage.process.pid, signal.SIGKILL)
    while is_there(stage.process.pid):
        time.sleep(0.01)  # noqa: ASYNC251  # the loop must not read it
    stage.process.terminate()
    assert await stage.process.wait() == -signal.SIGKILL
