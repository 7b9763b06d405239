"""A profile import and the categories that admins have changed meanwhile."""

from msgspec.structs import replace

from storage.audit.journal import SYSTEM
from storage.categories import category_rows
from storage.network import units
from tests.support.life import Life
from usecases.network import importing
from usecases.network.importing import Confirmed
from usecases.session import by_system


async def imports(life, profile):
    await life.db.run(by_system, life.conditions, importing.install_profile, profile, Confirmed())
    return (await life.db.run(units.load)).taxonomy


async def test_what_an_admin_changed_holds_until_the_next_import(db, profile):
    life = Life(db, profile)
    taxonomy = await imports(life, profile)
    renamed = replace(taxonomy.find("rumour"), names={"zh-Hans": "传言类", "en": "Hearsay"})
    games = replace(renamed, code="games", names={"zh-Hans": "游戏", "en": "Games"}, own=True)
    for each in (renamed, games):
        await db.run(category_rows.save, each, life.at)
    assert (await db.run(units.load)).taxonomy.find("rumour") == renamed

    now = await imports(life, profile)

    assert now.find("rumour") == profile.taxonomy.find("rumour")
    assert now.find("games") == games  # no file has it, and an admin wanted it
    [entry] = await db.run(lambda tx: category_rows.history(tx, "rumour", limit=9))
    assert entry.who == SYSTEM
    assert entry.changes == {"names": ("传言类 / Hearsay", "谣言类 / Rumours")}


async def test_an_import_that_changes_nothing_leaves_no_history(db, profile):
    life = Life(db, profile)
    await imports(life, profile)
    await imports(life, profile)
    for each in profile.taxonomy.categories:
        assert await db.run(lambda tx, of=each.code: category_rows.history(tx, of, limit=1)) == ()
