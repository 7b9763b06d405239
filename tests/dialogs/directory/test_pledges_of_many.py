"""Many units sign on one day: recorded in one step by admins, and listed for everybody."""

import pytest

from handlers.directory.callbacks import EnterPledges, SeeSignatures
from storage.network import entries, pledges
from tests.dialogs.directory.test_pledge import looks, opens

SOURCE = "Signing ceremony of the province"


async def enters_many(admin, units, day="2026-03-01", source=SOURCE):
    await admin.says("/pledge")
    await admin.taps("Enter many at once")
    await (admin.says(units) if units else admin.taps("All that have not signed"))
    await admin.says(day)
    await admin.says(source)


async def kept(world):
    return await world.db.run(pledges.every)


async def test_all_units_are_recorded_in_one_step_with_date_and_source(world, admin, citizen):
    await enters_many(admin, None)
    assert SOURCE in admin.texts(1)
    await admin.taps("Save")

    found = await kept(world)
    active = [unit for unit in world.jubao.services.profile.units if not unit.retired]
    assert set(found) == {unit.code for unit in active}
    assert {(each.signed_on.isoformat(), each.source) for each in found.values()} == {
        ("2026-03-01", SOURCE)
    }
    assert admin.words("pledges-unsigned", count=0) in admin.texts(1)
    assert "Enter many at once" not in admin.labels()
    assert f"1 Mar 2026 ({SOURCE})" in await looks(citizen)


async def test_some_are_typed_and_who_signed_before_keeps_the_signature(world, admin):
    await opens(admin)
    await admin.taps("Enter")
    await admin.says("2025-01-01")
    await admin.says("Li Ming, director")
    await admin.taps("Save")
    await enters_many(admin, "changsha\n衡阳市委网宣(管)办、Hunan")
    if "several" in admin.texts(1):
        await admin.says("changsha\n衡阳市委网宣(管)办\nhunan")
        await admin.says("2026-03-01")
        await admin.says(SOURCE)
    await admin.taps("Save")

    found = await kept(world)
    assert set(found) == {"changsha", "hengyang", "hunan"}
    assert found["changsha"].signed_by == "Li Ming, director"
    assert (found["hengyang"].signed_by, found["hengyang"].source) == ("", SOURCE)
    history = await world.db.run(lambda tx: entries.history(tx, "hengyang", limit=9))
    assert dict(history[0].changes)["source"] == ("", SOURCE)


@pytest.mark.soak
async def test_the_source_stays_when_who_signed_is_added_later(world, admin):
    await enters_many(admin, None)
    await admin.taps("Save")
    await opens(admin)
    await admin.taps("Change")
    await admin.says("2026-03-01")
    await admin.says("Li Ming, director")
    await admin.taps("Save")

    found = (await kept(world))["changsha"]
    assert (found.signed_by, found.source) == ("Li Ming, director", SOURCE)


@pytest.mark.parametrize(
    ("typed", "key", "name"),
    [
        ("changsha\nNowhere", "pledges-unit-unknown", "Nowhere"),
        ("Internet", "pledges-unit-several", "Internet"),
    ],
)
async def test_a_line_that_names_no_unit_or_several_is_named(world, admin, typed, key, name):
    await admin.says("/pledge")
    await admin.taps("Enter many at once")
    await admin.says(typed)
    assert admin.words(key, name=name) in admin.texts(1)
    admin.sees("pledges-units-ask")
    assert await kept(world) == {}


async def test_a_number_is_no_source(world, admin):
    await enters_many(admin, "changsha", source="call 0731-88667349")
    assert admin.words("pledge-name-only") in admin.texts(1)


async def test_everybody_reads_who_has_signed_page_by_page(world, admin, citizen):
    await enters_many(admin, "hunan")
    await admin.taps("Save")
    await looks(citizen)
    await citizen.taps("Who has signed")

    first = citizen.texts(1)
    count = len([unit for unit in world.jubao.services.profile.units if not unit.retired])
    assert citizen.words("signatures-count", count=1, units=count) in first
    assert "1 Mar 2026" in first
    assert first.count("✅") == 1
    await citizen.taps("Next ›")
    assert citizen.texts(1) != first
    await citizen.presses(citizen.last["message_id"], SeeSignatures(page=10**6).pack())
    await citizen.taps("☰ The pledge")
    assert "1. " in citizen.texts(1)


async def test_who_is_no_admin_records_nothing(world, admin, lead):
    await admin.says("/pledge")
    await lead.says("/start")
    said = await lead.presses(lead.last["message_id"], EnterPledges().pack())
    assert said == lead.words("refusal-not-allowed")
    assert await kept(world) == {}
