"""A flood as people see it: a receipt that says it waits, one word to staff, a list, a way out."""

import pytest

from storage.cases import cases
from tests.support.chat import talking
from tests.support.life import Life
from usecases.operations import scheduled
from usecases.session import by_system

MOST = 3


@pytest.fixture
async def world(sqlite_url, tmp_path):
    """As all worlds, with a flood that a test can make by hand."""
    async with talking(sqlite_url, tmp_path, flood_per_minute=MOST) as found:
        yield found


async def files(world, citizen):
    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    conditions = world.jubao.services.conditions()

    class Here(Life):
        @property
        def conditions(self):
            return conditions

    filed = await Here(life.db, life.profile, life.at).files(citizen.account)
    await world.settle()
    return await world.db.run(cases.get, filed.report.case_id)


async def flood(world, more=2):
    """So many cases as are no flood, and some more."""
    return [await files(world, world.person(f"Lin {number}")) for number in range(MOST + more)]


async def sweeps(world):
    for job in scheduled.JOBS:
        while await world.db.run(by_system, world.jubao.services.conditions(), job):
            pass
    await world.settle()


async def test_a_report_in_a_flood_has_code_and_receipt_and_says_that_it_waits(
    world, citizen, moderator
):
    await flood(world)
    case = await files(world, citizen)

    citizen.saw("notice-receipt")
    citizen.saw("waits-flood")
    assert "By Thursday" not in citizen.texts()
    assert case.number not in moderator.texts()
    await citizen.says("/cases")
    await citizen.taps("··")
    citizen.sees("waits-flood")


async def test_staff_hear_of_it_once_and_find_the_list_from_there(world, moderator, lead):
    made = await flood(world, more=10)
    for _ in range(3):
        await sweeps(world)
        world.later(60)

    unit = "Changsha Internet Information Office"
    words = moderator.words("notice-flood", unit=unit, count="10")
    assert moderator.texts().count(words) == 1
    await moderator.taps("⏸ Quarantine: 10")
    first = [label for label in moderator.labels() if "2611-" in label]
    await moderator.taps("Next")
    second = [label for label in moderator.labels() if "2611-" in label]
    assert first + second == [case.number for case in made[MOST:]]


async def test_all_is_let_go_after_a_second_question(world, moderator):
    await flood(world)
    await moderator.says("/queue")
    await moderator.taps("⏸ Quarantine: 2")

    await moderator.taps("Release all")
    moderator.sees("quarantine-release-ask", count="2")
    await moderator.taps("Yes, release all")
    moderator.sees("quarantine-released")
    world.later(60)
    await sweeps(world)

    await moderator.says("/queue")
    assert len([label for label in moderator.labels() if "2611-" in label]) == MOST + 2
    assert "⏸ Quarantine: 2" not in moderator.labels()


async def test_when_it_is_calm_again_all_come_out_by_themselves(world, citizen, moderator):
    await flood(world)
    case = await files(world, citizen)

    world.later(600)
    await sweeps(world)

    citizen.saw("notice-released")
    found = await world.db.run(cases.get, case.id)
    assert found.quarantined_at is None
    await moderator.says(f"/case {case.number}")
    assert "Accept as another …" in await moderator.card_labels()


@pytest.mark.soak
async def test_a_case_that_came_out_is_found_under_its_host(world, moderator):
    made = await flood(world)
    world.later(600)
    await sweeps(world)

    await moderator.says("/search example.org")

    assert made[-1].number in moderator.labels()


@pytest.mark.soak
async def test_the_list_is_empty_when_somebody_was_faster(world, moderator):
    await flood(world, more=1)
    await moderator.says("/queue")
    stale = moderator.data("⏸ Quarantine: 1")
    world.later(600)
    await sweeps(world)

    await moderator.presses(*stale)

    moderator.sees("quarantine-empty")


@pytest.mark.soak
async def test_a_group_is_not_flooded_when_a_flood_comes_out(world, moderator):
    group = await world.group(moderator, unit="changsha")
    await flood(world, more=40)
    before = len(world.telegram.messages(group))

    world.later(600)
    await sweeps(world)
    world.later(120)
    await world.settle()

    assert before <= MOST + 1
    assert len(world.telegram.messages(group)) - before < 25
