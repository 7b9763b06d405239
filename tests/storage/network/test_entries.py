"""The directory's history, on both databases."""

import pytest
from msgspec.structs import replace

from domain.core.changes import SYSTEM
from domain.network.entries import CONTACT, PUBLISHED
from storage.network import entries, units
from storage.network.entries import Checks

PERSON = "he" * 16


async def test_the_newest_change_comes_first_and_counts_as_a_check(db, profile):
    unit = profile.by_code["changsha"]
    for number in range(1, 4):
        after = replace(unit, phone=str(number))
        await db.run(entries.add, unit, after, "unit_change", "he" * 16, number)
        unit = after
    await db.run(entries.add, unit, unit, "unit_check", "wu" * 16, 9)

    first = await db.run(entries.history, "changsha", limit=2)
    assert [(each.verb, each.at, dict(each.changes)) for each in first] == [
        ("unit_check", 9, {}),
        ("unit_change", 3, {"phone": ("2", "3")}),
    ]
    rest = await db.run(entries.history, "changsha", limit=9, before=first[-1].id)
    assert [each.changes["phone"][1] for each in rest] == ["2", "1"]
    assert (await db.run(entries.checks))["changsha"].by_person == 9
    assert await db.run(entries.history, "hunan", limit=9) == ()


async def test_what_a_file_says_is_no_check(db, profile):
    stored = (await db.run(entries.checks))["hunan"]
    assert stored.by_person is None
    assert stored.stored_at is not None
    unit = profile.by_code["hunan"]
    for verb in ("unit_add", "unit_change", "unit_retire", "unit_restore"):
        await db.run(entries.add, unit, replace(unit, phone="12377"), verb, SYSTEM, 7)
    assert (await db.run(entries.checks))["hunan"] == stored


@pytest.mark.parametrize("field", [*PUBLISHED, ""])
async def test_of_what_people_change_only_the_contact_is_a_check(db, profile, field):
    said = {field: ("", '"phone":[" 1')} if field else {}
    await db.run(entries.write, "hunan", "unit_change", said, PERSON, 8)
    found = (await db.run(entries.checks))["hunan"]
    assert found.by_person == (8 if field in CONTACT else None)


@pytest.mark.parametrize(
    ("verb", "at"),
    [
        ("unit_add", 8),
        ("unit_check", 8),
        ("unit_retire", None),
        ("unit_restore", None),
        ("pledge", None),
    ],
)
async def test_only_adding_changing_and_confirming_are_checks(db, profile, verb, at):
    await db.run(entries.write, "hunan", verb, {"phone": ("", "12377")}, PERSON, 8)
    assert (await db.run(entries.checks))["hunan"].by_person == at


async def test_a_new_entry_has_the_time_at_which_it_was_stored(db, profile):
    new = replace(profile.by_code["changsha"], code="new")
    await db.run(units.save, new, 70)
    await db.run(units.save, replace(new, phone="12377"), 80)
    assert (await db.run(entries.checks))["new"] == Checks(by_person=None, stored_at=70)
