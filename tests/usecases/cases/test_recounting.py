"""Open deadlines when a holiday is announced: all of them, in steps, on either database."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from sqlalchemy import insert, select, update

from domain.clocks.deadlines import working_deadline
from domain.network.people import Verb
from domain.removals.removal import State
from domain.status import Status
from storage.audit import journal
from storage.cases import cases
from storage.engine.public_tables import suggestions as suggestion_rows
from storage.engine.tables import cases as case_rows
from storage.engine.tables import outbox as notices
from storage.removals import removals
from tests.storage.removals.test_removals import asked
from tests.storage.suggestions.test_suggestions import filed as suggested
from tests.support.life import MODERATOR, NOON, Life
from tests.usecases.cases.test_promises import imports
from usecases.cases import deadlines, recounting
from usecases.moderation import casework
from usecases.removals import answer_times
from usecases.session import by_system
from usecases.suggestions import suggestion_box

HOUR, DAY = 3600, 24 * 3600
THURSDAY = date(2026, 11, 26)  # the day after NOON


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


def day_off(profile, *days):
    calendar = profile.calendar
    return replace(profile, calendar=replace(calendar, holidays=calendar.holidays | set(days)))


async def runs(life, job=recounting.go_on):
    """A job until it has nothing left, at most as often as the clock runs it in a minute."""
    for done in range(40):
        if not await life.db.run(by_system, life.conditions, job):
            return done
    return 40


async def told(life, kind="new_time"):
    return await life.db.read(
        lambda tx: len(tx.execute(select(notices.c.id).where(notices.c.kind == kind)).all())
    )


def said(at):
    return f"{datetime.fromtimestamp(at, ZoneInfo('Asia/Shanghai')):%a %d %H:%M}"


async def test_a_new_case_is_counted_by_the_new_calendar_and_told_once(life):
    filed = await life.files()
    before = await life.db.read(cases.get, filed.report.case_id)
    assert said(before.due_at) == "Thu 26 18:00"
    await runs(life)

    await imports(life, day_off(life.profile, THURSDAY))
    for _ in range(3):
        await runs(life)
        life.at += 60

    found = await life.db.read(cases.get, before.id)
    assert (said(found.due_at), said(found.remind_at)) == ("Fri 27 18:00", "Fri 27 09:00")
    assert said(found.word_due_at) == "Tue 01 18:00"  # it was Monday
    assert found.version == before.version  # buttons on open cards stay valid
    assert await told(life) == 1
    entries = await life.db.read(journal.of_case, found.id)
    assert [each.verb for each in entries].count("recount") == 1
    assert await life.db.read(journal.first_break, found.id) is None


async def test_a_calendar_that_comes_back_after_a_wrong_one_counts_what_that_has_set(life):
    right, wrong = day_off(life.profile, THURSDAY), life.profile
    await imports(life, right)
    for _ in range(4):  # until every process has read it
        await runs(life)
        life.at += 60

    await imports(life, wrong)  # a file without the holiday, for a minute
    await runs(life)
    filed = await life.files()
    await imports(life, right)
    for _ in range(4):
        await runs(life)
        life.at += 60

    found = await life.db.read(cases.get, filed.report.case_id)
    assert said(found.due_at) == "Fri 27 18:00"
    assert await told(life) == 1


async def test_a_personal_word_is_due_as_it_was_when_the_case_was_opened(life):
    """A profile with more or fewer days for it changes nothing; a holiday moves it, once."""
    filed = await life.files()
    for days in (1, 9):
        clocks = replace(life.profile.clocks, word_days=days)
        await imports(life, replace(life.profile, clocks=clocks))
        await imports(life, day_off(life.profile, date(2027, 5, days)))  # all is counted anew
        await runs(life)
        found = await life.db.read(cases.get, filed.report.case_id)
        assert (said(found.word_due_at), found.word_days) == ("Mon 30 18:00", 3)
    await imports(life, day_off(life.profile, THURSDAY))
    await runs(life)
    found = await life.db.read(cases.get, filed.report.case_id)
    assert (said(found.word_due_at), found.word_days) == ("Tue 01 18:00", 3)

    # Called for once, it is due each working day; a holiday moves that, too.
    life.at = found.word_due_at + 60
    await runs(life, deadlines.call_for_words)
    found = await life.db.read(cases.get, filed.report.case_id)
    assert said(found.word_due_at) == "Wed 02 18:00"
    await imports(life, day_off(life.profile, THURSDAY, date(2026, 12, 2)))
    await runs(life)
    found = await life.db.read(cases.get, filed.report.case_id)
    assert said(found.word_due_at) == "Thu 03 18:00"


async def test_a_suspended_deadline_keeps_its_days_and_nobody_is_told_until_it_runs(life):
    filed = await life.files()
    card = await life.does(MODERATOR, casework.card, filed.report.case_id)
    await life.moves(MODERATOR, card, Verb.ASK, question="Which account?")
    await imports(life, day_off(life.profile, THURSDAY))
    await runs(life)
    found = await life.db.read(cases.get, filed.report.case_id)
    assert (said(found.due_at), found.remind_at) == ("Fri 27 18:00", None)
    assert await told(life) == 0


async def test_what_an_earlier_release_has_counted_leaves_a_day_off(life):
    filed = await life.files()
    forget = update(case_rows).values(due_from=None, due_days=None)
    await life.db.run(lambda tx: tx.execute(forget) and None)
    await imports(life, day_off(life.profile, THURSDAY))
    await runs(life)
    found = await life.db.read(cases.get, filed.report.case_id)
    assert said(found.due_at) == "Fri 27 18:00"


async def test_ten_thousand_open_cases_go_in_short_steps(life, profile):
    due_at = working_deadline(profile.calendar, NOON, 1)
    many = 10_000

    def fill(tx):
        rows = [
            {
                **dict.fromkeys(()),
                "number": f"2610-{number:05}",
                "status": Status.ACCEPTED,
                "category": "fraud",
                "subcategory": "",
                "priority": "normal",
                "urgency": 1,
                "unit": "changsha",
                "region": "",
                "host": "",
                "version": 1,
                "opened_at": NOON,
                "waiting": True,
                "due_at": due_at,
                "due_from": NOON,
                "due_days": 1,
            }
            for number in range(many)
        ]
        tx.execute(insert(case_rows), rows)

    await life.db.run(fill)
    await imports(life, day_off(life.profile, THURSDAY))
    steps = 0
    while step := await life.db.run(by_system, life.conditions, recounting.go_on):
        assert step <= recounting.MOST_CHANGED
        steps += 1
        if steps == 3:
            break
    moved = await life.db.read(
        lambda tx: len(tx.execute(select(case_rows.c.id).where(case_rows.c.due_at > due_at)).all())
    )
    assert moved == 3 * recounting.MOST_CHANGED
    life.at = due_at + HOUR  # the rest is late by the former calendar, and is not passed up
    await life.db.run(by_system, life.conditions, deadlines.pass_up)
    raised = select(case_rows.c.id).where(case_rows.c.overdue_level > 0)
    assert await life.db.read(lambda tx: tx.execute(raised).all()) == []


async def test_a_suggestion_is_counted_anew_too(life):
    due_at = working_deadline(life.profile.calendar, NOON, life.profile.clocks.close_days)
    idea = await suggested(life.db, now=NOON, due_at=due_at)
    await runs(life, suggestion_box.recount)
    assert await due_of(life, idea.id) == due_at
    await imports(life, day_off(life.profile, THURSDAY))
    for _ in range(3):
        await runs(life, suggestion_box.recount)
        life.at += 60
    assert await told(life, "suggestion_new_time") == 1  # its author was told the time
    assert (said(due_at), said(await due_of(life, idea.id))) == ("Thu 03 18:00", "Fri 04 18:00")


async def test_an_order_to_a_site_is_counted_anew_and_one_in_hours_is_not(life):
    filed = await life.files()
    case = await life.db.read(cases.get, filed.report.case_id)
    due_at = working_deadline(life.profile.calendar, NOON, 1)
    order = asked(case, due_at=due_at, remind_at=due_at + 1, due_from=NOON, due_days=1)
    ordered = await life.db.run(removals.add, order)
    in_hours = await life.db.run(removals.add, asked(case, due_at=due_at, remind_at=due_at + 1))
    await runs(life, answer_times.recount_orders)

    life.profile = day_off(life.profile, THURSDAY)
    life.at = due_at + 60  # the clock looks before the list was read: nothing is late
    await life.db.run(by_system, life.conditions, answer_times.run_clock)

    found = await life.db.read(removals.get, ordered.id)
    assert (found.state, said(found.due_at)) == (State.ASKED, "Fri 27 18:00")
    assert (await life.db.read(removals.get, in_hours.id)).state is State.STUCK
    life.at = found.due_at + 60
    await life.db.run(by_system, life.conditions, answer_times.run_clock)
    assert (await life.db.read(removals.get, ordered.id)).state is State.STUCK


async def due_of(life, suggestion_id):
    row = select(suggestion_rows.c.due_at).where(suggestion_rows.c.id == suggestion_id)
    return await life.db.read(lambda tx: tx.execute(row).scalar_one())
