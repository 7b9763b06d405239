"""`@bot word` in any chat: cards to send on, and nothing kept of who asked."""

import orjson
import pytest
from sqlalchemy import func, select

from storage.engine.tables import inbox, people


async def asks(world, talker, words):
    """What is offered, and the button above it."""
    query = world.telegram.ask_inline(talker.account, words)
    await world.settle()
    answer = world.telegram.inline[query]
    return orjson.loads(answer["results"]), orjson.loads(answer["button"])


@pytest.mark.parametrize("words", ["长沙市委", "changsha", "CSSW"])
async def test_a_word_offers_the_card_of_the_office(world, citizen, words):
    [result], _ = await asks(world, citizen, words)

    assert result["title"] == "Changsha Internet Information Office"
    assert result["description"] == "City · 0731-88667349"
    card = result["input_message_content"]
    assert "<code>0731-88667349</code>" in card["message_text"]
    assert card["parse_mode"] == "HTML"
    [[report, see]] = result["reply_markup"]["inline_keyboard"]
    assert report["url"].endswith("?start=u_changsha")
    assert see["url"].endswith("?start=d_changsha")


async def test_without_a_word_the_offices_are_offered_from_the_top(world, citizen):
    results, button = await asks(world, citizen, "  ")

    assert len(results) == 15
    assert results[0]["id"] == "hunan"
    assert button == {"text": citizen.words("inline-report"), "start_parameter": "r"}


@pytest.mark.parametrize("words", ["nowhere", "<b>&", "x" * 256, "\ud800"])
async def test_what_means_nothing_leads_to_a_report(world, citizen, words):
    results, button = await asks(world, citizen, words)

    assert results == []
    assert button["text"] == citizen.words("inline-none")


async def test_it_speaks_the_language_of_whoever_asks(world):
    [result], _ = await asks(world, world.person("Mei", "zh-hans"), "changsha")
    assert result["title"] == "长沙市委网宣(管)办"


async def test_nothing_is_kept_of_who_asked(world, citizen):
    await asks(world, citizen, "changsha")

    def look(tx):
        known = tx.execute(select(func.count()).select_from(people)).scalar_one()
        left = tx.execute(select(inbox.c.sealed).where(inbox.c.sealed.is_not(None))).all()
        return known, left

    assert await world.db.run(look) == (0, [])


async def test_a_query_that_is_too_old_is_let_go(world, citizen):
    query = world.telegram.ask_inline(citizen.account, "changsha")
    world.telegram.inline[query] = {}  # answered already, as far as Telegram is concerned
    await world.settle()

    await citizen.says("/directory changsha")
    assert "0731-88667349" in citizen.last["text"]
    assert world.jubao.fatal == []
