"""A holiday is announced while a case is open: nothing is late on it, and the new time is told."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.network.people import Role
from storage.audit import journal
from tests.dialogs.moderation.test_casework import files, newest, now
from tests.dialogs.moderation.test_clocks import count, ticks, until
from usecases.core import profile


async def imports(world, *, holidays=(), working=(), **changes):
    """`jubao profile import` of a profile with other days off, while the bot runs."""
    known = await world.db.run(profile.profile)
    calendar = replace(
        known.calendar,
        holidays=known.calendar.holidays | {date.fromisoformat(day) for day in holidays},
        working=known.calendar.working | {date.fromisoformat(day) for day in working},
        **changes,
    )
    changed = replace(known, calendar=calendar)
    await world.db.run(profile.install_profile, changed, int(world.at[0]))


async def recounts(world, case):
    entries = await world.db.run(journal.of_case, case.id)
    return [entry.reason for entry in entries if entry.verb == "recount"]


@pytest.mark.soak
async def test_a_holiday_announced_while_a_case_is_open_makes_nothing_late_on_it(
    world, citizen, moderator
):
    lead = await world.staff("Peng", Role.LEAD, "hunan")
    await until(world, "2026-11-30 10:00")
    case = await files(world, citizen)
    await ticks(world)
    assert "Tuesday 1 Dec 18:00" in citizen.texts()

    await imports(world, holidays=["2026-12-01"])
    await until(world, "2026-11-30 10:02")
    citizen.saw("notice-new_time", why="calendar")
    assert "Wednesday 2 Dec 18:00" in newest(citizen)
    assert await recounts(world, case) == ["2026-12-01 18:00 → 2026-12-02 18:00"]
    for moment in ("10:03", "10:05", "10:06"):
        await until(world, f"2026-11-30 {moment}")
    assert citizen.texts().count(citizen.words("notice-new_time", why="calendar")) == 1

    await until(world, "2026-12-01 18:10")
    found = await now(world, case)
    assert (found.overdue_level, found.escalated_to) == (0, None)
    assert count(moderator, "notice-reminder", number=case.number) == 0
    assert count(lead, "notice-late_above", number=case.number) == 0
    assert "is late. We are sorry" not in citizen.texts()
    await citizen.says("/cases")
    await citizen.taps("··")
    assert "Wednesday 2 Dec 18:00" in newest(citizen)

    await until(world, "2026-12-02 09:00")
    assert count(moderator, "notice-reminder", number=case.number) == 1
    await until(world, "2026-12-02 18:01")
    assert (await now(world, case)).overdue_level == 1
    assert count(lead, "notice-late_above", number=case.number) == 1


@pytest.mark.soak
async def test_a_working_saturday_makes_no_promise_earlier(world, citizen, moderator):
    await until(world, "2026-11-27 10:00")
    case = await files(world, citizen)
    await ticks(world)
    due_at = (await now(world, case)).due_at

    await imports(world, working=["2026-11-28"])
    await until(world, "2026-11-27 10:05")
    await until(world, "2026-11-28 18:10")

    found = await now(world, case)
    assert (found.due_at, found.overdue_level) == (due_at, 0)
    assert await recounts(world, case) == []
    assert citizen.words("notice-new_time", why="calendar") not in citizen.texts()


async def test_the_announcement_may_come_on_the_day_itself_and_the_bot_may_have_stood_still(
    world, citizen, moderator
):
    await until(world, "2026-11-30 10:00")
    case = await files(world, citizen)
    await ticks(world)
    world.at[0] += 30 * 3600  # nothing ran until the afternoon of 1 December
    await imports(world, holidays=["2026-12-01"])
    await until(world, "2026-12-01 18:10")
    found = await now(world, case)
    assert found.overdue_level == 0
    assert "Wednesday 2 Dec 18:00" in newest(citizen)


@pytest.mark.soak
async def test_what_became_late_on_friday_evening_is_passed_up_on_monday(world, citizen):
    lead = await world.staff("Peng", Role.LEAD, "hunan")
    await until(world, "2026-11-26 10:00")
    case = await files(world, citizen)
    await ticks(world)
    await until(world, "2026-11-28 09:00")  # Saturday: the bot had stood still
    await until(world, "2026-11-29 20:00")
    assert (await now(world, case)).overdue_level == 0
    await until(world, "2026-11-30 00:01")
    assert (await now(world, case)).overdue_level == 1
    assert count(lead, "notice-late_above", number=case.number) == 1


async def test_a_danger_to_life_waits_for_no_working_day(world, citizen, moderator):
    await until(world, "2026-11-28 10:00")
    case = await files(world, citizen, danger=True)
    await until(world, "2026-11-28 11:01")
    assert (await now(world, case)).overdue_level == 1
