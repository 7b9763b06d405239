"""Deadlines counted anew: later where a holiday is announced, never earlier."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from domain.clocks.deadlines import Calendar, working_days, working_deadline
from domain.clocks.recount import Count, counted, recounted

ZONE = ZoneInfo("Asia/Shanghai")
PLAIN = Calendar(timezone="Asia/Shanghai")
MONDAY = date(2026, 11, 30)


def at(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def said(moment):
    return f"{datetime.fromtimestamp(moment, ZONE):%m-%d %H:%M}"


def days(*each):
    return frozenset(date.fromisoformat(day) for day in each)


TABLE = {
    "the day itself becomes a holiday": ({"holidays": days("2026-12-01")}, "12-02 18:00"),
    "and the next one, too": ({"holidays": days("2026-12-01", "2026-12-02")}, "12-03 18:00"),
    "a day after it": ({"holidays": days("2026-12-02")}, "12-01 18:00"),
    "a day before it was counted": ({"holidays": days("2026-11-27")}, "12-01 18:00"),
    "the day on which it was counted": ({"holidays": days("2026-11-30")}, "12-01 18:00"),
    "longer office hours": ({"closes": time(19)}, "12-01 19:00"),
    "shorter ones promise nothing earlier": ({"closes": time(17)}, "12-02 17:00"),
}


@pytest.mark.parametrize("name", TABLE)
def test_one_working_day_from_monday_under_another_calendar(name):
    changes, expected = TABLE[name]
    start, due = at("2026-11-30 10:00"), at("2026-12-01 18:00")
    assert counted(PLAIN, start, due) == Count(start, 1)
    assert said(recounted(replace(PLAIN, **changes), Count(start, 1), due)) == expected


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2026-12-01 18:00", 1),
        ("2026-12-08 18:00", 6),
        ("2026-12-01 17:00", None),  # in hours
        ("2026-12-05 18:00", None),  # a Saturday
        ("2026-12-30 23:59", None),  # in calendar days
        ("2026-11-30 18:00", None),  # on the same day
    ],
)
def test_how_a_deadline_was_counted(due, expected):
    assert counted(PLAIN, at("2026-11-30 10:00"), at(due)).days == expected


def test_one_in_hours_stays_and_one_of_an_earlier_release_leaves_a_day_off():
    off = replace(PLAIN, holidays=days("2026-12-01"))
    hours = at("2026-12-01 17:30")
    assert recounted(off, Count(at("2026-11-30 17:30"), None), hours) == hours
    assert said(recounted(off, Count(0, None), at("2026-12-01 18:00"))) == "12-02 18:00"


@some.composite
def calendars(draw):
    near = some.integers(-20, 60).map(lambda off: MONDAY + timedelta(days=off))
    return Calendar(
        timezone="Asia/Shanghai",
        weekend=draw(some.sampled_from([frozenset({5, 6}), frozenset({6}), frozenset()])),
        holidays=draw(some.frozensets(near, max_size=25)),
        working=draw(some.frozensets(near, max_size=10)),
        closes=draw(some.sampled_from([time(17), time(18), time(18, 30)])),
    )


@given(calendars(), calendars(), some.integers(0, 40 * 86400), some.integers(1, 10))
def test_a_changed_calendar_never_makes_it_earlier_and_it_ends_with_a_working_day(
    old, new, seconds, count
):
    start = at("2026-11-25 00:00") + seconds
    due = working_deadline(old, start, count)
    found = counted(old, start, due)
    assert found == Count(start, count)
    assert recounted(old, found, due) == due  # nothing has changed: nothing moves

    moved = recounted(new, found, due)

    day = new.day_of(moved)
    assert moved >= due
    assert new.is_working(day)
    assert new.moment(day, new.closes) == moved
    assert working_days(new, new.day_of(start), day) >= count  # as many days to work in
    assert recounted(new, found, moved) == moved  # and it stays there
