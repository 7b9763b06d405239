"""An office with one admin: the only one changes a public number, and every lead is told."""

import pytest

from domain.network.people import Role
from storage.audit import journal
from tests.dialogs.directory.test_second_admin import NEW, OLD, proposes, published
from tests.dialogs.network.test_changing_units import CHANGSHA
from tests.support.chat import talking


@pytest.fixture
async def world(installed_url, tmp_path):
    """A deployment whose settings say that it has one admin."""
    async with talking(installed_url, tmp_path, one_admin=True) as found:
        yield found


async def test_the_only_admin_of_an_office_changes_a_number_and_every_lead_is_told(
    world, admin, lead
):
    elsewhere = await world.staff("Xie", Role.LEAD, unit="hengyang")

    await proposes(admin)

    assert await published(world) == NEW
    for talker in (lead, elsewhere):
        assert talker.words("notice-hotline_changed", name="He", unit=CHANGSHA) in talker.texts()
        assert NEW in talker.texts()
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, 0)]
    assert verbs == ["unit_change"]


async def test_the_setting_has_no_effect_while_there_are_two(world, admin):
    await world.staff("Deng", Role.ADMIN)
    await proposes(admin)
    assert await published(world) == OLD
