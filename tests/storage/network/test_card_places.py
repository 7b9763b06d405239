"""Where cases are shown in groups, on both databases."""

import pytest

from conversation.form import Given
from storage.network import card_places
from tests.support.life import NOON, Life


@pytest.fixture
async def case_id(db, profile):
    filed = await Life(db, profile).files()
    return filed.report.case_id


async def test_a_group_hears_of_a_case_once(db, case_id):
    assert await db.run(card_places.hear, case_id, "changsha") is True
    assert await db.run(card_places.hear, case_id, "changsha") is False
    assert await db.run(card_places.hear, case_id, "hengyang") is True
    place = await db.run(card_places.place, case_id, "changsha")
    assert place.is_empty
    assert [each.unit for each in await db.run(card_places.places, case_id)] == [
        "changsha",
        "hengyang",
    ]


async def test_a_place_keeps_its_message_and_its_topic_apart(db, case_id):
    await db.run(card_places.hear, case_id, "changsha")
    await db.run(card_places.set_topic, case_id, "changsha", 5, title="a", closed=True)
    await db.run(card_places.set_message, case_id, "changsha", 6)

    found = await db.run(card_places.place, case_id, "changsha")
    assert (found.message_id, found.topic_id, found.title, found.closed) == (6, 5, "a", True)
    await db.run(card_places.set_message, case_id, "changsha", None)
    found = await db.run(card_places.place, case_id, "changsha")
    assert (found.message_id, found.topic_id) == (None, 5)


async def test_a_topic_that_is_gone_took_its_messages_with_it(db, case_id):
    await db.run(card_places.set_topic, case_id, "changsha", 5, title="a")
    await db.run(card_places.set_message, case_id, "changsha", 6)
    await db.run(card_places.set_title_due, case_id, "changsha", NOON)

    await db.run(card_places.set_topic, case_id, "changsha", None)

    found = await db.run(card_places.place, case_id, "changsha")
    assert (found.is_empty, found.title) == (True, "")
    assert await db.run(card_places.titles_due, NOON, limit=9) == ()


async def test_a_group_without_topics_keeps_its_messages(db, case_id):
    await db.run(card_places.set_topic, case_id, "changsha", 5, title="a", closed=True)
    await db.run(card_places.set_message, case_id, "changsha", 6)

    await db.run(card_places.forget_topics, "changsha")

    found = await db.run(card_places.place, case_id, "changsha")
    assert (found.message_id, found.topic_id, found.closed) == (6, None, False)


async def test_titles_are_due_oldest_first_and_not_before_their_time(db, profile):
    life = Life(db, profile)
    for number, due_at in enumerate((30, 10, 20)):
        filed = await life.files(number + 11, link=Given(text=f"https://example.org/{number}"))
        await db.run(card_places.hear, filed.report.case_id, "changsha")
        await db.run(card_places.set_title_due, filed.report.case_id, "changsha", due_at)

    async def due(now, limit=9):
        return [each.case_id for each in await db.run(card_places.titles_due, now, limit=limit)]

    assert await due(9) == []
    assert await due(20) == [2, 3]
    assert await due(99, limit=1) == [2]


async def test_what_is_forgotten_is_forgotten_for_one_unit_alone(db, case_id):
    for unit in ("changsha", "hengyang"):
        await db.run(card_places.hear, case_id, unit)
    await db.run(card_places.forget_cards, "changsha")
    assert [each.unit for each in await db.run(card_places.places, case_id)] == ["hengyang"]
    await db.run(card_places.forget, case_id, "hengyang")
    assert await db.run(card_places.places, case_id) == ()
