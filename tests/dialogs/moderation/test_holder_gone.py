"""A case whose holder was removed is free again, and nothing names them any more."""

import pytest
from msgspec.structs import replace

from domain.network.people import Role, Verb
from storage.audit import journal
from storage.cases import cases
from storage.network import people
from tests.dialogs.moderation.test_casework import files
from tests.dialogs.network.test_authority import removes
from tests.support.chat import TOKEN
from usecases.operations import scheduled
from usecases.session import by_system


async def takes(person, case):
    await person.says(f"/case {case.number}")
    await person.taps_on_card("Take")


async def who_has(world, case):
    return (await world.db.run(cases.get, case.id)).assignee


async def runs_jobs(world):
    """One tick of the clock."""
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    await world.settle()


async def test_after_a_revoked_role_the_cases_are_free_and_name_nobody(
    world, citizen, moderator, colleague, lead
):
    case, other, own = [await files(world, citizen) for _ in range(3)]
    await takes(moderator, case)
    await takes(moderator, other)
    await takes(colleague, own)
    await lead.says(f"/case {case.number}")
    assert "👤 Chen" in lead.texts(1)
    await colleague.says(f"/case {case.number}")
    give_back = await lead.data_on_card("Give back")
    take = await colleague.data_on_card("Take")
    await removes(lead, "Chen")

    assert [await who_has(world, each) for each in (case, other)] == [None, None]
    assert await who_has(world, own) == await world.db.run(people.who_is, colleague.account)
    entry = (await world.db.run(journal.of_case, case.id))[-1]
    assert (entry.verb, entry.who, entry.reason) == (
        Verb.GIVE_BACK,
        journal.SYSTEM,
        await world.db.run(people.who_is, moderator.account),
    )
    assert await world.db.run(journal.first_break, case.id) is None

    # the cards that were open meanwhile: each press is answered, and shows the case as it is
    assert await lead.presses(*give_back) == lead.words("case-moved-on")
    assert await colleague.presses(*take) == colleague.words("case-moved-on")
    for person, (card, _) in ((lead, give_back), (colleague, take)):
        (shown,) = [each["text"] for each in person.chat if each["message_id"] == card]
        assert "👤 Not taken yet" in shown

    # it is what comes next for others, alone and several at once
    await colleague.says(f"/case {own.number}")
    await colleague.taps("Next case ›")
    assert case.number in colleague.texts(1)
    assert "Chen" not in colleague.texts(1)
    await colleague.taps_on_card("Take")
    assert await who_has(world, case) == await world.db.run(people.who_is, colleague.account)


@pytest.mark.soak
async def test_an_admin_who_is_one_no_longer_by_the_settings_holds_nothing(
    world, citizen, moderator, admin
):
    case = await files(world, citizen)
    await takes(admin, case)
    await runs_jobs(world)
    assert await who_has(world, case) is not None

    who = await world.db.run(people.who_is, admin.account)
    await world.db.run(lambda tx: people.set_admin(tx, who, admin=False))
    await moderator.says(f"/case {case.number}")  # before the clock has come round
    assert "👤 Not taken yet" in moderator.texts(1)
    assert "He" not in moderator.texts(1).split()
    assert "Give back" not in await moderator.card_labels()

    await runs_jobs(world)
    assert await who_has(world, case) is None


@pytest.mark.soak
async def test_a_lead_above_holds_nothing_below_once_the_unit_has_another_above(
    world, citizen, moderator
):
    """The network may change under a case, too."""
    above = await world.staff("Gu", Role.LEAD, unit="hunan")
    case = await files(world, citizen)
    await takes(above, case)
    await runs_jobs(world)
    assert await who_has(world, case) is not None
    services = world.jubao.services
    moved = tuple(
        replace(unit, parent=None) if unit.code == "changsha" else unit
        for unit in services.profile.units
    )
    services.profile = replace(services.profile, units=moved)
    await runs_jobs(world)
    assert await who_has(world, case) is None


@pytest.mark.soak
async def test_when_two_take_a_case_together_one_has_it_and_each_press_is_answered_once(
    world, citizen, moderator, colleague
):
    case, found = await files(world, citizen), []
    for person in (moderator, colleague):
        await person.says(f"/case {case.number}")
        message, data = await person.data_on_card("Take")
        found.append((person.account, message, data))
    queries = [world.telegram.press(who, who, message, data) for who, message, data in found]
    await world.jubao.intake.store(world.telegram.take_updates(TOKEN))
    await world.settle()

    said = [world.telegram.presses[query].answer["text"] for query in queries]
    assert sorted(said) == ["", moderator.words("case-moved-on")]
    first, second = (moderator, colleague) if not said[0] else (colleague, moderator)
    assert await who_has(world, case) == await world.db.run(people.who_is, first.account)
    assert "👤 Yours" in first.texts(1)
    name = "Chen" if first is moderator else "Wu"
    assert f"👤 {name}" in second.texts(1)  # the card is as it is now
    assert [world.wire.answered.count(query) for query in queries] == [1, 1]
