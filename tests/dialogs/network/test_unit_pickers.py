"""Wherever a unit is chosen among all: a page of buttons, a typed word, Cancel."""

import pytest

from domain.network.people import Role
from tests.dialogs.broadcasts.test_broadcasts import changes
from tests.dialogs.moderation.test_casework import now
from tests.dialogs.network.test_network import files_vulgar, open_card

YUEYANG = "Yueyang Internet Information Office"
SEVERAL = "Internet Information"  # the province and all cities

OPENS = {
    "/grant": "role-moderator",
    "/staff": "staff-people-none",
    "/revoke": "staff-people-none",
    "/oncall": "on-call-how",
    "/templates": "templates-none",
    "/units": "units-no-group",
    "/hotline": "hotline-still-right",
    "/pledge": "pledge-back",
}
"""What is shown of the one unit that is meant: a sentence, or a button."""
PAGED = ("/grant", "/staff", "/oncall", "/templates")
"""Those that begin with the choice of a unit; the others begin with a list of their own."""


def shows(person, key):
    return person.words(key) in person.texts(1) or person.words(key) in person.labels()


@pytest.mark.soak
async def test_every_command_about_a_unit_finds_it_by_a_word_and_has_pages_and_cancel(world, admin):
    for command, key in OPENS.items():
        for word in ("yueyang", "岳阳市", "yueyangshi"):
            await admin.says(f"{command} {word}")
            assert shows(admin, key), (command, word, admin.texts(1), admin.labels())

        await admin.says(f"{command} {SEVERAL}")
        assert YUEYANG in admin.labels(), command
        assert "Rednet" not in "".join(admin.labels())
        await admin.taps(YUEYANG)
        assert shows(admin, key), command

        await admin.says(f"{command} nowhere")
        assert admin.words("unit-pick-none", word="nowhere") in admin.texts(1), command
        await admin.taps("Cancel")
        admin.sees("desk-title")

    for command in PAGED:
        await admin.says(command)
        assert YUEYANG in admin.labels()
        first = list(admin.labels())
        await admin.taps("Next")
        assert YUEYANG not in admin.labels()
        await admin.taps("‹ Previous")
        assert admin.labels() == first
        await admin.taps("Cancel")
        admin.sees("desk-title")


async def test_every_question_for_a_unit_is_answered_by_a_button_of_any_page_or_a_word(
    world, citizen, moderator, admin
):
    """Transfer, a request for removal, a suggestion, a broadcast, the parent of a unit."""
    case = await files_vulgar(world, citizen)  # what sites may have, too
    await open_card(moderator, case)
    await moderator.taps_on_card("Transfer")
    assert "More ›" in moderator.labels()
    await moderator.taps("More ›")
    await moderator.taps("‹ Previous")
    await moderator.says("衡阳")
    assert len([label for label in moderator.labels() if "Hengyang" in label]) >= 1
    assert YUEYANG not in moderator.labels()  # only those that the word may mean
    await moderator.says("yueyangshi")
    moderator.sees("transfer-reason-ask")
    await moderator.taps("Back")
    await moderator.taps("Cancel")
    assert (await now(world, case)).unit == "changsha"

    await moderator.taps("Accept as Vulgar")
    await moderator.taps_on_card("Start checking")
    await moderator.taps_on_card("Ask for measures")
    await moderator.taps("More ›")
    await moderator.says(SEVERAL)
    assert YUEYANG in moderator.labels()
    await moderator.taps(YUEYANG)
    assert moderator.words("measures-addressee-ask") not in moderator.texts(1)
    await moderator.taps("Cancel")

    await citizen.says("/suggest")
    await citizen.taps("More ›")
    assert YUEYANG not in citizen.labels()
    await citizen.says(SEVERAL)
    citizen.sees("suggestion-unit-several")
    await citizen.taps(YUEYANG)
    citizen.sees("suggestion-text-ask")
    await citizen.taps("Cancel")

    await admin.says("/broadcast")
    await admin.says("The office is closed on Monday.")
    await changes(admin, "Who it is for")
    await admin.taps("Followers of an office")
    await admin.taps("More ›")
    await admin.says("yueyangshi")
    assert admin.words("broadcast-unit-ask") not in admin.texts(1)
    await admin.taps("Cancel")

    await admin.says("/units rednet.cn")
    await admin.taps("Unit above")
    await admin.says(SEVERAL)
    assert YUEYANG in admin.labels()
    await admin.taps("Cancel")


@pytest.mark.parametrize("command", ["/grant", "/units", "/hotline", "/pledge"])
async def test_a_word_opens_nothing_to_who_may_not(world, citizen, command):
    beside = await world.staff("Yi", Role.MODERATOR, unit="hengyang")
    for person in (citizen, beside):
        await person.says(f"{command} yueyang")
        assert not shows(person, OPENS[command])
        assert YUEYANG not in person.labels()
