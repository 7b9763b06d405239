"""Searches as rows: one's own, kept by name, and not for ever."""

from domain.search.search import Filter, SearchFlag
from domain.status import OPEN
from storage.cases import filters
from storage.identity import erasing

LATE = Filter(marks=frozenset({SearchFlag.LATE}))


async def test_a_search_comes_back_as_it_was(db):
    wanted = Filter(host="example.org", units=frozenset({"changsha"}), statuses=OPEN, older=3600)
    row = await db.run(filters.add, "anna", wanted, now=5)

    found = await db.run(filters.get, "anna", row.id)
    assert (found.wanted, found.name) == (wanted, "")
    assert await db.run(filters.get, "li", row.id) is None

    await db.run(filters.change, row.id, LATE)
    assert (await db.run(filters.get, "anna", row.id)).wanted == LATE


async def test_what_has_a_name_is_kept_in_the_order_it_was_kept(db):
    for name in ("first", "", "second"):
        await db.run(filters.add, "anna", LATE, name=name, now=5)
    await db.run(filters.add, "li", LATE, name="theirs", now=5)

    assert [each.name for each in await db.run(filters.named, "anna")] == ["first", "second"]


async def test_of_those_only_looked_at_the_newest_stay(db):
    kept = await db.run(filters.add, "anna", LATE, name="kept", now=5)
    rows = [await db.run(filters.add, "anna", LATE, now=5) for _ in range(5)]
    other = await db.run(filters.add, "li", LATE, now=5)

    await db.run(filters.forget_older, "anna", but=2)

    left = [await db.run(filters.get, "anna", row.id) for row in (kept, *rows)]
    assert [bool(each) for each in left] == [True, False, False, False, True, True]
    assert await db.run(filters.get, "li", other.id)
    await db.run(filters.forget_older, "anna", but=2)
    assert await db.run(filters.get, "anna", rows[3].id)


async def test_nobody_drops_somebody_elses(db):
    row = await db.run(filters.add, "anna", LATE, name="kept", now=5)

    await db.run(filters.drop, "li", row.id)
    assert await db.run(filters.named, "anna")
    await db.run(filters.drop, "anna", row.id)
    assert await db.run(filters.named, "anna") == ()


async def test_who_is_forgotten_searches_for_nothing_any_more(db):
    await db.run(filters.add, "anna", LATE, name="kept", now=5)

    await db.run(erasing.account, "anna")

    assert await db.run(filters.named, "anna") == ()
