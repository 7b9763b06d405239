"""The time to removal, from the report until the page is gone: in figures and files; and back."""

import csv
import io

import pytest

from domain.network.people import Role
from storage.cases import cases
from tests.dialogs.moderation.test_casework import accepts, decides, files

HOUR = 3600


async def removed(world, citizen, moderator, lead):
    """A page is seen gone twenty hours after its report, and that is confirmed ten hours later."""
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    world.later(20 * HOUR)
    await decides(moderator)
    world.later(10 * HOUR)
    await lead.taps("Confirm and send")
    return await world.db.run(cases.get, case.id)


async def figures(talker):
    await talker.says("/figures")
    return talker.last["text"].splitlines()


async def test_what_was_removed_and_how_soon_is_in_the_figures(world, citizen, moderator, lead):
    case = await removed(world, citizen, moderator, lead)
    assert 0 <= case.removed_at - case.opened_at - 20 * HOUR < 60

    said = await figures(moderator)
    assert "Content removed: 1 of 1 upheld (100%)" in said
    assert not any(line.startswith("Came back") for line in said)
    assert "Time to removal: 20 hours (1 case)" in said
    assert "Time to answer: 29 hours (1 case)" in said

    await moderator.taps("CSV")
    file = world.telegram.files[moderator.last["document"]["file_id"]].file
    (row,) = csv.DictReader(io.StringIO(file.data.decode("utf-8-sig")))
    assert (row["Removed"], row["Came back after removal"]) == ("1", "0")
    hours, minutes = map(int, row["Time to removal: median (h:mm)"].split(":"))
    assert abs(hours * HOUR + minutes * 60 - 20 * HOUR) < 20 * HOUR / 20


@pytest.mark.soak
async def test_before_the_second_person_confirms_nothing_is_counted(
    world, citizen, moderator, lead
):
    await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    world.later(20 * HOUR)
    await decides(moderator)
    said = await figures(lead)
    assert "Reports received: 1" in said
    assert not any(line.startswith("Content removed") for line in said)


@pytest.mark.soak
async def test_what_came_back_is_counted_and_its_second_removal_is_not(
    world, citizen, moderator, lead
):
    case = await removed(world, citizen, moderator, lead)
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("It is back")
    await moderator.taps("Yes, it is back")
    said = await figures(moderator)
    assert "Content removed: 1 of 1 upheld (100%)" in said
    assert "Came back after removal: 1" in said
    assert (await world.db.run(cases.get, case.id)).removed_at is None


@pytest.mark.soak
async def test_the_export_of_cases_has_the_time(world, citizen, moderator, lead):
    await removed(world, citizen, moderator, lead)
    admin = await world.staff("Xu", Role.ADMIN)
    await admin.says("/export")
    await admin.taps("Cases")
    await admin.taps("This month")
    await admin.taps("CSV")
    files_sent = [m["document"] for m in admin.chat if "document" in m]
    data = world.telegram.files[files_sent[-1]["file_id"]].file.data
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert row["Content gone"] == "2026-11-26 08:00"
    assert row["Outcome"] == admin.words("outcome-removed_by_unit")
