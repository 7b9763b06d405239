"""Suggestions in rows, on both databases."""

import pytest

from storage.suggestions import suggestions

ME = "me" * 16


async def filed(db, uid="a", **changes):
    values = {"unit": "changsha", "who": ME, "locale": "en", "text": "idea", "now": 5, "due_at": 50}
    return await db.run(suggestions.file, uid=uid, **{**values, **changes})


async def test_its_code_opens_it_and_no_row_holds_the_code(db):
    found = await filed(db)
    code = await db.run(suggestions.code_of, found.id)
    assert (await db.run(suggestions.by_code, code)) == found
    assert found.tail == code[-4:]
    assert await db.run(suggestions.by_code, "0000-0000-0000") is None
    assert await db.run(suggestions.codes_of, ME, most=5) == ((code,), 1)


async def test_it_is_answered_once(db):
    found = await filed(db)
    first = await db.run(suggestions.answer, found.id, "yes", by="wu" * 16, now=9)
    assert (first.text, first.answer, first.answered_at, first.due_at) == ("idea", "yes", 9, None)
    assert await db.run(suggestions.answer, found.id, "no", by="he" * 16, now=10) is None
    assert await db.run(suggestions.get, found.id) == first


async def test_what_waits_comes_in_the_order_in_which_it_is_due(db):
    for uid, due_at in (("a", 70), ("b", 60), ("c", 70), ("d", 10)):
        await filed(db, uid, text=uid, due_at=due_at)
    await filed(db, "e", unit="hengyang", due_at=1)

    first = await db.run(suggestions.waiting, ("changsha",), size=2)
    assert [each.text for each in first] == ["d", "b"]
    last = (first[-1].due_at, first[-1].id)
    rest = await db.run(suggestions.waiting, ("changsha",), size=9, after=last)
    assert [each.text for each in rest] == ["a", "c"]
    assert await db.run(suggestions.count_waiting, ("changsha",), "lead", most=9) == 4
    assert await db.run(suggestions.count_waiting, ("changsha",), "lead", most=3) == 3


async def test_who_wrote_one_is_not_counted_for_it(db):
    mine = await filed(db)
    assert await db.run(suggestions.author, mine.id) == ME
    assert await db.run(suggestions.count_waiting, ("changsha",), ME, most=9) == 0
    await db.run(suggestions.unlink, ME, 10**9)  # nobody knows any more who wrote it
    assert await db.run(suggestions.count_waiting, ("changsha",), ME, most=9) == 1


async def test_it_becomes_late_once(db):
    await filed(db)
    assert await db.run(suggestions.become_late, 49, limit=9) == ()
    assert len(await db.run(suggestions.become_late, 50, limit=9)) == 1
    assert await db.run(suggestions.become_late, 51, limit=9) == ()


@pytest.mark.parametrize(("before", "left"), [(9, "idea"), (10, "")])
async def test_its_words_are_erased_after_the_answer(db, before, left):
    found = await filed(db)
    await filed(db, "b", text="not answered")
    await db.run(suggestions.answer, found.id, "yes", by="wu" * 16, now=9)
    await db.run(suggestions.forget_words, before, limit=9)
    assert (await db.run(suggestions.get, found.id)).text == left
    assert (await db.run(suggestions.get, found.id + 1)).text == "not answered"


async def test_nothing_leads_to_whoever_was_forgotten(db):
    found = await filed(db)
    await db.run(suggestions.unlink, ME, 10**10)
    assert await db.run(suggestions.author, found.id) is None
    assert (await db.run(suggestions.get, found.id)).text == "idea"
