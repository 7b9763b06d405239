"""A machine's clock is years off: nothing is lost by it, and admins hear of it."""

import os
from contextlib import asynccontextmanager
from email.utils import formatdate

import pytest

from bot.doctor import database_checks as database
from bot.doctor.report import Verdict
from bot.runtime import clock
from bot.runtime.app import building
from conversation.form import Given
from domain.clocks.clock_trust import Doubt
from domain.network.people import Role
from domain.status import Status
from storage.audit import journal
from storage.audit.journal import Entry, add
from storage.engine import counters
from storage.network import people
from storage.removals import removals
from storage.reporting import drafts
from tests.dialogs.moderation.test_archive import closed
from tests.dialogs.moderation.test_casework import files, now, with_files
from tests.dialogs.moderation.test_clocks import ticks
from tests.storage.removals.test_removals import asked
from tests.support.chat import alive
from tests.support.decisions import refuses
from usecases.operations import timekeeping
from usecases.session import by_system

HOUR, DAY = 3600, 24 * 3600
YEARS = 3650 * DAY


@asynccontextmanager
async def started(world, seconds, tmp_path, installed_url):
    """Another process on the same rows, its clock so far from the right one."""
    at = [world.at[0] + seconds]
    async with alive(world.wire, at, installed_url, tmp_path) as found:
        yield found


@pytest.fixture
def starts(world, tmp_path, installed_url):
    return lambda seconds: started(world, seconds, tmp_path, installed_url)


async def not_accepted(world, citizen, moderator):
    """A case that has come to nothing, with a file; its contents are promised until 2029."""
    case = await with_files(world, citizen, "bank.png")
    await moderator.says(f"/case {case.number}")
    await refuses(moderator, "Breaks no rule", "It is lawful.")
    found = await now(world, case)
    assert found.status is Status.NOT_ACCEPTED
    return found


async def evidence(world):
    return await world.jubao.fetcher.files.names()


def count(talker, key, **params):
    return talker.texts().count(talker.words(key, **params))


async def runs(world):
    """What a process does in its first minute."""
    await ticks(world)
    await world.jubao.fetcher.compare()
    await ticks(world)


async def test_twenty_seconds_of_a_clock_ten_years_ahead_destroy_nothing(
    world, citizen, moderator, admin, starts, tmp_path
):
    case = await not_accepted(world, citizen, moderator)
    begun = world.person("Gu")
    await begun.says("/report")
    await begun.says("https://example.com/begun")
    await ticks(world)
    names = await evidence(world)
    stray = tmp_path / "evidence" / "jubao-files" / ("ab" * 16)
    stray.touch()
    os.utime(stray, (world.at[0] - HOUR, world.at[0] - HOUR))

    async with starts(YEARS) as wrong:
        await runs(wrong)
        assert wrong.jubao.services.keeper.doubt is Doubt.AHEAD
        assert await now(wrong, case) == case
        assert set(await evidence(wrong)) == {*names, "ab" * 16}

    world.later(60)
    async with starts(0) as right:
        await runs(right)
        assert right.jubao.services.keeper.doubt is None
        assert await now(right, case) == case
        assert set(await evidence(right)) == {*names, "ab" * 16}
        who = await right.db.run(people.who_is, begun.account)
        assert await right.db.run(drafts.active, who) is not None
        await right.settle()
    assert count(admin, "trouble-clock") == count(admin, "trouble-over-clock") == 1


@pytest.mark.soak
async def test_admins_hear_of_it_while_the_wrong_clock_runs_and_only_once(
    world, citizen, moderator, admin, starts
):
    await not_accepted(world, citizen, moderator)
    await ticks(world)
    for _ in range(2):
        async with starts(YEARS) as wrong:
            await runs(wrong)
            await wrong.settle()
    assert (count(admin, "trouble-clock"), count(admin, "trouble-over-clock")) == (1, 0)


async def test_the_first_start_of_this_release_may_be_by_a_wrong_clock_too(
    world, citizen, moderator, starts
):
    case = await not_accepted(world, citizen, moderator)
    for _ in range(2):
        async with starts(YEARS) as wrong:  # nothing has ticked: the journal is all that was seen
            await runs(wrong)
            assert await now(wrong, case) == case
            # What is done under the wrong clock is no witness for it at the next start.
            at = int(wrong.at[0])
            entry = Entry(who="a", role=2, verb="ask", case_id=case.id, unit="u", written_at=at)
            await wrong.db.run(add, entry)


@pytest.mark.soak
async def test_what_a_wrong_clock_has_written_does_not_stand_in_the_way_of_the_right_one(
    world, citizen, moderator, starts
):
    await not_accepted(world, citizen, moderator)
    await ticks(world)
    async with starts(YEARS) as wrong:
        at = int(wrong.at[0])
        entry = Entry(who="x", role=1, verb="note", case_id=0, unit="", written_at=at)
        await wrong.db.run(add, entry)
        await wrong.db.run(counters.put, timekeeping.TICKED, at)
        await runs(wrong)
    async with starts(0) as right:
        await ticks(right)
        assert right.jubao.services.keeper.doubt is Doubt.JOURNAL
        right.telegram.say(citizen.account, citizen.account, "/help")
        await right.settle()
        await ticks(right)
        assert right.jubao.services.keeper.doubt is None


async def test_a_clock_ten_years_back_erases_nothing_and_answers_at_once(
    world, citizen, moderator, starts
):
    case = await not_accepted(world, citizen, moderator)
    await ticks(world)
    async with starts(-YEARS) as wrong:
        await runs(wrong)
        assert wrong.jubao.services.keeper.doubt is Doubt.JOURNAL
        wrong.telegram.say(citizen.account, citizen.account, "/help")
        before = len(citizen.chat)
        await wrong.settle()
        assert len(citizen.chat) > before
        await ticks(wrong)
        assert wrong.jubao.services.keeper.doubt is Doubt.UPDATE
        assert await now(wrong, case) == case
    async with starts(0) as right:
        await ticks(right)
        assert right.jubao.services.keeper.doubt is None


async def test_after_three_weeks_of_rest_nothing_goes_until_somebody_else_says_what_time_it_is(
    world, citizen, moderator, lead, admin, starts
):
    case = await closed(world, citizen, moderator, lead)
    await ticks(world)
    world.later(200 * DAY)
    async with starts(0) as late:
        await runs(late)
        assert (await now(late, case)).status is Status.CLOSED
        assert late.jubao.services.keeper.doubt is Doubt.AHEAD
        late.jubao.services.keeper.heard_date(formatdate(late.at[0], usegmt=True))
        await ticks(late)
        assert (await now(late, case)).status is Status.ARCHIVED
        assert late.jubao.services.keeper.doubt is None


@pytest.mark.soak
async def test_a_fresh_update_is_as_good_a_witness_and_one_that_waited_is_none(
    world, citizen, moderator, lead, starts
):
    case = await closed(world, citizen, moderator, lead)
    await ticks(world)
    world.telegram.say(citizen.account, citizen.account, "/help")
    world.later(200 * DAY)
    async with starts(0) as late:
        await late.settle()
        await ticks(late)
        assert (await now(late, case)).status is Status.CLOSED
        late.telegram.say(citizen.account, citizen.account, "/help")
        await late.settle()
        await ticks(late)
        assert (await now(late, case)).status is Status.ARCHIVED


async def test_a_clock_that_jumps_while_the_bot_runs_is_distrusted_at_once(
    world, citizen, moderator, admin, tmp_path, installed_url
):
    case = await not_accepted(world, citizen, moderator)
    late = await files(world, citizen)
    wall, uptime = [world.at[0]], [500.0]
    async with building(
        world.jubao.settings,
        wire=world.wire,
        poller=world.wire,
        now=lambda: wall[0],
        steady=lambda: uptime[0],
    ) as jubao:
        await clock.tick(jubao.db, jubao.services)
        assert jubao.services.conditions().clock_trusted
        wall[0] += YEARS
        assert not jubao.services.conditions().clock_trusted  # before anybody looks
        for _ in range(3):
            await clock.tick(jubao.db, jubao.services)
            wall[0], uptime[0] = wall[0] + 60, uptime[0] + 60
        assert jubao.services.keeper.doubt is Doubt.JUMPED
        assert await now(world, case) == case
        assert (await now(world, late)).overdue_level == 0  # nor is anything passed up
        wall[0] -= YEARS
        await clock.tick(jubao.db, jubao.services)
        assert jubao.services.conditions().clock_trusted


async def test_a_life_in_danger_does_not_wait_for_the_clock_neither_during_it_nor_after(
    world, citizen, moderator, starts
):
    case = await files(world, citizen, danger=True)
    await ticks(world)
    rung = count_alarms(moderator, case)
    async with starts(YEARS) as wrong:
        await ticks(wrong)
    world.later(60)
    async with starts(0) as right:
        await ticks(right)
        alarm_at = (await now(right, case)).alarm_at
        assert right.at[0] < alarm_at <= right.at[0] + 300  # not in ten years
        await right.settle()
    assert count_alarms(moderator, case) > rung


def count_alarms(talker, case):
    return talker.texts().count(talker.words("notice-alarm", number=case.number))


@pytest.mark.soak
async def test_the_doctor_says_that_the_bot_trusts_no_clock(world, citizen, moderator, starts):
    await not_accepted(world, citizen, moderator)
    await ticks(world)
    assert "clock" not in {each.what async for each in database.examined(world.db)}
    async with starts(YEARS) as wrong:
        await ticks(wrong)
        found = {each.what: each async for each in database.examined(wrong.db)}
        assert found["clock"].mark is Verdict.BAD
        assert "2036-11-2" in found["clock"].words
        assert "erases nothing" in found["clock"].words
    async with starts(0) as right:
        await ticks(right)
        assert "clock" not in {each.what async for each in database.examined(right.db)}


@pytest.mark.soak
async def test_a_persons_word_counts_from_the_second_day_of_the_doubt_on(
    world, citizen, moderator, lead, starts
):
    case = await closed(world, citizen, moderator, lead)
    await ticks(world)
    world.later(200 * DAY)
    async with starts(0) as late:
        await ticks(late)
        began = int(late.at[0])
        for hours in (0, 23):
            late.at[0] = began + hours * HOUR
            conditions, seen = late.jubao.services.conditions(), late.jubao.services.keeper.seen()
            assert await late.db.run(by_system, conditions, timekeeping.vouch, seen) == began + DAY
            await ticks(late)
            assert (await now(late, case)).status is Status.CLOSED
        late.at[0] = began + DAY
        conditions, seen = late.jubao.services.conditions(), late.jubao.services.keeper.seen()
        assert await late.db.run(by_system, conditions, timekeeping.vouch, seen) is None
        await ticks(late)
        assert (await now(late, case)).status is Status.ARCHIVED
        late.at[0] += 2 * DAY
        await ticks(late)
        assert late.jubao.services.keeper.doubt is None  # it has seen the time go on since


async def test_a_deadline_set_by_a_clock_ahead_is_set_anew_and_told(
    world, citizen, moderator, starts
):
    site = await world.staff("Peng", Role.MODERATOR, "rednet")
    await files(world, citizen)
    await ticks(world)
    async with starts(YEARS) as wrong:
        await runs(wrong)
        late = await files(wrong, citizen, link=Given(text="https://example.com/ahead"))
        assert (await now(wrong, late)).due_at > wrong.at[0]
        began = int(wrong.at[0])
        request = asked(late, asked_at=began, due_at=began + DAY, remind_at=began + DAY // 2)
        request = await wrong.db.run(removals.add, request)
        await wrong.settle()
    world.later(60)
    async with starts(0) as right:
        await ticks(right)
        assert (await now(right, late)).overdue_level == 0
        right.telegram.say(citizen.account, citizen.account, "/help")  # it says what time it is
        await right.settle()
        await ticks(right)
        await right.settle()
        found = await now(right, late)
        assert right.at[0] < found.due_at < right.at[0] + 10 * DAY
        assert found.opened_at == found.due_from == int(right.at[0])
        assert found.word_due_at < right.at[0] + 10 * DAY
        assert found.overdue_level == 0
        entries = await right.db.run(journal.of_case, late.id)
        assert [each.verb for each in entries].count("recount") == 1
        # The site that was asked is told the right time to answer.
        assert (await right.db.run(removals.get, request.id)).due_at == int(right.at[0]) + DAY
        assert count(site, "notice-removal_asked-new_time", number=f"{late.number}/1") == 1
    assert count(citizen, "notice-new_time", why="clock") == 1


@pytest.mark.soak
async def test_what_a_clock_years_behind_has_dated_is_neither_late_nor_erased_at_once(
    world, citizen, moderator, starts
):
    old = await files(world, citizen)
    due_at = (await now(world, old)).due_at
    await ticks(world)
    async with starts(-YEARS) as wrong:
        await runs(wrong)
        late = await files(wrong, citizen, link=Given(text="https://example.com/behind"))
        ended = await files(wrong, citizen, link=Given(text="https://example.com/ended"))
        bo = await wrong.staff("Bo", Role.MODERATOR, "changsha")
        await bo.says(f"/case {ended.number}")
        await refuses(bo, "Breaks no rule", "It is lawful.")
        assert (await now(wrong, ended)).closed_at < wrong.at[0] + HOUR
        await ticks(wrong)
    world.later(60)
    async with starts(0) as right:
        for _ in range(3):
            await ticks(right)
        found = await now(right, late)
        assert (found.overdue_level, found.opened_at) == (0, int(right.at[0]))
        assert right.at[0] < found.due_at < right.at[0] + 10 * DAY
        over = await now(right, ended)
        assert over.status is Status.NOT_ACCEPTED
        assert over.retain_until > right.at[0] + 300 * DAY
        assert (await now(right, old)).due_at == due_at  # set by the right clock
    assert count(citizen, "notice-new_time", why="clock") == 2
