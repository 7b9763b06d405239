"""A category's minimum level holds for every way by which a case comes to a unit.

Vulgar content may be a site's; extortion is a city's at least, child abuse the province's.
"""

import pytest
from msgspec.structs import replace

from conversation.form import Given
from domain.network.people import Role
from domain.network.units import Level
from domain.routing import HandoverKind
from domain.status import Status
from storage.audit import journal
from storage.cases import cases, transfers
from storage.engine.tables import reports as report_rows
from storage.reporting import reports
from tests.dialogs.moderation.test_casework import files
from tests.dialogs.network.test_network import open_card, passed_up
from tests.dialogs.network.test_retiring import retires
from tests.support.by_hand import submit
from usecases.cases import deadlines
from usecases.core import profile as core_profile
from usecases.operations import scheduled
from usecases.session import by_system

REDNET, HUNAN = "Rednet", "Hunan Internet Illegal and Harmful Information Reporting Centre"
CHANGSHA, CHANGSHA_CN = "Changsha Internet Information Office", "Changsha.cn (Xingchen Online)"
VULGAR = {"category": Given(choice="vulgar"), "subcategory": Given(choice="clickbait")}
EXTORTION = {"category": Given(choice="extortion"), "subcategory": Given(choice="blackmail")}
ABUSE = {"category": Given(choice="sexual"), "subcategory": Given(choice="child_abuse")}
KINDS = {  # the buttons of a kind; who gets a report that was begun for Rednet
    "vulgar": (("Vulgar", "Misleading"), "rednet"),
    "extortion": (("Extortion", "Blackmail"), "hunan"),
    "abuse": (("Sexual", "Child"), "hunan"),
}


async def now(world, case):
    return await world.db.run(cases.get, case.id)


async def way(world, case):
    return [(hop.kind, hop.to) for hop in await world.db.run(transfers.of_case, case.id)]


async def put(world, case, unit):
    """As a case may lie whose category's minimum level was raised since."""

    def place(tx):
        found = cases.get(tx, case.id)
        return cases.change(tx, case.id, seen=found.version, unit=unit)

    return await world.db.run(place)


async def to_review(person):
    """From the words on; where the address was sent with words, they are not asked for."""
    if "Skip" in person.labels():
        await person.taps("Skip")


@pytest.fixture
async def site(world):
    return await world.staff("Peng", Role.MODERATOR, unit="changshacn")


# Deep link and directory: the same question, begun for a unit


async def begins(citizen, how):
    if how == "link":
        await citizen.says("/start u_rednet")
        return
    await citizen.says("/directory rednet")
    await citizen.taps("Report here")


@pytest.mark.parametrize("how", ["link", "card"])
@pytest.mark.parametrize("kind", KINDS)
async def test_a_report_begun_for_a_site_goes_to_the_first_above_it_that_may_have_it(
    citizen, world, how, kind
):
    labels, unit = KINDS[kind]
    gets = world.jubao.services.profile.by_code[unit].name("en")
    above = {"asked": REDNET, "unit": gets}
    await begins(citizen, how)
    citizen.sees("report-to-unit", unit=REDNET)
    await citizen.says("https://www.rednet.cn/article/7")
    for label in labels:
        await citizen.taps(label)

    if unit != "rednet":
        citizen.sees("report-to-unit-above", **above)
    await to_review(citizen)
    citizen.sees("report-review-ask")
    if unit == "rednet":
        citizen.sees("report-to-unit", unit=REDNET)
    else:
        citizen.sees("report-to-unit-above", **above)
    await submit(citizen)

    assert (await world.db.run(reports.get, 1)).unit == unit
    citizen.saw("receipt-unit", unit=gets)
    if unit == "rednet":
        assert citizen.words("receipt-above", **above) not in citizen.texts()
    else:
        citizen.saw("receipt-above", **above)
        assert citizen.words("receipt-unit", unit=REDNET) not in citizen.texts()


async def test_it_is_said_as_soon_as_no_sub_category_may_be_the_sites(citizen):
    await citizen.says("/start u_rednet")
    await citizen.says("https://www.rednet.cn/article/7")
    await citizen.taps("Extortion")
    citizen.sees("report-subcategory-ask")
    citizen.sees("report-to-unit-above", asked=REDNET, unit=HUNAN)


async def test_it_is_not_said_while_the_sub_category_decides(citizen):
    await citizen.says("/start u_rednet")
    await citizen.says("https://www.rednet.cn/article/7")
    await citizen.taps("Sexual")
    citizen.sees("report-subcategory-ask")
    assert HUNAN not in citizen.last["text"]


async def test_a_link_with_unit_and_category_says_so_at_once(citizen):
    await citizen.says("/start u_rednet_c_extortion")
    citizen.sees("report-to-unit-above", asked=REDNET, unit=HUNAN)
    assert citizen.words("report-to-unit", unit=REDNET) not in citizen.last["text"]


async def test_a_city_asked_for_by_its_link_gets_what_is_a_citys_and_no_more(citizen, world):
    for number, (labels, unit) in enumerate(
        ((("Extortion", "Blackmail"), "yueyang"), (("Sexual", "Child"), "hunan")), 1
    ):
        await citizen.says("/start u_yueyang")
        await citizen.says(f"https://example.org/{number}")
        for label in labels:
            await citizen.taps(label)
        await to_review(citizen)
        await submit(citizen)
        assert (await world.db.run(reports.get, number)).unit == unit


async def test_a_review_names_the_unit_without_any_link_too(citizen):
    await citizen.says("/report")
    await citizen.says("https://news.changsha.cn/article/7")
    for label in ("Extortion", "Blackmail"):
        await citizen.taps(label)
    await to_review(citizen)
    citizen.sees("report-to-unit", unit=CHANGSHA)


@pytest.mark.parametrize(("kind", "unit"), [(EXTORTION, "changsha"), (ABUSE, "hunan")])
async def test_a_region_gets_what_its_city_may_have_and_no_more(citizen, world, kind, unit):
    case = await files(world, citizen, region=Given(choice="changsha"), **kind)
    assert case.unit == unit


async def test_what_staff_enter_goes_there_too_and_the_review_says_so(world, moderator):
    await moderator.says("/enter")
    await moderator.taps("Report by phone")
    await moderator.taps("By phone")
    await moderator.says("https://news.changsha.cn/article/7")
    for label in ("Sexual", "Child"):
        await moderator.taps(label)
    await to_review(moderator)
    moderator.sees("entered-to-unit", unit=HUNAN)
    await submit(moderator)
    assert (await world.db.run(cases.get, 1)).unit == "hunan"


# Handed on by staff


async def test_a_case_is_not_transferred_to_a_unit_that_may_not_have_it(world, citizen, moderator):
    case = await files(world, citizen, link=Given(text="https://news.changsha.cn/7"), **EXTORTION)
    await open_card(moderator, case)
    await moderator.taps_on_card("Transfer")
    assert CHANGSHA_CN not in moderator.labels()

    await moderator.says("changshacn")

    kind = "Extortion and paid deletion · Blackmail with negative posts"
    moderator.sees("transfer-below", unit=CHANGSHA_CN, kind=kind, level="city")
    assert "never to a site" in moderator.last["text"]
    await moderator.says("hunan")
    await moderator.says("It is all over the province.")
    assert (await now(world, case)).unit == "hunan"


async def test_a_form_that_was_filled_before_is_refused_as_well(world, citizen, moderator):
    """Another has put the case under another category while the reason was written."""
    case = await files(world, citizen, **VULGAR)
    await open_card(moderator, case)
    await moderator.taps_on_card("Transfer")
    await moderator.says("changshacn")

    def correct(tx):
        kind = {"category": "extortion", "subcategory": "blackmail"}
        cases.change(tx, case.id, seen=case.version, **kind)

    await world.db.run(correct)
    await moderator.says("It is on your site.")

    kind = "Extortion and paid deletion · Blackmail with negative posts"
    moderator.sees("transfer-below", unit=CHANGSHA_CN, kind=kind, level="city")
    assert (await now(world, case)).unit == "changsha"


async def from_site_to_city(world, citizen, site, to):
    case = await files(world, citizen, link=Given(text="https://news.changsha.cn/7"), **VULGAR)
    assert case.unit == "changshacn"
    await open_card(site, case)
    await site.taps_on_card("Transfer")
    await site.says(to)
    await site.says("It is yours.")
    return case


async def accepts_as_extortion(person):
    await person.taps_on_card("Accept as another")
    await person.taps("Extortion")
    await person.taps("Blackmail")


@pytest.mark.soak
async def test_what_became_another_kind_goes_back_to_who_may_have_it(world, citizen, site):
    beside = await world.staff("Xie", Role.MODERATOR, unit="hengyang")
    case = await from_site_to_city(world, citizen, site, "hengyang")
    await open_card(beside, case)
    await accepts_as_extortion(beside)
    await beside.taps_on_card("Return to sender")
    await beside.says("It began with you.")
    assert (await now(world, case)).unit == "changsha"
    assert await way(world, case) == [
        (HandoverKind.TRANSFER, "hengyang"),
        (HandoverKind.RETURN, "changsha"),
    ]


@pytest.mark.soak
async def test_it_does_not_go_back_where_it_would_come_from_there_to_here(
    world, citizen, site, moderator
):
    case = await from_site_to_city(world, citizen, site, "changsha")
    await open_card(moderator, case)
    old = await moderator.data_on_card("Return to sender")
    await accepts_as_extortion(moderator)
    assert "Return to sender" not in await moderator.card_labels()
    said = await moderator.presses(*old)
    assert said
    assert (await now(world, case)).unit == "changsha"


async def test_a_case_put_under_a_category_that_its_unit_may_not_have_goes_up(
    world, citizen, site, moderator
):
    case = await files(world, citizen, link=Given(text="https://news.changsha.cn/7"), **VULGAR)
    await open_card(site, case)
    await accepts_as_extortion(site)

    moved = await now(world, case)
    assert (moved.unit, moved.status) == ("changsha", Status.SUBMITTED)
    assert (moved.category, moved.subcategory) == ("extortion", "blackmail")
    assert await way(world, case) == [(HandoverKind.CATEGORY, "changsha")]
    site.sees("staff-handed-on", number=case.number, unit=CHANGSHA)
    site.sees("accept-moved-up")
    citizen.saw("notice-transferred", unit=CHANGSHA, how="category")
    assert "has been accepted" not in citizen.texts()
    moderator.saw("notice-case_came", number=case.number)
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert verbs == ["submit", "transfer"]
    await open_card(moderator, case)
    assert "Return to sender" not in await moderator.card_labels()  # it would come here again

    await moderator.taps_on_card("Accept as another")
    await moderator.taps("Extortion")
    assert (await now(world, case)).status is Status.ACCEPTED


async def test_a_case_joins_none_that_a_unit_has_which_may_not_have_it(world, citizen):
    other = world.person("Mary")
    theirs = await files(world, citizen, link=Given(text="https://news.changsha.cn/7"), **VULGAR)
    ours = await files(world, other, link=Given(text="https://news.changsha.cn/7"), **EXTORTION)
    wish = {"known_case": theirs.id, "join_agreed": True}  # as an earlier release filed it
    filed = report_rows.update().where(report_rows.c.case_id == ours.id).values(wish)
    await world.db.run(lambda tx: tx.execute(filed))
    lead = await world.staff("Zhou", Role.LEAD)
    await open_card(lead, ours)
    assert await lead.taps(f"Join {theirs.number}") == lead.words("join-below")
    await lead.taps_on_card("Join to case")
    await lead.says(theirs.number)
    lead.sees("join-below")
    assert (await now(world, ours)).status is Status.SUBMITTED


# Handed on by the clock, and from above


@pytest.mark.soak
async def test_what_a_retired_unit_had_goes_to_who_may_have_it(world, citizen, admin):
    case = await put(world, await files(world, citizen, **ABUSE), "changshacn")
    await retires(admin)
    assert (await now(world, case)).unit == "hunan"


@pytest.mark.soak
async def test_what_is_late_is_passed_up_and_taken_over_by_who_may_have_it(world, citizen):
    province = await world.staff("Tan", Role.LEAD, unit="hunan")
    case = await put(world, await files(world, citizen, **ABUSE), "changshacn")
    world.later(5 * 24 * 3600)
    await world.db.run(by_system, world.jubao.services.conditions(), deadlines.pass_up)
    assert (await now(world, case)).escalated_to == "hunan"

    await passed_up(world, case, to="changsha")  # before its minimum level was raised
    await open_card(province, case)
    await province.taps_on_card("Take over")
    assert (await now(world, case)).unit == "hunan"


@pytest.mark.soak
async def test_what_is_late_is_not_sent_back_to_a_unit_that_may_not_have_it(world, citizen):
    province = await world.staff("Tan", Role.LEAD, unit="hunan")
    case = await put(world, await files(world, citizen, **ABUSE), "changshacn")
    await passed_up(world, case)
    await open_card(province, case)
    assert "Take over" in await province.card_labels()
    assert "Send back with an order" not in await province.card_labels()


# The network or the categories change afterwards


async def jobs(world):
    conditions = world.jubao.services.conditions()
    await world.db.run(by_system, conditions, scheduled.sweep)
    await world.settle()


async def test_what_lies_with_a_unit_that_may_no_longer_have_it_goes_up(world, citizen, moderator):
    case = await files(world, citizen, link=Given(text="https://news.changsha.cn/7"), **EXTORTION)
    await put(world, case, "changshacn")
    await jobs(world)
    assert (await now(world, case)).unit == "changsha"
    assert await way(world, case) == [(HandoverKind.CATEGORY, "changsha")]
    citizen.saw("notice-transferred", unit=CHANGSHA, how="category")
    moderator.saw("notice-case_came", number=case.number)
    await jobs(world)
    assert len(await way(world, case)) == 1


async def test_an_import_that_raises_a_minimum_level_moves_what_lies_below(world, citizen):
    case = await files(world, citizen, link=Given(text="https://news.changsha.cn/7"), **VULGAR)
    assert case.unit == "changshacn"
    profile = world.jubao.services.profile
    raised = tuple(
        replace(each, minimum=Level.CITY) if "vulgar" in {each.code, each.parent} else each
        for each in profile.taxonomy.categories
    )
    taxonomy = replace(profile.taxonomy, categories=raised)
    changed = replace(profile, taxonomy=taxonomy)
    await world.db.run(core_profile.install_profile, changed, int(world.at[0]))
    world.jubao.services.profile = changed
    await jobs(world)
    assert (await now(world, case)).unit == "changsha"


async def test_what_its_unit_may_have_stays(world, citizen):
    case = await files(world, citizen, link=Given(text="https://news.changsha.cn/7"), **VULGAR)
    await jobs(world)
    assert (await now(world, case)).unit == "changshacn"
