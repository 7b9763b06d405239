"""A real process whose machine's clock is ten years ahead for seconds, by libfaketime.

The parts of it are tested by a clock that is passed, in tests/dialogs/test_wrong_clock.py.
"""

import asyncio
import contextlib
import os
import sys
import time
from pathlib import Path

import pytest

from sandbox.web.server import serve
from tests.dialogs.moderation.test_casework import now
from tests.dialogs.moderation.test_clocks import ticks
from tests.dialogs.test_wrong_clock import count, evidence, not_accepted
from tests.support.chat import TOKEN, talking
from tests.support.database import KEY_RING
from tests.support.processes import ROOT

PATIENCE = 60  # seconds
STAYS = 5  # seconds: the first tick, and the first comparison of files, come at once
YEARS_AHEAD = "+3650d"


@pytest.fixture
async def world(installed_url, tmp_path):
    """A bot whose clock agrees with this machine's."""
    async with talking(installed_url, tmp_path, since=time.time()) as found:
        yield found


def library():
    """Debian's libfaketime."""
    found = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
    assert found, "libfaketime is needed: install the package libfaketime"
    return str(found)


def ahead(offset):
    """A wrong date for a process; its monotonic clock and the times of files are right."""
    return {
        "LD_PRELOAD": library(),
        "FAKETIME": offset,
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        # Else waits by the monotonic clock end at once, and the interpreter's threads spin.
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",
        "NO_FAKE_STAT": "1",
    }


@contextlib.asynccontextmanager
async def running(world, url, folder, wrong):
    """`python -m bot run` on the same rows, seen until it answers; yields what it has logged."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("JUBAO_")},
        "JUBAO_BOT_TOKEN": TOKEN,
        "JUBAO_API_BASE_URL": url,
        "JUBAO_DATABASE_URL": world.jubao.settings.database_url,
        "JUBAO_EVIDENCE_URL": f"file:{folder}/evidence",
        "JUBAO_SEAL_KEYS": KEY_RING,
        "JUBAO_GATHER_SECONDS": "0",
        **wrong,
    }
    log = folder / f"log{len(list(folder.glob('log*')))}"
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"), cwd=ROOT, env=environment, stdout=out, stderr=out
        )
    try:
        yield log
        process.terminate()
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0, log.read_text()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def until(come, log):
    for _ in range(PATIENCE * 20):
        if come():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(log.read_text())


async def answers(world, citizen, log):
    before = len(citizen.texts())
    world.telegram.say(citizen.account, citizen.account, "/help")
    await until(lambda: len(citizen.texts()) > before, log)


@pytest.mark.soak
async def test_case_03_a_process_ten_years_ahead_erases_nothing(
    world, citizen, moderator, admin, tmp_path
):
    case = await not_accepted(world, citizen, moderator)
    await ticks(world)
    names = await evidence(world)
    assert names
    async with serve(world.telegram, port=0) as url:
        async with running(world, url, tmp_path, ahead(YEARS_AHEAD)) as log:
            await until(lambda: "clock-not-trusted" in log.read_text(), log)
            await answers(world, citizen, log)
            await asyncio.sleep(STAYS)
        assert await now(world, case) == case
        assert await evidence(world) == names
        async with running(world, url, tmp_path, {}) as log:
            await answers(world, citizen, log)
            await until(lambda: count(admin, "trouble-over-clock") == 1, log)
            await asyncio.sleep(STAYS)
    assert count(admin, "trouble-clock") == 1
    assert await now(world, case) == case
    assert await evidence(world) == names
