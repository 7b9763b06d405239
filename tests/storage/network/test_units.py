"""Units as rows, on both databases: one saved, all installed, groups and topics kept apart."""

from msgspec.structs import replace

from domain.network.units import Level, Unit
from storage.engine.tables import documents
from storage.engine.tables import units as table
from storage.network import units

NEW = Unit(
    code="hn-news",
    level=Level.SITE,
    parent="changsha",
    names={"zh-Hans": "新闻网", "en": "News Net"},
    hosts=("news.cn",),
    clocks={"close_days": 4},
    holidays=("2026-12-31",),
)


async def version(db):
    def read(tx):
        return tx.execute(documents.select()).one().version

    return await db.run(read)


async def retired_at(db, code):
    def read(tx):
        return tx.execute(table.select().where(table.c.code == code)).one().retired_at

    return await db.run(read)


async def test_a_new_unit_stands_at_the_end_and_makes_the_profile_another(db, profile):
    before = await version(db)

    await db.run(units.save, NEW, 100)

    found = await db.run(units.load)
    assert found.units[-1] == NEW
    assert found.units[:-1] == profile.units
    assert await version(db) == before + 1


async def test_a_changed_unit_keeps_its_place_and_its_group(db, profile):
    await db.run(units.bind_group, "changsha", -7)
    changsha = replace(profile.by_code["changsha"], phone="12377")

    await db.run(units.save, changsha, 100)

    found = await db.run(units.load)
    assert [unit.code for unit in found.units] == [unit.code for unit in profile.units]
    assert found.by_code["changsha"].phone == "12377"
    assert await db.run(units.group_of, "changsha") == -7


async def test_since_when_a_unit_is_retired_is_written_down(db, profile):
    unit = profile.by_code["rednet"]

    await db.run(units.save, replace(unit, retired=True), 100)
    assert await retired_at(db, "rednet") == 100
    await db.run(units.save, unit, 200)
    assert await retired_at(db, "rednet") is None


async def test_a_profile_installed_anew_keeps_what_its_files_do_not_say(db, profile):
    changsha = replace(
        profile.by_code["changsha"], clocks={"close_days": 4}, working=("2026-12-26",), phone="1234"
    )
    await db.run(units.save, changsha, 100)
    await db.run(units.save, NEW, 100)
    await db.run(units.save, replace(profile.by_code["rednet"], retired=True), 100)

    await db.run(units.install, profile, 200)

    found = await db.run(units.load)
    again = found.by_code["changsha"]
    assert (again.clocks, again.working) == ({"close_days": 4}, ("2026-12-26",))
    assert again.phone == profile.by_code["changsha"].phone
    assert "hn-news" in found.by_code  # what the file does not name is left alone
    assert not found.by_code["rednet"].retired
    assert await retired_at(db, "rednet") is None


async def test_which_units_have_a_group_or_topics(db):
    await db.run(units.bind_group, "changsha", -7)
    await db.run(units.set_topics, "changsha", on=True)

    assert await db.run(units.bound, ("changsha", "hengyang")) == {"changsha"}
    assert await db.run(units.has_topics, "changsha") is True
    assert await db.run(units.has_topics, "hengyang") is False
