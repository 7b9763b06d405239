"""Figures in rows, on both databases."""

import asyncio
import random
from datetime import date

import pytest
from sqlalchemy import event

from domain.figures.counting import Event
from domain.figures.figures import FigureKind, Span
from domain.network.people import Verb
from storage.cases import cases
from storage.figures import figures
from tests.support.life import CITIZEN, LEAD, MODERATOR, NOON, Life
from tests.support.recount import counted, recounted
from usecases.cases.changes import Answers
from usecases.figures import figures as asking
from usecases.moderation import casework, transitions
from usecases.operations import scheduled
from usecases.reporting import reporter_actions
from usecases.reporting.filing import HOUR
from usecases.session import by_system

DAY = 24 * HOUR
UNITS = ("changsha", "rednet", "hunan")
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def hand_on(req, case_id, unit):
    given = Answers({"unit": unit, "reason": "theirs"})
    return transitions.make(req, cases.get(req.tx, case_id), Verb.TRANSFER, given)


async def test_a_life_is_counted_as_the_journal_tells_it(db, profile):
    life = Life(db, profile)
    await life.cast()
    closed, refused, moved, late = [(await life.files()).report for _ in range(4)]
    life.at += HOUR

    card = await life.does(MODERATOR, casework.card, closed.case_id)
    card = await life.moves(MODERATOR, card, Verb.ACCEPT, category="fraud")
    card = await life.does(
        MODERATOR, casework.move, card.case.id, Verb.CHECK, seen=card.case.version
    )
    life.at += 2 * HOUR
    rule = profile.taxonomy.rules_for("fraud", "phishing")[0]
    result = {"outcome": "removed_by_unit", "seen_gone": "self"}
    card = await life.moves(
        MODERATOR, card, Verb.DECIDE, **result, rule=rule, facts="a copy", feedback="gone"
    )
    await life.does(LEAD, casework.move, card.case.id, Verb.CONFIRM, seen=card.case.version)
    await life.does(CITIZEN, reporter_actions.rate, closed.id, 4)
    await life.does(CITIZEN, reporter_actions.rate, closed.id, 1)  # a change of mind

    card = await life.does(MODERATOR, casework.card, refused.case_id)
    await life.moves(MODERATOR, card, Verb.REFUSE, ground="not_located", feedback="no such page")
    await life.does(MODERATOR, hand_on, moved.case_id, "hengyang")
    life.at += 30 * DAY  # into another month
    await db.run(by_system, life.conditions, scheduled.sweep)

    assert await db.run(counted) == await db.run(recounted, profile.timezone)
    found = await db.run(by_system, life.conditions, asking.of_unit, "changsha")
    assert (found.received, found.answered, found.in_time, found.answer_rate) == (4, 2, 1.0, 2 / 3)
    assert abs(found.accept - HOUR) < HOUR / 20
    assert abs(found.close - 3 * HOUR) < 3 * HOUR / 20
    all_of_it = await db.run(figures.read, ("changsha", "hengyang"), YEAR)
    assert all_of_it.counts[FigureKind.RATED] == {4: 1}
    assert all_of_it.count(FigureKind.OVERDUE) == 2
    assert late.case_id


async def test_what_happens_at_once_is_all_counted(db):
    def happen(tx, seed):
        chance = random.Random(seed)
        some = [Event(kind, unit, "fraud") for kind in FigureKind for unit in UNITS]
        figures.count(tx, chance.sample(some, len(some)), date(2026, 11, 25))

    await asyncio.gather(*(db.run(happen, seed) for seed in range(30)))
    found = await db.run(figures.by_unit, UNITS, YEAR)
    assert {each.count(kind) for each in found.values() for kind in FigureKind} == {30}
    assert set(found) == set(UNITS)


@pytest.mark.soak
async def test_however_it_is_asked_the_numbers_are_the_same(db):
    chance = random.Random(4)
    days = [date.fromordinal(YEAR.first.toordinal() + n) for n in range(YEAR.days)]

    def happen(tx):
        for _ in range(3000):
            some = Event(
                chance.choice(list(FigureKind)),
                chance.choice(UNITS),
                chance.choice(("fraud", "rumour")),
                chance.randrange(5),
            )
            figures.count(tx, [some], chance.choice(days))

    await db.run(happen)
    for _ in range(20):
        first, cut, last = sorted(chance.sample(days, 3))
        whole = await db.run(figures.read, UNITS, Span(first, last))
        before = await db.run(figures.read, UNITS, Span(first, cut))
        after = await db.run(figures.read, UNITS, Span(date.fromordinal(cut.toordinal() + 1), last))
        one_by_one = [await db.run(figures.read, (unit,), Span(first, last)) for unit in UNITS]
        of_each = [
            await db.run(figures.read, UNITS, Span(first, last), name)
            for name in ("fraud", "rumour")
        ]
        units = await db.run(figures.by_unit, UNITS, Span(first, last))
        categories = await db.run(figures.by_category, UNITS, Span(first, last))
        for parts in ([before, after], one_by_one, of_each, units.values(), categories.values()):
            assert _sum(parts).rows() == whole.rows()


def _sum(parts):
    first, *others = parts
    for each in others:
        first = first + each
    return first


async def test_filing_costs_one_statement_more_for_its_figures(sqlite_db, profile):
    life = Life(sqlite_db, profile)
    said = []

    def listen(conn, cursor, statement, *rest):
        if "figures" in statement:
            said.append(statement)

    event.listen(sqlite_db._writer._sql.engine, "before_cursor_execute", listen)
    await life.files()
    assert len(said) == 1
    assert life.at == NOON
