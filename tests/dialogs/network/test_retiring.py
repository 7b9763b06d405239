"""A unit is retired: none of its cases is orphaned, and everybody whom it concerns learns of it."""

import pytest

from conversation.form import Given
from domain.network.people import Role
from domain.routing import HandoverKind
from domain.status import Status
from storage.audit import journal
from storage.cases import cases, transfers
from tests.dialogs.groups.test_groups import in_group
from tests.dialogs.moderation.test_casework import files
from tests.dialogs.network.test_changing_units import CHANGSHA, opens, unit
from tests.support.decisions import refuses
from usecases.operations import scheduled
from usecases.session import by_system

SITE = "Changsha.cn (Xingchen Online)"
CITY = "长沙市委网宣(管)办"


async def of_the_site(world, citizen, **answers):
    given = {
        "link": Given(text="https://news.changsha.cn/article/7"),
        "category": Given(choice="vulgar"),
        "subcategory": Given(choice="clickbait"),
    }
    return await files(world, citizen, **{**given, **answers})


async def retires(admin, name=SITE):
    await opens(admin, name)
    await admin.taps("Retire")
    await admin.taps("Yes, retire")


async def now(world, case):
    return await world.db.run(cases.get, case.id)


async def sweeps(world):
    for job in scheduled.JOBS:
        await world.db.run(by_system, world.jubao.services.conditions(), job)
    await world.settle()


async def test_its_open_cases_go_to_the_unit_above_and_everybody_is_told(
    world, admin, citizen, moderator
):
    case = await of_the_site(world, citizen)
    await opens(admin, SITE)
    await admin.taps("Retire")
    admin.sees("units-retire-ask", unit=SITE, count=1, to=CHANGSHA)
    assert not unit(world, "changshacn").retired

    await admin.taps("Yes, retire")

    admin.sees("unit-retired")
    admin.sees("units-is-retired")
    moved = await now(world, case)
    assert (moved.unit, moved.status) == ("changsha", Status.SUBMITTED)
    [hop] = await world.db.run(transfers.of_case, case.id)
    assert (hop.kind, hop.start, hop.to) == (HandoverKind.RETIRED, "changshacn", "changsha")
    citizen.saw("notice-unit_retired", unit=CHANGSHA)
    moderator.saw("notice-cases_came", unit=CHANGSHA, start=SITE, count=1)
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert verbs == ["submit", "retire"]
    assert await world.db.run(journal.first_break, case.id) is None
    assert [e.verb for e in await world.db.run(journal.of_case, 0)] == ["unit_retire"]
    await moderator.says(f"/case {case.number}")
    await accepts_vulgar(moderator)
    assert (await now(world, case)).status is Status.ACCEPTED


async def accepts_vulgar(person):
    await person.taps_on_card("Accept as another")
    await person.taps("Vulgar")


@pytest.mark.soak
async def test_a_case_that_waits_for_its_reporter_goes_along_and_goes_on_waiting(
    world, admin, citizen, moderator
):
    site = await world.staff("Xu", Role.MODERATOR, unit="changshacn")
    case = await of_the_site(world, citizen)
    await site.taps_on_card("Ask reporter")
    await site.says("Which article?")

    await retires(admin)

    moved = await now(world, case)
    assert (moved.unit, moved.status) == ("changsha", Status.NEEDS_INFO)
    await citizen.taps("Answer the office")
    await citizen.says("the one on page 7")
    moderator.sees("notice-reporter_answered", number=case.number)


async def test_a_unit_with_units_at_work_below_it_is_not_retired_and_they_are_named(
    world, admin, citizen
):
    case = await files(world, citizen)
    await opens(admin, CHANGSHA)

    said = await admin.taps("Retire")

    assert said == admin.words("unit-has-below", units=SITE)
    assert (await now(world, case)).unit == "changsha"


async def test_the_last_province_is_never_retired(world, admin):
    await opens(admin, "Hunan Internet")

    said = await admin.taps("Retire")

    assert "are active units below it" in said
    assert not unit(world, "hunan").retired


async def test_a_closed_case_stays_until_an_appeal_opens_it_again(world, admin, citizen, moderator):
    site = await world.staff("Xu", Role.MODERATOR, unit="changshacn")
    case = await of_the_site(world, citizen)
    await refuses(site, "Not our responsibility", "Please turn to the paper itself.")
    await retires(admin)
    assert (await now(world, case)).unit == "changshacn"

    await citizen.taps("Appeal")
    await citizen.says("I do not agree with this at all.")
    await sweeps(world)

    moved = await now(world, case)
    assert (moved.unit, moved.status) == ("changsha", Status.APPEALED)


async def test_nothing_new_comes_to_a_retired_unit(world, admin, citizen):
    await retires(admin)

    other = await of_the_site(world, citizen)

    assert other.unit == "changsha"
    await citizen.says("/start u_changshacn")
    citizen.sees("report-material-ask")
    assert SITE not in citizen.texts(1)


@pytest.mark.soak
async def test_a_link_followed_before_the_unit_was_retired_leads_nowhere_lost(
    world, admin, citizen
):
    await citizen.says("/start u_changshacn")
    await citizen.says("https://news.changsha.cn/article/7")
    await retires(admin)
    for label in ("Vulgar", "Misleading", "Skip", "Submit report"):
        await citizen.taps(label)

    case = await world.db.run(cases.get, 1)
    assert case.unit == "hunan"  # no region was named, and the host is nobody's now


async def test_its_card_in_its_group_says_who_has_it_now(world, admin, citizen, lead):
    site = await world.staff("Xu", Role.LEAD, unit="changshacn")
    chat = await world.group(site, unit="changshacn")
    there = await world.group(lead, unit="changsha")
    case = await of_the_site(world, citizen)

    await retires(admin)

    assert in_group(world, chat) == [f"{case.number} · 现由{CITY}办理"]
    assert in_group(world, there)[-1].startswith(case.number)


async def test_a_retired_unit_comes_back_to_work(world, admin, citizen):
    await retires(admin)
    assert "Phone" not in admin.labels()

    await admin.taps("Reactivate")

    admin.sees("unit-restored")
    assert not unit(world, "changshacn").retired
    assert (await of_the_site(world, citizen)).unit == "changshacn"
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, 0)]
    assert verbs == ["unit_retire", "unit_restore"]


@pytest.mark.soak
async def test_below_a_retired_unit_nobody_comes_back_to_work(world, admin):
    await retires(admin)
    await retires(admin, CHANGSHA)
    await opens(admin, SITE)

    said = await admin.taps("Reactivate")

    assert said == admin.words("unit-parent-unfit")


@pytest.mark.soak
async def test_a_second_press_retires_nothing_twice(world, admin, citizen):
    case = await of_the_site(world, citizen)
    await opens(admin, SITE)
    await admin.taps("Retire")
    sure = admin.data("Yes, retire")
    for _ in range(2):
        said = await admin.presses(*sure)

    assert said == admin.words("unit-retired-already")
    assert len(await world.db.run(transfers.of_case, case.id)) == 1


@pytest.mark.soak
async def test_who_worked_there_still_reads_what_was_closed_there(world, admin, citizen):
    site = await world.staff("Xu", Role.MODERATOR, unit="changshacn")
    case = await of_the_site(world, citizen)
    await refuses(site, "Not our responsibility", "Please turn to the paper itself.")
    await retires(admin)

    await site.says(f"/case {case.number}")

    assert case.number in site.texts(1)


@pytest.mark.soak
async def test_regions_offer_no_retired_city(world, admin, citizen):
    for name in (SITE, CHANGSHA):
        await retires(admin, name)
    await citizen.says("https://example.org/shop")
    for label in ("Vulgar", "Misleading", "Skip", "Region"):
        await citizen.taps(label)

    citizen.sees("report-region-ask")
    assert "Changsha" not in citizen.labels()
    assert "Hengyang" in citizen.labels()
