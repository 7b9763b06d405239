"""Where cards of cases stand: a message shows one case, which may stand in several messages."""

import pytest

from storage.identity import erasing
from storage.network import card_places
from storage.network.card_places import PrivatePlace
from tests.support.life import CITIZEN, Life


@pytest.fixture
async def two(db, profile):
    """The row ids of two cases."""
    life = Life(db, profile)
    return [(await life.files(CITIZEN)).report.case_id for _ in range(2)]


def place(case_id, who, message_id, content="x"):
    return PrivatePlace(case_id=case_id, who=who, message_id=message_id, content=content)


async def test_a_case_stands_in_several_messages_and_a_message_shows_one_case(db, two):
    one, other = two
    await db.run(card_places.keep_private, place(one, "anna", 7), 100)
    await db.run(card_places.keep_private, place(one, "anna", 9, "y"), 200)
    await db.run(card_places.keep_private, place(one, "li", 7), 150)
    assert await db.run(card_places.private_place, one, "anna", 9) == place(one, "anna", 9, "y")
    assert await db.run(card_places.private_place, one, "anna", 7) == place(one, "anna", 7)
    newest_first = (("anna", 9), ("li", 7), ("anna", 7))
    assert await db.run(card_places.open_cards, one, most=9) == newest_first
    assert await db.run(card_places.open_cards, one, most=2) == newest_first[:2]

    await db.run(card_places.keep_private, place(other, "anna", 9), 300)
    assert await db.run(card_places.private_place, one, "anna", 9) is None
    assert await db.run(card_places.open_cards, one, most=9) == (("li", 7), ("anna", 7))
    assert await db.run(card_places.cards_of, "anna", most=9) == ((other, 9), (one, 7))
    assert await db.run(card_places.cards_of, "anna", most=1) == ((other, 9),)

    await db.run(card_places.forget_private, "anna", 9)
    assert await db.run(card_places.cards_of, "anna", most=9) == ((one, 7),)


async def test_only_the_message_that_was_edited_counts_as_refreshed(db, two):
    one, other = two
    await db.run(card_places.keep_private, place(one, "anna", 7), 100)
    await db.run(card_places.refresh_private, place(one, "anna", 6, "z"), 200)
    await db.run(card_places.refresh_private, place(other, "anna", 7, "z"), 200)
    assert await db.run(card_places.private_place, one, "anna", 7) == place(one, "anna", 7)
    assert await db.run(card_places.private_place, other, "anna", 7) is None
    await db.run(card_places.refresh_private, place(one, "anna", 7, "z"), 200)
    assert await db.run(card_places.private_place, one, "anna", 7) == place(one, "anna", 7, "z")
    assert await db.run(card_places.past_private, 200) == 0


async def test_cards_are_forgotten_in_time_and_with_their_reader(db, two):
    one, other = two
    await db.run(card_places.keep_private, place(one, "anna", 7), 100)
    await db.run(card_places.keep_private, place(other, "anna", 8), 200)
    await db.run(card_places.keep_private, place(other, "li", 8), 200)
    assert await db.run(card_places.past_private, 200) == 1
    await db.run(card_places.purge_private, 200)
    assert await db.run(card_places.cards_of, "anna", most=9) == ((other, 8),)
    await db.run(erasing.account, "anna")
    assert await db.run(card_places.open_cards, other, most=9) == (("li", 8),)
