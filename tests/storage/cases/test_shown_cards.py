"""Where cards of cases stand: one message for each person and case, one case for each message."""

import pytest

from storage.cases import shown_cards
from storage.cases.shown_cards import CardPlace
from storage.identity import erasing
from tests.support.life import CITIZEN, Life


@pytest.fixture
async def two(db, profile):
    """The row ids of two cases."""
    life = Life(db, profile)
    return [(await life.files(CITIZEN)).report.case_id for _ in range(2)]


def place(case_id, who, message_id, content="x"):
    return CardPlace(case_id=case_id, who=who, message_id=message_id, content=content)


async def test_the_newest_card_counts_and_a_message_shows_one_case(db, two):
    one, other = two
    await db.run(shown_cards.keep, place(one, "anna", 7), 100)
    await db.run(shown_cards.keep, place(one, "anna", 9, "y"), 200)
    await db.run(shown_cards.keep, place(one, "li", 7), 150)
    assert await db.run(shown_cards.find, one, "anna") == place(one, "anna", 9, "y")
    assert await db.run(shown_cards.readers, one, most=9) == ("anna", "li")
    assert await db.run(shown_cards.readers, one, most=1) == ("anna",)

    await db.run(shown_cards.keep, place(other, "anna", 9), 300)
    assert await db.run(shown_cards.find, one, "anna") is None
    assert await db.run(shown_cards.readers, one, most=9) == ("li",)
    await db.run(shown_cards.keep, place(one, "anna", 8), 400)
    assert await db.run(shown_cards.of_person, "anna", most=9) == (other, one)
    assert await db.run(shown_cards.of_person, "anna", most=1) == (other,)

    await db.run(shown_cards.forget, "anna", 9)
    assert await db.run(shown_cards.of_person, "anna", most=9) == (one,)


async def test_only_the_message_that_was_edited_counts_as_refreshed(db, two):
    one, other = two
    await db.run(shown_cards.keep, place(one, "anna", 7), 100)
    await db.run(shown_cards.refreshed, place(one, "anna", 6, "z"), 200)
    await db.run(shown_cards.refreshed, place(other, "anna", 7, "z"), 200)
    assert await db.run(shown_cards.find, one, "anna") == place(one, "anna", 7)
    assert await db.run(shown_cards.find, other, "anna") is None
    await db.run(shown_cards.refreshed, place(one, "anna", 7, "z"), 200)
    assert await db.run(shown_cards.find, one, "anna") == place(one, "anna", 7, "z")
    assert await db.run(shown_cards.past, 200) == 0


async def test_cards_are_forgotten_in_time_and_with_their_reader(db, two):
    one, other = two
    await db.run(shown_cards.keep, place(one, "anna", 7), 100)
    await db.run(shown_cards.keep, place(other, "anna", 8), 200)
    await db.run(shown_cards.keep, place(other, "li", 8), 200)
    assert await db.run(shown_cards.past, 200) == 1
    await db.run(shown_cards.purge, 200)
    assert await db.run(shown_cards.of_person, "anna", most=9) == (other,)
    await db.run(erasing.account, "anna")
    assert await db.run(shown_cards.readers, other, most=9) == ("li",)
