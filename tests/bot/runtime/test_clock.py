"""The clock's own loop: every job in turn, batch after batch, whatever befalls one of them."""

import io
import json

import pytest

from bot.core import logs
from bot.runtime import clock
from domain.clocks.clock_trust import Doubt
from handlers.core.services import Services
from storage.audit.journal_order import Head
from usecases.core import profile as core_profile
from usecases.operations import audit, scheduled, timekeeping
from usecases.session import by_system

OF_THE_CLOCK = (core_profile.changed_profile, timekeeping.look, audit.tell_head)
FIRST = OF_THE_CLOCK[:2]


def wanted(use_case, *args):
    """The use case that is run; `by_system` has it after the conditions."""
    return args[1] if use_case is by_system else use_case


class Rows:
    """A database that only notes what it is asked to run, and finds so much to do for each."""

    def __init__(self, found=0, stumbles=()):
        self.found, self.stumbles = found, stumbles
        self.ran = []

    async def run(self, use_case, *args):
        use_case = wanted(use_case, *args)
        self.ran.append(use_case)
        if use_case in self.stumbles:
            raise RuntimeError("a stumble")
        if use_case in OF_THE_CLOCK:
            return None
        self.found -= 1
        return max(0, self.found)

    async def finish_erasures(self):
        pass


@pytest.fixture
def services(profile):
    return Services(db=None, words=None, profile=profile, now=lambda: 0, read_file=None)


async def test_every_job_is_done_once_where_there_is_nothing_to_do(services):
    rows = Rows()
    await clock.tick(rows, services)
    assert rows.ran == [*FIRST, *scheduled.JOBS, audit.tell_head]


async def test_a_job_is_done_again_while_it_finds_something(services):
    rows = Rows(found=4)
    await clock.tick(rows, services)
    assert rows.ran.count(scheduled.JOBS[0]) == 4


async def test_the_head_of_the_journal_is_in_the_log_whatever_it_looks_like(services):
    class Told(Rows):
        async def run(self, use_case, *args):
            if wanted(use_case, *args) is audit.tell_head:
                return Head(12345678, "1234567890" * 4)
            return await super().run(use_case, *args)

    log = io.StringIO()
    logs.set_up(form="json", stream=log)
    await clock.tick(Told(), services)
    [line] = map(json.loads, log.getvalue().splitlines())
    assert (line["entries"], line["hash"]) == (12345678, "h1234567890123456")


async def test_a_job_that_never_ends_leaves_the_others_their_turn(services):
    rows = Rows(found=10**9)
    await clock.tick(rows, services)
    assert rows.ran.count(scheduled.JOBS[0]) == clock.MOST_BATCHES
    assert set(scheduled.JOBS) <= set(rows.ran)


async def test_a_job_that_stumbles_holds_up_no_other(services):
    rows = Rows(stumbles={core_profile.changed_profile, scheduled.JOBS[0]})
    await clock.tick(rows, services)
    assert rows.ran == [*FIRST, *scheduled.JOBS, audit.tell_head]


class Judging(Rows):
    """What every check of the clock finds, in a process with scheduled jobs or without."""

    doubt = None

    async def run(self, use_case, *args):
        if wanted(use_case, *args) is timekeeping.look:
            return self.doubt
        return await super().run(use_case, *args)

    async def read(self, use_case, seen):
        assert use_case is timekeeping.check
        return timekeeping.Checked(seen=seen, doubt=self.doubt, doubted_at=None)


@pytest.mark.parametrize("work", [clock.tick, clock.keep_once])
async def test_a_doubt_is_logged_once_and_its_end_too_whoever_found_it_first(services, work):
    log, rows = io.StringIO(), Judging()
    logs.set_up(form="json", stream=log)
    for rows.doubt in (None, Doubt.AHEAD, Doubt.AHEAD, Doubt.TELEGRAM, None, None):
        await clock.glance(rows, services)  # as at the start, before anything is logged
        await work(rows, services)
    said = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [(line["event"], line.get("why")) for line in said] == [
        ("clock-not-trusted", "ahead"),
        ("clock-not-trusted", "telegram"),
        ("clock-trusted-again", None),
    ]
