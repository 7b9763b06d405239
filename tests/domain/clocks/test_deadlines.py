from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clocks.deadlines import (
    Calendar,
    Clocks,
    calendar_deadline,
    danger_deadline,
    paused_for,
    resumed,
    working_deadline,
)


def days(first, last):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


# China's year 2026 as the State Council announced it.
CHINA = Calendar(
    timezone="Asia/Shanghai",
    holidays=frozenset(
        days("2026-01-01", "2026-01-03")
        | days("2026-02-15", "2026-02-23")
        | days("2026-04-04", "2026-04-06")
        | days("2026-05-01", "2026-05-05")
        | days("2026-06-19", "2026-06-21")
        | days("2026-09-25", "2026-09-27")
        | days("2026-10-01", "2026-10-07")
    ),
    working=frozenset(
        map(
            date.fromisoformat,
            ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
        )
    ),
)
BERLIN = Calendar(timezone="Europe/Berlin", opens=time(8), closes=time(16, 30))

calendars = st.sampled_from([CHINA, BERLIN])
moments = st.integers(
    int(datetime(2025, 12, 1, tzinfo=UTC).timestamp()),
    int(datetime(2027, 2, 1, tzinfo=UTC).timestamp()),
)
counts = st.integers(1, 30)


def at(text, zone="Asia/Shanghai"):
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-23 10:00", 1, "2026-11-24 18:00"),  # Monday morning: Tuesday at the close
        ("2026-11-23 23:59", 1, "2026-11-24 18:00"),  # Monday night: the same
        ("2026-11-24 00:00", 1, "2026-11-25 18:00"),
        ("2026-11-27 09:00", 1, "2026-11-30 18:00"),  # over a weekend
        ("2026-11-28 09:00", 1, "2026-11-30 18:00"),  # filed on a Saturday
        ("2026-02-13 17:00", 1, "2026-02-14 18:00"),  # the Saturday before Spring Festival counts
        ("2026-02-14 17:00", 1, "2026-02-24 18:00"),  # then nine days off
        ("2026-02-14 17:00", 5, "2026-02-28 18:00"),  # and a Saturday worked again
        ("2026-09-24 12:00", 3, "2026-09-30 18:00"),
        ("2026-09-30 12:00", 3, "2026-10-10 18:00"),
        ("2026-09-30 12:00", 4, "2026-10-12 18:00"),
        ("2025-12-31 12:00", 1, "2026-01-04 18:00"),
    ],
)
def test_working_days_pass_over_weekends_and_holidays(start, count, end):
    assert working_deadline(CHINA, at(start), count) == at(end)


def test_a_year_of_one_day_deadlines_ends_on_each_working_day_and_no_other():
    ends = {
        CHINA.day_of(working_deadline(CHINA, at(f"{day} 11:00"), 1))
        for day in sorted(days("2025-12-31", "2026-12-30"))
    }
    assert ends == {day for day in days("2026-01-01", "2026-12-31") if CHINA.is_working(day)}
    assert len(ends) == 248  # 365 - 33 days of holidays - 90 other weekend days + 6 made up


@given(calendars, moments, moments, counts)
def test_who_files_later_is_never_due_earlier(calendar, one, other, count):
    first, second = sorted([one, other])
    assert working_deadline(calendar, first, count) <= working_deadline(calendar, second, count)


@given(calendars, moments, counts, counts)
def test_more_days_end_later(calendar, start, some, more):
    end = working_deadline(calendar, start, some)
    assert start < end < working_deadline(calendar, start, some + more)


@given(calendars, moments, counts)
def test_a_deadline_is_the_close_of_an_office_day_with_just_so_many_between(calendar, start, count):
    end = working_deadline(calendar, start, count)
    last = calendar.day_of(end)
    assert calendar.is_working(last)
    assert datetime.fromtimestamp(end, ZoneInfo(calendar.timezone)).time() == calendar.closes
    first = calendar.day_of(start)
    passed = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    assert sum(map(calendar.is_working, passed)) == count


def test_no_deadline_lies_zero_days_away():
    with pytest.raises(ValueError, match="one day"):
        working_deadline(CHINA, at("2026-11-23 10:00"), 0)


def test_a_week_needs_a_working_day():
    with pytest.raises(ValueError, match="week"):
        Calendar(timezone="UTC", weekend=frozenset(range(7)))


def test_a_made_up_day_wins_over_a_holiday():
    day = date(2026, 10, 3)
    both = Calendar(timezone="UTC", holidays=frozenset({day}), working=frozenset({day}))
    assert both.is_working(day)


@pytest.mark.parametrize(
    ("start", "more", "end"),
    [
        ("2026-11-23 10:00", {"days": 30}, "2026-12-23 23:59:59"),
        ("2026-11-23 10:00", {"days": 180}, "2027-05-22 23:59:59"),
        ("2026-11-30 10:00", {"months": 3}, "2027-02-28 23:59:59"),
        ("2027-11-30 10:00", {"months": 3}, "2028-02-29 23:59:59"),
        ("2026-09-30 10:00", {"months": 3}, "2026-12-30 23:59:59"),
        ("2026-12-01 00:00", {"months": 1, "days": 1}, "2027-01-02 23:59:59"),
        ("2026-11-23 23:59:59", {}, "2026-11-23 23:59:59"),
    ],
)
def test_calendar_deadlines_end_with_their_day(start, more, end):
    assert calendar_deadline(CHINA, at(start), **more) == at(end)


def test_a_day_is_a_day_where_the_clocks_are_changed():
    start = at("2026-10-24 12:00", "Europe/Berlin")
    assert calendar_deadline(BERLIN, start, days=1) == at("2026-10-25 23:59:59", "Europe/Berlin")
    assert working_deadline(BERLIN, start, 1) == at("2026-10-26 16:30", "Europe/Berlin")


@given(moments, st.integers(0, 60), st.integers(0, 60))
def test_later_calendar_deadlines_are_later(start, some, more):
    end = calendar_deadline(CHINA, start, months=some)
    assert start <= end <= calendar_deadline(CHINA, start, months=some + more)


@given(moments, moments, st.integers(0, 10**7))
def test_a_pause_leaves_as_much_time_as_there_was(due, paused, wait):
    assert resumed(due, paused, paused + wait) - (paused + wait) == due - paused


def test_a_clock_set_back_never_shortens_a_deadline():
    assert resumed(1000, 500, 400) == 1000
    assert paused_for(500, 400) == 0


def test_danger_does_not_wait_for_the_office():
    night = at("2026-10-03 03:00")
    assert danger_deadline(Clocks(), night) == at("2026-10-03 04:00")


def test_clocks_are_adjusted_one_by_one():
    clocks = Clocks().adjusted({"close_days": 3})
    assert (clocks.close_days, clocks.accept_days) == (3, 1)
    with pytest.raises(TypeError):
        Clocks().adjusted({"clsoe_days": 3})


def test_clocks_and_calendar_survive_their_documents():
    assert Calendar.from_document(CHINA.to_document()) == CHINA
    assert Calendar.from_document(BERLIN.to_document()) == BERLIN
    clocks = Clocks(accept_days=2, longest_months=6)
    assert Clocks.from_document(clocks.to_document()) == clocks
    assert Clocks.from_document({"accept_days": 2, "a_clock_of_a_later_version": 9}) == Clocks(
        accept_days=2
    )
