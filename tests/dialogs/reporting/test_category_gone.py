"""A category that is retired while a report is being written is asked again; nothing is lost."""

import pytest

from domain.status import Status
from storage.cases import cases
from tests.dialogs.moderation.test_casework import files
from tests.support.by_hand import submit, to_review
from tests.support.retiring import retire_categories


async def test_at_the_last_press_it_is_asked_again_and_what_was_sent_stays(world, citizen):
    await to_review(citizen)
    retire_categories(world, "fraud")
    await submit(citizen)
    citizen.sees("report-category-gone")
    citizen.sees("report-category-ask")
    assert "Fraud" not in citizen.labels()

    await citizen.taps("Gambling")
    await citizen.taps("Online casinos")
    citizen.sees("review-title")
    await submit(citizen)
    case = await world.db.run(cases.get, 1)
    assert (case.category, case.subcategory) == ("gambling", "casino")


@pytest.mark.soak
async def test_a_retired_closer_category_alone_is_asked_again(world, citizen):
    await to_review(citizen)
    retire_categories(world, "phishing")
    await submit(citizen)
    citizen.sees("report-category-gone")
    citizen.sees("report-subcategory-ask")
    await citizen.taps("False investments")
    await submit(citizen)
    case = await world.db.run(cases.get, 1)
    assert (case.category, case.subcategory) == ("fraud", "investment")


async def test_a_message_meanwhile_is_kept_and_says_so_too(world, citizen):
    await to_review(citizen)
    retire_categories(world, "fraud")
    await citizen.says("They also called my mother about it yesterday")
    citizen.sees("report-category-gone")
    await citizen.taps("Gambling")
    await citizen.taps("Online casinos")
    assert "They also called my mother" in citizen.texts(1)


async def test_a_running_case_keeps_its_category(world, citizen, moderator):
    case = await files(world, citizen)
    retire_categories(world, "fraud", "phishing")
    await moderator.taps("Accept")
    kept = await world.db.run(cases.get, case.id)
    assert (kept.status, kept.category) == (Status.ACCEPTED, "fraud")
    assert "Fraud" in moderator.texts(1)


async def test_a_link_to_a_retired_category_begins_a_report_without_one(world, citizen):
    retire_categories(world, "fraud")
    await citizen.says("/start c_fraud")
    await citizen.says("https://example.org/shop")
    citizen.sees("report-category-ask")
