"""The directory's history, on both databases."""

from msgspec.structs import replace

from storage.network import entries


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
    assert (await db.run(entries.checked))["changsha"] == 9
    assert await db.run(entries.history, "hunan", limit=9) == ()
