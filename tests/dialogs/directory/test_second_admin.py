"""How the public reaches an office is changed by two admins: one proposes, another confirms."""

import pytest
from msgspec.structs import replace

from domain.network.people import Role
from handlers.directory.callbacks import AnswerProposal, AnswerUnmarkedProposal
from storage.audit import journal
from storage.network import people, proposals, units
from tests.dialogs.directory.test_hotline import opens
from tests.dialogs.network.test_changing_units import CHANGSHA

OLD, NEW = "0731-88667349", "0731-12345678"


@pytest.fixture
async def second(world):
    """Another admin."""
    return await world.staff("Deng", Role.ADMIN)


async def proposes(admin, number=NEW):
    await opens(admin)
    await admin.taps("Phone")
    await admin.says(number)
    await admin.taps("Save")


async def published(world):
    return (await world.db.run(units.load)).unit("changsha").phone


async def test_a_changed_number_is_published_once_a_second_admin_has_confirmed_it(
    world, admin, second, citizen, lead
):
    await proposes(admin)

    admin.sees("proposal-kept")
    assert await published(world) == OLD
    second.sees("notice-hotline_proposed", name="He", unit=CHANGSHA)
    await second.taps("See the change")
    assert f"Phone: {OLD} → {NEW}" in second.texts(1)
    await second.taps("✅ Confirm and publish")

    second.sees("proposal-confirmed")
    assert await published(world) == NEW
    for talker in (admin, lead):
        assert talker.words("notice-hotline_changed", name="Deng", unit=CHANGSHA) in talker.texts()
    await citizen.says("/directory changsha")
    assert NEW in citizen.texts(1)
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, 0)]
    assert verbs == ["propose", "unit_change"]


async def mark(world):
    """The mark of the change that waits for the unit."""
    return (await world.db.run(proposals.get, "changsha")).mark


async def test_who_proposed_a_number_cannot_confirm_it_by_any_press(world, admin, second):
    await proposes(admin)
    assert "✅ Confirm and publish" not in admin.labels()

    forged = AnswerProposal("changsha", "yes", await mark(world)).pack()
    said = await admin.presses(admin.last["message_id"], forged)

    assert said == admin.words("proposal-second")
    assert await published(world) == OLD


async def test_a_number_that_was_replaced_after_a_second_admin_saw_it_is_shown_again(
    world, admin, second
):
    await proposes(admin)
    await second.taps("See the change")
    shown, yes = second.data("✅ Confirm and publish")
    await proposes(admin, "0731-66666666")

    for button in (yes, AnswerUnmarkedProposal("changsha", "yes").pack()):
        await second.presses(shown, button)
        assert "→ 0731-66666666" in second.texts(2)  # above the notice that has come meanwhile
        assert await published(world) == OLD
    await second.taps("✅ Confirm and publish")
    assert await published(world) == "0731-66666666"


async def test_nobody_but_admins_sees_or_answers_a_proposal(world, admin, second, lead, citizen):
    await proposes(admin)
    await citizen.says("/start")
    for talker in (lead, citizen):
        forged = AnswerProposal("changsha", "yes", await mark(world)).pack()
        said = await talker.presses(talker.last["message_id"], forged)
        assert said == talker.words("refusal-not-allowed")
    assert await published(world) == OLD


async def test_a_change_waits_in_the_list_and_can_be_dropped(world, admin, second):
    await proposes(admin)
    await second.says("/hotline")
    await second.taps(f"⏳ {CHANGSHA}")
    await second.taps("Drop this change")
    second.sees("proposal-dropped")
    await second.says("/hotline")
    assert f"⏳ {CHANGSHA}" not in second.labels()
    assert await published(world) == OLD


async def test_what_an_admin_of_before_proposed_is_published_by_nobody(world, admin, second):
    await proposes(second)

    def dismiss(tx):
        people.set_admin(tx, people.who_is(tx, second.account), admin=False)

    await world.db.run(dismiss)
    await admin.taps("See the change")
    await admin.taps("✅ Confirm and publish")
    admin.sees("proposal-void")
    assert await published(world) == OLD


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("Names", "长沙反诈热线\nFraud help line"),
        ("Site addresses", "changsha-help.com"),
        ("Area", "Changsha, call 0731-12345678"),
        ("Area", "Changsha, call ０７３１１２３４５"),
        ("Area", "Changsha, see t.me/changsha_help"),
    ],
)
async def test_no_other_field_leads_the_public_elsewhere_by_one_admin(
    world, admin, second, field, value
):
    before = await world.db.run(units.load)
    await opens(admin)
    await admin.taps(field)
    await admin.says(value)
    await admin.taps("Save")

    admin.sees("proposal-kept")
    assert (await world.db.run(units.load)).unit("changsha") == before.unit("changsha")
    await second.taps("See the change")
    await second.taps("✅ Confirm and publish")
    assert (await world.db.run(units.load)).unit("changsha") != before.unit("changsha")


async def test_what_leads_the_public_nowhere_is_changed_by_one_admin(world, admin, second):
    await opens(admin)
    await admin.taps("Area")
    await admin.says("Changsha and around")
    await admin.taps("Save")
    assert (await world.db.run(units.load)).unit("changsha").area == "Changsha and around"


async def test_without_the_setting_the_only_admin_waits_for_a_second_one(world, admin):
    await proposes(admin)
    admin.sees("proposal-kept")
    assert await published(world) == OLD


@pytest.mark.soak
async def test_what_no_longer_fits_the_network_is_published_by_nobody(world, admin, second):
    """A host that another office has been given since it was proposed."""
    await opens(admin)
    await admin.taps("Site addresses")
    await admin.says("changsha-help.com")
    await admin.taps("Save")

    def give(tx):
        other = units.load(tx).unit("hengyang")
        units.save(tx, replace(other, hosts=(*other.hosts, "changsha-help.com")), 1)

    await world.db.run(give)
    await second.taps("See the change")
    await second.taps("✅ Confirm and publish")
    second.sees("proposal-void")
    assert "changsha-help.com" not in (await world.db.run(units.load)).unit("changsha").hosts
