"""Who knows no closer category, or finds none that fits, reports all the same."""

import pytest

from domain.report import IdentityMode
from domain.status import Status
from storage.cases import cases
from storage.reporting import reporter_links, reports
from tests.support.by_hand import submit, until
from tests.support.retiring import retire_categories

LINK = "https://example.org/shop"
TYPED = pytest.mark.parametrize(
    "typed", ["不知道", "Not sure.", "都不是", "none of these", "I don't know", "以上都不是"]
)


async def is_asked_closer(person, category="Fraud"):
    await person.says(LINK)
    await person.taps(category)
    person.sees("report-subcategory-ask")


async def the_case(world):
    return await world.db.run(cases.get, 1)


async def files_unsure(world, citizen):
    """Report a fraud of a kind not known, in Changsha."""
    await is_asked_closer(citizen)
    await citizen.taps(citizen.words("button-unsure"))
    citizen.sees("report-words-ask")
    await citizen.says("they took my money")
    await citizen.taps("Region")
    await citizen.taps("Changsha")
    assert f"Fraud · {citizen.words('subcategory-none')}" in citizen.texts(1)
    await submit(citizen)
    return await the_case(world)


async def test_none_of_these_files_the_report_in_the_category_itself(world, citizen, moderator):
    case = await files_unsure(world, citizen)
    assert (case.category, case.subcategory, bool(case.unit)) == ("fraud", "", True)
    await moderator.says(f"/case {case.number}")
    assert f"Fraud · {moderator.words('subcategory-none')}" in moderator.texts(1)


async def test_staff_say_which_kind_it_is_when_they_accept_it(world, citizen, moderator):
    case = await files_unsure(world, citizen)
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Accept as another …")
    await moderator.taps("Fraud")
    moderator.sees("accept-subcategory-ask")
    await moderator.taps("Fake bank")
    case = await the_case(world)
    assert (case.status, case.subcategory) == (Status.ACCEPTED, "phishing")


@pytest.mark.parametrize("category", ["Fraud", "Gambling"])
async def test_staff_may_leave_the_kind_open_too(world, citizen, moderator, category):
    case = await files_unsure(world, citizen)
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Accept as another …")
    await moderator.taps(category)
    await moderator.taps(moderator.words("button-unsure"))
    case = await the_case(world)
    assert (case.status, case.category) == (Status.ACCEPTED, category.lower())
    assert case.subcategory == ""


@TYPED
async def test_words_say_that_none_of_the_closer_ones_fits(world, citizen, typed):
    await is_asked_closer(citizen)
    await citizen.says(typed)
    citizen.sees("report-words-ask")
    await citizen.says("they took my money")
    await submit(citizen)
    case = await the_case(world)
    assert (case.category, case.subcategory) == ("fraud", "")
    assert typed not in await world.db.run(reports.text_of, 1)


@TYPED
async def test_words_say_that_none_of_the_categories_fits(world, citizen, typed):
    await citizen.says(LINK)
    citizen.sees("report-category-ask")
    assert citizen.words("report-category-unsure", other="Other") in citizen.texts(1)
    await citizen.says(typed)
    citizen.sees("report-subcategory-ask")
    await citizen.says(typed)
    citizen.sees("report-words-ask")
    await citizen.says("they took my money")
    await submit(citizen)
    case = await the_case(world)
    assert (case.category, case.subcategory) == ("other", "")


async def test_without_that_category_nothing_is_said_of_it(world, citizen):
    retire_categories(world, "other")
    await citizen.says(LINK)
    assert "Not sure" not in citizen.texts(1)
    await citizen.says("not sure")
    citizen.sees("answer-button-wanted")


async def test_back_from_the_next_question_asks_the_closer_one_again(citizen):
    await is_asked_closer(citizen)
    await citizen.taps(citizen.words("button-unsure"))
    await citizen.taps("Back")
    citizen.sees("report-subcategory-ask")


@pytest.mark.parametrize("typed", ["不知道", "Not sure", "不想说", None])
@pytest.mark.parametrize("name", ["name", "contact"])
async def test_who_gives_no_name_or_contact_after_all_reports_anonymously(
    world, citizen, name, typed
):
    await until(citizen, name)
    if typed is None:
        await citizen.taps(citizen.words("identity-anonymous"))
    else:
        await citizen.says(typed)
    citizen.sees("report-review-ask")
    assert "Lin Xiaoyu" not in citizen.texts(1)
    await submit(citizen)
    found = await world.db.run(reports.get, 1)
    assert found.identity_mode is IdentityMode.ANONYMOUS
    assert not await world.db.run(reporter_links.contact_of, 1)


async def test_who_is_threatened_with_private_pictures_finds_it(world, citizen):
    await is_asked_closer(citizen, "Extortion")
    await citizen.taps("Threats with private pictures")
    await citizen.says("He has photos of me and wants money")
    await submit(citizen)
    case = await the_case(world)
    assert (case.category, case.subcategory) == ("extortion", "private_pictures")
    clocks = world.jubao.services.profile.clocks_for(case.category, case.subcategory, case.unit)
    assert clocks.word_days == clocks.close_days - 1 == 1
