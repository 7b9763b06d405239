"""Garbage is found by the clock, not by whoever happens to make the next object."""

import asyncio
import gc
import subprocess
import sys
import weakref

import pytest

from bot.core import garbage


class Knot:
    """A circle of one: nothing but a look for garbage lets go of it."""

    def __init__(self):
        self.me = self


@pytest.fixture(autouse=True)
def nobody_else_looks():
    gc.disable()
    yield
    gc.enable()


async def gone(of, tidying):
    """Whether a circle goes within a second of tidying."""
    task = asyncio.create_task(tidying)
    try:
        for _ in range(100):
            if of() is None:
                return True
            await asyncio.sleep(0.01)
        return False
    finally:
        task.cancel()


async def test_what_is_new_is_found_at_the_next_look():
    knot = weakref.ref(Knot())
    assert knot() is not None
    assert await gone(knot, garbage.collect_garbage(every=0.01, whole=1_000_000))


@pytest.mark.soak
async def test_what_got_older_is_found_by_a_look_at_everything():
    made = Knot()
    knot = weakref.ref(made)
    gc.collect(0)  # it is none of the newest now
    del made
    assert not await gone(knot, garbage.collect_garbage(every=0.01, whole=1_000_000))
    assert await gone(knot, garbage.collect_garbage(every=0.01, whole=3))


@pytest.mark.heavy
def test_a_service_begins_with_these_thresholds():
    asked = "import bot.__main__, gc; print(gc.get_threshold())"
    said = subprocess.check_output([sys.executable, "-c", asked], text=True)
    assert said.strip() == str(garbage.THRESHOLDS)


@pytest.mark.heavy
def test_no_garbage_is_looked_for_before_a_service_serves():
    """What the imports create stays, so that a collection would only take time."""
    asked = """
import gc
import bot.__main__ as entry

def serves(module, name):
    import bot.runtime.app
    print(gc.isenabled(), sum(each["collections"] for each in gc.get_stats()) - before)

entry.do = serves
entry.sys.argv = ["jubao", "run"]
before = sum(each["collections"] for each in gc.get_stats())
entry.main()
"""
    said = subprocess.check_output([sys.executable, "-c", asked], text=True)
    assert said.split() == ["False", "0"]
