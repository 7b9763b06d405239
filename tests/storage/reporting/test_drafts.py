from msgspec.structs import replace

from domain.draft import Draft
from storage.reporting import drafts


def draft(draft_id: str = "d1", who: str = "anna", form: str = "report", **kwargs) -> Draft:
    return Draft(id=draft_id, who=who, form=form, started_at=100, **kwargs)


async def save(db, *many: Draft, now: int = 100) -> None:
    for each in many:
        await db.run(drafts.save, each, now)


async def test_a_draft_comes_back_as_it_was_saved(db):
    answers = {
        "link": "https://例子.org",
        "skipped": None,
        "files": ["a"],
        "words": "first\nsecond",
    }
    written = draft(answers=answers, case_id=4, report_id=5)
    await save(db, written, now=120)
    assert await db.run(drafts.get, "d1") == replace(written, touched_at=120)


async def test_answers_keep_the_order_they_were_given_in(db):
    await save(db, draft().with_answer("b", 1).with_answer("a", 2))
    found = await db.run(drafts.get, "d1")
    assert list(found.answers) == ["b", "a"]


async def test_saving_again_changes_the_same_draft(db):
    await save(db, draft(answers={"a": 1}))
    await save(db, draft(answers={"a": 2}), now=200)
    found = await db.run(drafts.get, "d1")
    assert (found.answers, found.touched_at) == ({"a": 2}, 200)


async def test_the_draft_last_touched_is_the_active_one_even_within_a_second(db):
    assert await db.run(drafts.active, "anna") is None
    await save(db, draft("d1"), draft("d2", form="addition"))
    assert (await db.run(drafts.active, "anna")).id == "d2"
    await save(db, draft("d1"))
    assert (await db.run(drafts.active, "anna")).id == "d1"


async def test_a_clock_set_back_does_not_change_which_draft_is_active(db):
    await save(db, draft("d1"), now=500)
    await save(db, draft("d2"), now=100)
    assert (await db.run(drafts.active, "anna")).id == "d2"


async def test_drafts_of_others_are_not_mine(db):
    await save(db, draft("d1"), draft("d2", who="ben"))
    assert (await db.run(drafts.active, "anna")).id == "d1"
    assert await db.run(drafts.of_form, "carl", "report") is None


async def test_a_form_is_found_by_its_kind(db):
    await save(db, draft("d1"), draft("d2", form="addition"))
    assert (await db.run(drafts.of_form, "anna", "report")).id == "d1"


async def test_a_dropped_draft_is_gone(db):
    await save(db, draft())
    await db.run(drafts.drop, "d1")
    assert await db.run(drafts.get, "d1") is None
    assert await db.run(drafts.active, "anna") is None


async def test_drafts_left_lying_are_found_oldest_first(db):
    await save(db, draft("new"), now=300)
    await save(db, draft("older"), now=100)
    await save(db, draft("old"), now=200)
    found = await db.run(drafts.stale, 300, limit=10)
    assert [each.id for each in found] == ["older", "old"]
    assert len(await db.run(drafts.stale, 300, limit=1)) == 1


async def test_a_draft_is_reminded_of_once(db):
    await save(db, draft("d1"), draft("d2", form="addition"))
    (found,) = await db.run(drafts.unreminded, "report", 200, limit=10)
    await db.run(drafts.set_reminded, found.id, 200)
    assert await db.run(drafts.unreminded, "report", 200, limit=10) == ()


async def test_a_discarded_draft_is_found_by_nobody_until_it_is_restored(db):
    await save(db, draft("d1"), draft("d2", form="addition"))
    await db.run(drafts.discard, "d2", 200)
    assert (await db.run(drafts.active, "anna")).id == "d1"
    assert await db.run(drafts.get, "d2") is None
    assert await db.run(drafts.of_form, "anna", "addition") is None
    assert (await db.run(drafts.discarded, "d2")).form == "addition"
    assert await db.run(drafts.discarded, "d1") is None
    assert await db.run(drafts.count, "anna") == 1
    await db.run(drafts.restore, "d2")
    assert await db.run(drafts.count, "anna") == 2
    assert (await db.run(drafts.get, "d2")).id == "d2"


async def test_discarded_drafts_are_erased_in_the_order_they_were_given_up(db):
    await save(db, draft("d1"), draft("d2"), draft("d3"))
    for draft_id, at in (("d2", 200), ("d1", 300)):
        await db.run(drafts.discard, draft_id, at)
    found = await db.run(drafts.discarded_before, 301, limit=10)
    assert [each.id for each in found] == ["d2", "d1"]
    assert await db.run(drafts.discarded_before, 200, limit=10) == ()


async def test_nobody_is_reminded_of_a_discarded_draft(db):
    await save(db, draft("d1"))
    await db.run(drafts.discard, "d1", 200)
    assert await db.run(drafts.unreminded, "report", 1000, limit=10) == ()
