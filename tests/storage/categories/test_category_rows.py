"""Categories in rows, on both databases: stored, kept in a history, proposed."""

import asyncio

from msgspec.structs import replace

from storage.categories import category_rows
from storage.categories.category_rows import CategoryProposal
from storage.network import units
from usecases.core.profile import install_profile


async def test_a_category_is_stored_alone_and_other_processes_see_it(db, profile):
    await db.run(install_profile, profile, 0)
    changed = replace(profile.taxonomy.find("fraud"), retention_days=7, clocks={"close_days": 2})
    await db.run(category_rows.save, changed, 100)
    found = await db.run(units.load)
    assert found.taxonomy == profile.taxonomy.with_category(changed)
    assert replace(found, taxonomy=profile.taxonomy) == profile


async def test_two_changes_at_once_both_stay(db, profile):
    await db.run(install_profile, profile, 0)
    codes = [each.code for each in profile.taxonomy.categories[:8]]
    made = [
        replace(profile.taxonomy.find(code), retention_days=n) for n, code in enumerate(codes, 1)
    ]
    await asyncio.gather(*(db.run(category_rows.save, each, 100) for each in made))
    found = (await db.run(units.load)).taxonomy
    assert [found.find(code).retention_days for code in codes] == list(range(1, 9))


async def test_the_history_is_read_in_pages_newest_first(db, profile):
    old = profile.taxonomy.find("fraud")

    def write(tx):
        for days in range(1, 8):
            new = replace(old, retention_days=days)
            category_rows.write(tx, old, new, "category_change", ("anna", days))
        category_rows.write(tx, None, replace(old, code="other_one"), "category_add", ("ben", 9))

    await db.run(write)
    first = await db.run(lambda tx: category_rows.history(tx, "fraud", limit=4))
    rest = await db.run(lambda tx: category_rows.history(tx, "fraud", limit=4, before=first[-1].id))
    assert [each.at for each in (*first, *rest)] == [7, 6, 5, 4, 3, 2, 1]
    assert first[0].changes == {"retention": (str(old.retention_days), "7")}
    assert {each.who for each in first} == {"anna"}


async def test_one_proposal_waits_for_each_category_the_oldest_first(db, profile):
    old = profile.taxonomy.find("fraud")
    new = replace(old, retention_days=7)
    later = CategoryProposal(new=replace(new, code="made"), old=None, who="ben", at=5)
    await db.run(category_rows.propose, later)
    await db.run(category_rows.propose, CategoryProposal(new=old, old=old, who="anna", at=1))
    await db.run(category_rows.propose, CategoryProposal(new=new, old=old, who="anna", at=2))

    waiting = await db.run(category_rows.proposals, 10)
    assert waiting == (CategoryProposal(new=new, old=old, who="anna", at=2), later)
    assert await db.run(category_rows.proposals, 1) == waiting[:1]
    assert await db.run(category_rows.drop, "fraud")
    assert not await db.run(category_rows.drop, "fraud")
    assert await db.run(category_rows.proposal, "fraud") is None
    assert await db.run(category_rows.proposal, "made") == later
