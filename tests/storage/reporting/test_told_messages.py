from domain.draft import Draft
from storage.reporting import drafts, told_messages


async def test_a_message_is_about_the_report_it_told_of_and_only_for_who_got_it(db):
    await db.run(told_messages.keep, "anna", 7, 31, 100)
    await db.run(told_messages.keep, "ben", 7, 32, 100)
    assert await db.run(told_messages.about, "anna", 7) == 31
    assert await db.run(told_messages.about, "ben", 7) == 32
    assert await db.run(told_messages.about, "anna", 8) is None


async def test_a_message_that_is_changed_in_place_is_about_the_newest_report(db):
    await db.run(told_messages.keep, "anna", 7, 31, 100)
    await db.run(told_messages.keep, "anna", 7, 32, 200)
    assert await db.run(told_messages.about, "anna", 7) == 32


async def test_old_messages_are_forgotten(db):
    await db.run(told_messages.keep, "anna", 7, 31, 100)
    await db.run(told_messages.keep, "anna", 8, 31, 200)
    assert await db.run(told_messages.past, 200) == 1
    await db.run(told_messages.purge, 200)
    assert await db.run(told_messages.about, "anna", 7) is None
    assert await db.run(told_messages.about, "anna", 8) == 31


async def test_reports_told_about_since_a_moment_are_found_for_one_person(db):
    await db.run(told_messages.keep, "anna", 7, 31, 100)
    await db.run(told_messages.keep, "anna", 8, 32, 101)
    await db.run(told_messages.keep, "ben", 9, 33, 101)
    left = Draft(id="d1", who="anna", form="report", touched_at=100)
    assert await db.run(drafts.told_since_touched, left) == {32}
