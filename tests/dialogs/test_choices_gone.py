"""A choice that was taken off the list while it stood on the screen is asked again, by any form."""

import pytest
from msgspec.structs import replace

from domain.network.people import Role
from storage.cases import cases
from storage.network import units
from tests.dialogs.moderation.test_casework import files
from tests.support.by_hand import submit, to_review
from tests.support.retiring import retire_categories, retire_units

STALE = ("answer-stale", "answer-nothing-asked", "answer-button-wanted")


async def presses(person, label):
    """Press a button of the newest message; nobody says that it is from earlier."""
    said = await person.taps(label)
    for key in STALE:
        assert person.words(key) not in said
        assert person.words(key) not in person.texts(1)


async def test_a_citizen_at_the_category_or_at_the_closer_one(world, citizen):
    await citizen.says("/report")
    await citizen.says("https://bet.example.org/1")
    category = citizen.data("Gambling")
    await citizen.presses(*category)
    closer = citizen.data("Online casinos")

    # the case as it was: the category goes while its sub-categories are on the screen
    retire_categories(world, "gambling")
    said = await citizen.presses(*closer)
    assert citizen.words("answer-stale") not in said
    citizen.sees("report-category-gone")
    citizen.sees("report-category-ask")

    # and now one that was never chosen
    fraud = citizen.data("Fraud")
    retire_categories(world, "fraud")
    said = await citizen.presses(*fraud)
    assert said == ""
    citizen.sees("report-category-gone")
    assert "Fraud" not in citizen.labels()
    await citizen.taps("Vulgar")
    await citizen.taps("Misleading headlines")
    await citizen.taps("Skip")  # what is wrong with it, in a few words
    await submit(citizen)
    case = await world.db.run(cases.get, 1)
    assert (case.category, case.host) == ("vulgar", "bet.example.org")  # what was sent is kept


async def test_a_region_that_was_chosen_goes_before_the_report_is_sent(world, citizen):
    await to_review(citizen)
    await citizen.taps("Region")
    await citizen.taps("Hengyang")
    retire_units(world, "hengyang")
    await submit(citizen)
    citizen.sees("choice-gone")
    citizen.sees("report-region-ask")
    await citizen.taps("Skip")
    await submit(citizen)
    assert (await world.db.run(cases.get, 1)).region == ""


async def test_staff_who_accept_as_another_category(world, citizen, moderator):
    await files(world, citizen)
    await moderator.taps_on_card("Accept as another …")
    await moderator.taps("Gambling")
    retire_categories(world, "gambling")
    await presses(moderator, "Online casinos")
    moderator.sees("choice-gone")
    moderator.sees("accept-category-ask")
    assert "Gambling" not in moderator.labels()
    vulgar = next(label for label in moderator.labels() if "Vulgar" in label)
    retire_categories(world, "vulgar")
    await presses(moderator, vulgar)
    moderator.sees("choice-gone")


async def test_staff_who_transfer_to_a_unit_that_is_retired_meanwhile(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.taps_on_card("Transfer")
    retire_units(world, "hengyang")
    await presses(moderator, "Hengyang")
    moderator.sees("choice-gone")
    assert not [label for label in moderator.labels() if "Hengyang" in label]

    # chosen already, and retired before the reason was written
    await moderator.taps("Xiangtan")
    retire_units(world, "xiangtan")
    await moderator.says("They have its owner.")
    moderator.sees("choice-gone")
    assert (await world.db.run(cases.get, case.id)).unit == "changsha"


async def test_staff_who_enter_a_report_by_phone(world, moderator):
    await moderator.says("/enter")
    await moderator.taps("Report by phone")
    await moderator.taps("By phone")
    await moderator.says("https://bet.example.org/1")
    await moderator.taps("Gambling")
    retire_categories(world, "gambling")
    await presses(moderator, "Online casinos")
    moderator.sees("report-category-gone")


async def test_an_admin_who_announces_to_followers_of_what_is_retired_meanwhile(world, admin):
    await admin.says("/broadcast")
    await admin.says("Beware of a new kind of fraud.")
    await admin.taps("Change")
    await admin.taps("Who it is for")
    await admin.taps("Followers of a category")
    retire_categories(world, "gambling")
    await presses(admin, "Gambling")
    admin.sees("choice-gone")


@pytest.mark.parametrize("kind", ["unit", "category"])
async def test_who_follows_what_is_retired_meanwhile_gets_the_list_anew(world, citizen, kind):
    await citizen.says("/settings")
    await citizen.taps(citizen.words(f"follow-{kind}"))
    label = "Gambling" if kind == "category" else "Hengyang News Net"
    retire_categories(world, "gambling")
    retire_units(world, "hyxinwen")
    await presses(citizen, label)
    citizen.sees("choice-gone")
    assert not [each for each in citizen.labels() if label in each]


async def test_who_invites_to_a_unit_that_is_retired_meanwhile_is_asked_for_the_unit(world):
    lead = await world.staff("Liu", Role.LEAD, unit="hunan")
    await lead.says("/grant")
    retire_units(world, "hengyang")
    await presses(lead, "Hengyang")
    lead.sees("choice-gone")
    assert not [each for each in lead.labels() if "Hengyang" in each]


@pytest.mark.parametrize("command", ["/staff", "/oncall", "/templates"])
async def test_a_unit_that_was_retired_on_a_leads_screen_is_asked_for_anew(world, command):
    lead = await world.staff("Liu", Role.LEAD, unit="hunan")
    await lead.says(command)
    retire_units(world, "hengyang")
    await presses(lead, "Hengyang")
    lead.sees("choice-gone")
    lead.sees("unit-pick-how")
    assert not [each for each in lead.labels() if "Hengyang" in each]
    await presses(lead, "Changsha")  # what is chosen now works
    assert lead.words("choice-gone") not in lead.texts(1)


async def test_a_unit_that_was_retired_on_an_admins_screen_is_asked_for_anew(world, admin):
    """Lists and typed words; the card of a retired unit says so, and brings it back."""
    for command, word in (("/hotline", "zhuzhou"), ("/pledge", "zhuzhou"), ("/staff", "zhuzhou")):
        services = world.jubao.services
        before = services.profile
        await admin.says(f"{command} zhou")
        label = next(each for each in admin.labels() if word in each.casefold())
        retire_units(world, word)
        await retire_for_good(world, word)
        await presses(admin, label)
        admin.sees("choice-gone")
        assert not [each for each in admin.labels() if word in each.casefold()]
        await retire_for_good(world, word, retired=False)
        services.profile = before

    await admin.says("/units zhou")
    label = next(each for each in admin.labels() if "zhuzhou" in each.casefold())
    retire_units(world, "zhuzhou")
    await retire_for_good(world, "zhuzhou")
    await presses(admin, label)
    admin.sees("units-is-retired")
    await admin.taps("People")  # a retired unit's people can still be dismissed
    assert admin.words("choice-gone") not in admin.texts(1)


async def retire_for_good(world, code, *, retired=True):
    """Store a unit as retired, which use cases of the network read."""

    def change(tx):
        found = next(unit for unit in units.load(tx).units if unit.code == code)
        units.save(tx, replace(found, retired=retired), int(world.at[0]))

    await world.db.run(change)
