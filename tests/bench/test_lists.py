"""The bench of lists: it makes what the bot can read, and measures every list of it."""

import pytest

from bench.lists import ASKED, measured, promise, table
from bench.million import NOW, filled
from domain.search.search import Filter
from storage.network import people
from storage.wiring import open_database
from usecases.core.request import Conditions, Request
from usecases.moderation import casework, search

SIZES = [200, 2000]


@pytest.fixture
async def made(tmp_path):
    """A small database and a larger one."""
    return [await filled(tmp_path, size) for size in SIZES]


@pytest.mark.soak
async def test_every_list_is_measured_at_every_size(made):
    found = await measured(made, times=2)

    assert set(found) == set(ASKED)
    assert all(len(medians) == 2 and min(medians) > 0 for medians in found.values())
    lines = table(found, SIZES).splitlines()
    assert len(lines) == len(ASKED) + 1
    assert lines[0].split()[-3:] == ["200", "2,000", "ratio"]
    assert "2,000 ÷ 200 cases" in str(promise(found, SIZES))


@pytest.mark.soak
async def test_what_it_makes_is_what_the_bot_reads(made):
    _, million = made
    db = await open_database(million.url, million.key_ring)
    try:

        def look(tx):
            person = people.get(tx, million.staff["province"])
            req = Request(tx, Conditions(profile=million.profile, now=NOW), person)
            cards = [casework.card(req, case) for case in million.opened[:60]]
            found = search.begin(req, Filter(host="weibo.example"))
            return cards, found, casework.queue(req)

        cards, found, queue = await db.run(look)
    finally:
        await db.close()
    assert all(card.reports[0].text.startswith("they took my money") for card in cards)
    assert all(card.reports[0].targets[0].host == card.case.host for card in cards)
    assert any(card.decision for card in cards)
    assert any(card.messages for card in cards)
    assert len(found.found.cases) == search.PAGE
    assert len(queue.page.cases) == casework.PAGE


def test_the_list_that_grows_most_is_named():
    found = {"one": [100.0, 110.0], "other": [100.0, 250.0]}

    assert "other" in str(promise(found, SIZES))
    assert "BROKEN" in str(promise(found, SIZES))
    assert "kept" in str(promise({"one": found["one"]}, SIZES))
