"""The lists of the clock: what is due and nothing else, the longest due first."""

import itertools

import pytest

from domain.case import Case, Decision, Priority
from domain.clocks.stray import WrongTimes
from domain.clockwork import ALARM_SECONDS
from domain.status import Status
from storage.cases import cases, clocks, decisions

NUMBERS = itertools.count(1)


def opened(tx, **changes):
    """A case with its clocks set otherwise."""
    values = {"status": Status.ACCEPTED, "due_at": None, **changes}
    return cases.open_case(
        tx,
        Case(
            id=0,
            number=f"2611-{next(NUMBERS):04}",
            category="fraud",
            unit="changsha",
            version=1,
            opened_at=0,
            **values,
        ),
    )


LISTS = {
    "remind_at": clocks.to_remind,
    "word_due_at": clocks.words_due,
    "alarm_at": clocks.alarms,
}


@pytest.mark.parametrize("column", LISTS)
async def test_what_is_due_comes_longest_due_first_and_no_more_than_asked_for(db, column):
    async def open_at(at):
        return await db.run(opened, **{column: at})

    second, first, _, _ = [await open_at(at) for at in (90, 80, 101, None)]

    found = await db.run(LISTS[column], 100, limit=5)
    assert [case.id for case in found] == [first.id, second.id]
    assert len(await db.run(LISTS[column], 100, limit=1)) == 1


async def test_only_what_the_unit_owes_is_late_and_not_at_the_very_second(db):
    late = await db.run(opened, due_at=99)
    await db.run(opened, due_at=100)
    await db.run(opened, due_at=50, status=Status.NEEDS_INFO, paused_at=40)
    await db.run(opened, due_at=50, quarantined_at=40)
    await db.run(opened, due_at=50, status=Status.CLOSED)
    assert [case.id for case in await db.run(clocks.late, 100, limit=5)] == [late.id]


async def test_what_nobody_works_on_asks_for_nothing_but_a_life_is_woken_for(db):
    quiet = {"remind_at": 1, "word_due_at": 1, "alarm_at": 1, "quarantined_at": 1}
    case = await db.run(opened, **quiet)
    assert await db.run(clocks.to_remind, 100, limit=5) == ()
    assert await db.run(clocks.words_due, 100, limit=5) == ()
    assert [each.id for each in await db.run(clocks.alarms, 100, limit=5)] == [case.id]


async def test_a_mark_changes_no_version_and_loses_against_a_move(db):
    case = await db.run(opened, remind_at=5)
    assert await db.run(clocks.mark, case, remind_at=None)
    marked = await db.run(cases.get, case.id)
    assert (marked.remind_at, marked.version) == (None, case.version)
    assert not await db.run(clocks.mark, case, remind_at=7)  # marked by somebody else before

    await db.run(cases.change, case.id, seen=case.version, assignee="me")
    assert not await db.run(clocks.mark, marked, word_due_at=9)


async def test_what_has_ended_waits_for_its_appeals_and_for_a_hold(db):
    def decided(tx, case, until):
        decisions.add(
            tx,
            Decision(
                id=0,
                case_id=case.id,
                kind="finding",
                result="removed",
                rule="",
                facts="",
                feedback="",
                decided_by="x",
                decided_at=1,
                appeal_until=until,
            ),
        )

    ended = {"status": Status.CLOSED, "closed_at": 10}
    free, plain, held, appealable = [
        await db.run(opened, **ended, **more) for more in ({}, {}, {"held_at": 5}, {})
    ]
    await db.run(opened, status=Status.CLOSED, closed_at=50)
    await db.run(opened, status=Status.WITHDRAWN, closed_at=10)
    await db.run(decided, free, 99)
    await db.run(decided, held, 99)
    await db.run(decided, appealable, 100)

    found = await db.run(clocks.ended, Status.CLOSED, 50, 100, limit=5)
    assert {case.id for case in found} == {free.id, plain.id}


async def test_what_was_kept_long_enough_is_purged_unless_it_is_held(db):
    archived = {"status": Status.ARCHIVED, "retain_until": 100}
    due = await db.run(opened, **archived)
    await db.run(opened, **archived, held_at=5)
    await db.run(opened, status=Status.ARCHIVED, retain_until=101)
    assert [case.id for case in await db.run(clocks.to_purge, 100, limit=5)] == [due.id]


async def test_an_alarm_that_a_clock_ten_years_ahead_has_set_sounds_now(db):
    near = await db.run(opened, alarm_at=100 + ALARM_SECONDS)
    strayed = await db.run(opened, alarm_at=10**9)
    due = await db.run(opened, alarm_at=90)
    found = await db.run(clocks.alarms, 100, limit=5)
    assert [case.id for case in found] == [due.id, strayed.id]
    assert near.id not in {case.id for case in found}
    assert [case.id for case in await db.run(clocks.alarms, 100, limit=1)] == [due.id]


async def test_only_what_is_archived_is_emptied_though_others_have_their_day_too(db):
    for status in (Status.CLOSED, Status.APPEALED, Status.VERIFYING):
        await db.run(opened, status=status, retain_until=50)
    archived = await db.run(opened, status=Status.ARCHIVED, retain_until=50)
    assert [case.id for case in await db.run(clocks.to_purge, 100, limit=5)] == [archived.id]


async def test_a_day_is_fixed_for_one_kind_of_cases_and_never_an_earlier_one(db):
    ended = {"status": Status.CLOSED, "closed_at": 100}
    new = await db.run(opened, **ended)
    longer = await db.run(opened, **ended, retain_until=190)
    other = await db.run(opened, **ended, subcategory="bank")
    at_work = await db.run(opened)
    unfixed = await db.run(clocks.kinds, (Status.CLOSED,), promised=False)
    assert set(unfixed) == {("fraud", ""), ("fraud", "bank")}

    await db.run(clocks.keep, (Status.CLOSED,), "fraud", "", 50)
    found = [
        (await db.run(cases.get, case.id)).retain_until for case in (new, longer, other, at_work)
    ]
    assert found == [150, 190, None, None]
    assert await db.run(clocks.kinds, (Status.CLOSED,), promised=True) == (("fraud", ""),)


async def test_cases_with_a_deadline_come_by_their_ids(db):
    first, _, third = [await db.run(opened, due_at=due) for due in (5, None, 3)]
    assert await db.run(clocks.running, 0, limit=9) == (first, third)
    assert await db.run(clocks.running, first.id, limit=9) == (third,)
    assert await db.run(clocks.running, 0, limit=1) == (first,)


async def test_on_a_day_off_only_a_danger_to_life_and_units_at_work_are_late(db):
    plain = await db.run(opened, due_at=1)
    danger = await db.run(opened, due_at=2, priority=Priority.DANGER)
    passed = await db.run(opened, due_at=3, escalated_to="hunan")
    assert await db.run(clocks.late, 9, limit=9) == (plain, danger, passed)
    assert await db.run(clocks.late, 9, limit=9, off=("changsha",)) == (danger, passed)
    assert await db.run(clocks.late, 9, limit=9, off=("changsha", "hunan")) == (danger,)


async def test_what_a_wrong_clock_has_dated_is_found_ahead_and_in_its_span(db):
    now = 1_000_000
    wrong = WrongTimes(now, since=5000, until=6000)
    ends = (now + 9000, 5500, now - 100, 900)
    ahead, within, *_ = [
        await db.run(opened, status=Status.CLOSED, closed_at=closed_at) for closed_at in ends
    ]
    found = await db.run(clocks.ended_within, wrong, limit=9)
    assert {case.id for case in found} == {ahead.id, within.id}
    assert await db.run(clocks.ended_within, WrongTimes(now), limit=9) == (ahead,)


async def test_a_case_opened_in_the_future_is_noticed(db):
    await db.run(opened, due_at=1)
    assert not await db.run(clocks.opened_after, 0)
    await db.run(lambda tx: cases.change(tx, 1, seen=1, opened_at=7) and None)
    assert await db.run(clocks.opened_after, 6)
    assert not await db.run(clocks.opened_after, 7)
