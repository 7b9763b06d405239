"""The clock's own loop: every job in turn, batch after batch, whatever befalls one of them."""

import io
import json

import pytest

from bot import clock, logs
from handlers.house import House
from storage.journal_order import Head
from usecases import auditing, timekeeping, upkeep

OF_THE_CLOCK = (upkeep.changed_profile, timekeeping.look, auditing.tell_head)
FIRST = OF_THE_CLOCK[:2]


class Rows:
    """A database that only notes what it is asked to run, and finds so much to do for each."""

    def __init__(self, found=0, stumbles=()):
        self.found, self.stumbles = found, stumbles
        self.ran = []

    async def run(self, use_case, *args):
        self.ran.append(use_case)
        if use_case in self.stumbles:
            raise RuntimeError("a stumble")
        if use_case in OF_THE_CLOCK:
            return None
        self.found -= 1
        return max(0, self.found)


@pytest.fixture
def house(profile):
    return House(db=None, words=None, profile=profile, now=lambda: 0, read_file=None)


async def test_every_job_is_done_once_where_there_is_nothing_to_do(house):
    rows = Rows()
    await clock.tick(rows, house)
    assert rows.ran == [*FIRST, *upkeep.JOBS, auditing.tell_head]


async def test_a_job_is_done_again_while_it_finds_something(house):
    rows = Rows(found=4)
    await clock.tick(rows, house)
    assert rows.ran.count(upkeep.JOBS[0]) == 4


async def test_the_head_of_the_journal_is_in_the_log_whatever_it_looks_like(house):
    class Told(Rows):
        async def run(self, use_case, *args):
            if use_case is auditing.tell_head:
                return Head(12345678, "1234567890" * 4)
            return await super().run(use_case, *args)

    log = io.StringIO()
    logs.set_up(form="json", stream=log)
    await clock.tick(Told(), house)
    [line] = map(json.loads, log.getvalue().splitlines())
    assert (line["entries"], line["hash"]) == (12345678, "h1234567890123456")


async def test_a_job_that_never_ends_leaves_the_others_their_turn(house):
    rows = Rows(found=10**9)
    await clock.tick(rows, house)
    assert rows.ran.count(upkeep.JOBS[0]) == clock.MOST_BATCHES
    assert set(upkeep.JOBS) <= set(rows.ran)


async def test_a_job_that_stumbles_holds_up_no_other(house):
    rows = Rows(stumbles={upkeep.changed_profile, upkeep.JOBS[0]})
    await clock.tick(rows, house)
    assert rows.ran == [*FIRST, *upkeep.JOBS, auditing.tell_head]
