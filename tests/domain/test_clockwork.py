"""What the clock does with a case: reminders, lateness passed up, pauses, alarms, the end."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from domain import clockwork
from domain.case import Case, Priority
from domain.clocks.deadlines import working_deadline
from domain.network.people import Verb
from domain.status import MOVES, Status
from tests.support.shipped import PROFILE

ZONE = ZoneInfo("Asia/Shanghai")
HOUR, DAY = 3600, 24 * 3600


def at(text: str) -> int:
    """Unix seconds of a local time."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def said(moment: int | None) -> str | None:
    """A moment as people here write it."""
    return None if moment is None else f"{datetime.fromtimestamp(moment, ZONE):%Y-%m-%d %H:%M}"


def a_case(opened: str = "2026-11-25 12:00", **changes) -> Case:
    """A fraud, just opened at a site below a city (Wednesday noon)."""
    opened_at = at(opened)
    calendar = PROFILE.calendar_for("changshacn")
    case = Case(
        id=1,
        number="2611-0001",
        status=Status.SUBMITTED,
        category="vulgar",
        unit="changshacn",
        version=1,
        opened_at=opened_at,
        due_at=working_deadline(calendar, opened_at, 1),
    )
    return replace(case, **changes)


@pytest.mark.parametrize(
    ("start", "due", "reminded"),
    [
        ("2026-11-25 12:00", "2026-11-26 18:00", "2026-11-26 09:00"),  # the opening of that day
        ("2026-11-26 10:00", "2026-11-26 18:00", "2026-11-26 14:00"),  # begun that day: halfway
        ("2026-11-25 12:00", "2026-11-25 13:00", "2026-11-25 12:30"),  # danger: half an hour
        ("2026-11-25 12:00", "2026-11-25 12:15", None),  # a reminder would only be noise
        ("2026-11-26 12:00", "2026-11-25 12:00", None),  # late from the beginning
    ],
)
def test_staff_are_reminded_in_time_or_not_at_all(start, due, reminded):
    calendar = PROFILE.calendar_for("changsha")
    assert said(clockwork.reminder(calendar, at(start), at(due))) == reminded


@pytest.mark.parametrize(
    ("changes", "close", "hard"),
    [
        ({}, "2026-12-03 18:00", "2026-12-09 18:00"),
        ({"paused_days": 2}, "2026-12-07 18:00", "2026-12-11 18:00"),
        ({"category": "rumour"}, "2026-11-30 18:00", "2026-12-09 18:00"),
    ],
)
def test_the_result_and_the_hard_limit_count_from_the_opening_without_pauses(changes, close, hard):
    case = a_case(**changes)
    assert said(clockwork.close_by(PROFILE, case, case.opened_at)) == close
    assert said(clockwork.hard_limit(PROFILE, case)) == hard


def test_a_result_that_should_be_there_already_is_due_on_the_next_working_day():
    late = clockwork.close_by(PROFILE, a_case(), at("2026-12-04 17:00"))
    assert said(late) == "2026-12-07 18:00"


@pytest.mark.parametrize(
    ("paused", "due", "answered", "then"),
    [
        # Six working days were left on Wednesday; on Saturday they still are.
        ("2026-11-25 12:00", "2026-12-03 18:00", "2026-11-28 12:00", "2026-12-07 18:00"),
        # Answered at once: nothing changes.
        ("2026-11-25 12:00", "2026-12-03 18:00", "2026-11-25 12:05", "2026-12-03 18:00"),
        # A weekend in between takes nothing away and gives nothing.
        ("2026-11-27 12:00", "2026-11-30 18:00", "2026-11-29 12:00", "2026-11-30 18:00"),
        # Asked on the last day: as many hours are left as there were, to the next close.
        ("2026-11-26 17:00", "2026-11-26 18:00", "2026-11-30 10:00", "2026-11-30 18:00"),
        ("2026-11-26 10:00", "2026-11-26 18:00", "2026-11-30 12:00", "2026-12-01 18:00"),
        # Late already: as late as before.
        ("2026-11-26 20:00", "2026-11-26 18:00", "2026-11-27 20:00", "2026-11-27 18:00"),
        # Over the long holiday of October.
        ("2026-09-29 12:00", "2026-09-30 18:00", "2026-10-05 12:00", "2026-10-08 18:00"),
    ],
)
def test_a_clock_that_stood_still_has_as_much_time_left_as_before(paused, due, answered, then):
    case = a_case(paused_at=at(paused), due_at=at(due))
    calendar = PROFILE.calendar_for(case.unit)
    assert said(clockwork.goes_on(calendar, case, at(answered))) == then


def test_danger_counts_seconds_even_through_a_pause():
    case = a_case(
        priority=Priority.DANGER, paused_at=at("2026-11-27 20:00"), due_at=at("2026-11-27 20:40")
    )
    calendar = PROFILE.calendar_for(case.unit)
    assert said(clockwork.goes_on(calendar, case, at("2026-11-28 09:00"))) == "2026-11-28 09:40"


def test_a_case_without_a_clock_gets_none_by_an_answer():
    calendar = PROFILE.calendar_for("changsha")
    assert clockwork.goes_on(calendar, a_case(due_at=None, paused_at=1), 5) is None


def test_lateness_climbs_from_site_to_city_to_province_and_stops_there():
    case, now, way = a_case(), 0, []
    for _ in range(5):
        assert case.due_at is not None
        now = case.due_at + 60
        late = clockwork.late(PROFILE, case, now)
        way.append((late.level, late.to, said(late.due_at), late.first))
        case = replace(
            case,
            overdue_level=late.level,
            escalated_to=late.to or case.escalated_to,
            due_at=late.due_at,
        )
    assert way == [
        (1, "changsha", "2026-11-27 18:00", True),
        (2, "hunan", "2026-11-30 18:00", True),
        (3, None, "2026-12-01 18:00", True),  # nobody is above the province: told once
        (4, None, "2026-12-02 18:00", False),
        (5, None, "2026-12-03 18:00", False),
    ]
    assert case.escalated_to == "hunan"


def test_danger_climbs_by_the_hour_day_and_night():
    case = a_case(priority=Priority.DANGER, due_at=at("2026-11-28 23:00"))
    late = clockwork.late(PROFILE, case, at("2026-11-28 23:01"))
    assert (late.to, said(late.due_at)) == ("changsha", "2026-11-29 00:01")
    assert said(late.remind_at) == "2026-11-28 23:31"


def test_a_retired_unit_is_passed_over():
    units = tuple(replace(u, retired=u.code == "changsha") for u in PROFILE.units)
    late = clockwork.late(replace(PROFILE, units=units), a_case(), at("2026-11-26 18:01"))
    assert late.to == "hunan"


def test_a_province_has_nobody_above_and_tells_its_reporter_once():
    case = a_case(unit="hunan")
    late = clockwork.late(PROFILE, case, case.due_at + 60)
    assert (late.level, late.to, late.first) == (1, None, True)
    late = clockwork.late(PROFILE, replace(case, overdue_level=1), case.due_at + DAY)
    assert (late.level, late.to, late.first) == (2, None, False)


def test_no_new_time_goes_beyond_the_hard_limit_and_past_it_everybody_up_to_the_top_knows():
    hard = clockwork.hard_limit(PROFILE, a_case())
    unit = next(u for u in PROFILE.units if u.code == "changsha")
    slow = replace(unit, clocks={"accept_days": 4})
    units = tuple(slow if u.code == "changsha" else u for u in PROFILE.units)
    profile = replace(PROFILE, units=units)
    before = a_case(status=Status.VERIFYING, due_at=hard - 2 * DAY)
    late = clockwork.late(profile, before, hard - 2 * DAY + 60)
    assert (late.to, late.due_at) == ("changsha", hard)
    at_hard = replace(before, overdue_level=1, escalated_to="changsha", due_at=hard)
    late = clockwork.late(profile, at_hard, hard + 60)
    assert (late.to, late.level) == ("hunan", 2)


def test_at_the_hard_limit_a_site_is_passed_to_the_top_at_once():
    case = a_case(status=Status.VERIFYING)
    case = replace(case, due_at=clockwork.hard_limit(PROFILE, case))
    late = clockwork.late(PROFILE, case, case.due_at + 60)
    assert (late.to, late.level, late.first) == ("hunan", 2, True)


@pytest.mark.parametrize(
    ("referred", "now", "word"),
    [
        ("2026-11-25 12:00", "2026-11-25 12:00", "2026-12-25 23:59"),
        ("2026-11-25 12:00", "2026-12-24 12:00", "2027-01-23 23:59"),
        ("2026-11-25 12:00", "2027-02-10 12:00", "2027-02-25 23:59"),  # three months, no longer
        ("2026-11-30 12:00", "2027-02-10 12:00", "2027-02-28 23:59"),
    ],
)
def test_a_referral_is_heard_of_every_thirty_days_and_ends_within_three_months(referred, now, word):
    assert said(clockwork.referral_word(PROFILE, a_case(), at(referred), at(now))) == word


@pytest.mark.parametrize(
    ("status", "now", "due"),
    [
        (Status.SUBMITTED, "2026-11-30 10:00", "2026-12-01 18:00"),  # accept: one working day
        (Status.ACCEPTED, "2026-11-30 10:00", "2026-12-08 18:00"),  # six working days
        (Status.VERIFYING, "2026-12-07 10:00", "2026-12-09 18:00"),  # the hard limit comes first
        (Status.VERIFYING, "2026-12-14 10:00", "2026-12-15 18:00"),  # it is past: one day more
        (Status.APPEALED, "2026-12-14 10:00", "2026-12-28 18:00"),  # an appeal has its own ten
    ],
)
def test_a_unit_that_is_given_a_case_has_a_clock_of_its_own(status, now, due):
    assert said(clockwork.handed_on(PROFILE, a_case(status=status), at(now))) == due


def test_a_case_handed_on_keeps_what_must_not_change():
    danger = a_case(priority=Priority.DANGER)
    assert clockwork.handed_on(PROFILE, danger, at("2026-11-30 02:00")) == at("2026-11-30 03:00")
    referred = a_case(status=Status.REFERRED, due_at=at("2026-12-25 23:59"))
    assert clockwork.handed_on(PROFILE, referred, at("2026-11-30 10:00")) == referred.due_at
    waiting = a_case(status=Status.NEEDS_INFO, came_from=Status.SUBMITTED)
    assert said(clockwork.handed_on(PROFILE, waiting, at("2026-11-30 10:00"))) == "2026-12-01 18:00"


@pytest.mark.parametrize(("seconds", "number"), [(-5, 1), (0, 1), (299, 1), (300, 2), (900, 4)])
def test_alarms_come_in_rounds(seconds, number):
    case = a_case()
    assert clockwork.alarm_round(case, case.opened_at + seconds) == number


def test_contents_are_kept_as_long_as_their_category_says():
    closed = at("2026-11-25 12:00")
    for category, days in (("fraud", 1095), ("vulgar", 365), ("no-such-category", 1095)):
        case = a_case(category=category, closed_at=closed)
        assert clockwork.kept_until(PROFILE, case) == closed + days * DAY


def test_an_end_after_another_end_never_keeps_less_long_than_was_promised_at_the_first():
    closed = at("2026-11-25 12:00")
    for promised, kept in ((1, closed + 365 * DAY), (closed + 1095 * DAY, closed + 1095 * DAY)):
        case = a_case(category="vulgar", closed_at=closed, retain_until=promised)
        assert clockwork.kept_until(PROFILE, case) == kept


@pytest.mark.parametrize(
    ("status", "days"),
    [
        (Status.CLOSED, 181),
        (Status.NOT_ACCEPTED, 181),
        (Status.WITHDRAWN, 30),
        (Status.JOINED, 30),
    ],
)
def test_a_case_is_put_away_when_nothing_can_be_appealed_any_more(status, days):
    assert clockwork.ended_before(PROFILE, status, 1000 * DAY) == (1000 - days) * DAY


KEEP_DEADLINE = {
    Verb.ASK: "it is suspended",
    Verb.ANSWER: "it continues",
    Verb.CHECK: "the result is due as before",
    Verb.MEASURES: "the result is due as before",
    Verb.DECIDE: "the result is due until it is told",
    Verb.SEND_BACK: "the result is due as before",
    Verb.CHANGE: "the answer to the appeal is due until it is told",
    Verb.LATE: "it is entered by this itself",
    Verb.APPEAL: "none runs, or that of another appeal",
    Verb.APPEAL_FOR: "none runs",
    Verb.ARCHIVE: "none runs",
    Verb.PURGE: "none runs",
    Verb.UNLINK: "nothing of the case changes",
    Verb.REMOVAL_ANSWER: "the request has its own",
    Verb.REMOVAL_ORDER: "the request has its own",
    Verb.REMOVAL_CHECK: "the request has its own",
    Verb.BACK: "none runs",
    Verb.UNJOIN: "none runs",
}


def test_each_move_either_ends_the_deadline_or_keeps_it():
    """A missed one is entered before its end, or else is found by the next job."""
    kept = {move.verb for move in MOVES if not clockwork.ends_deadline(move.verb, Status.VERIFYING)}
    assert kept == set(KEEP_DEADLINE)
    for status in Status:
        assert clockwork.ends_deadline(Verb.TELL, status) is (status is Status.REFERRED)
    assert clockwork.ends_deadline(Verb.RETIRE, Status.SUBMITTED)
