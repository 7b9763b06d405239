"""Deadlines that a wrong clock has set, as they are set anew."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.clocks.deadlines import Calendar
from domain.clocks.recount import Count
from domain.clocks.stray import WrongTimes, set_anew

ZONE = ZoneInfo("Asia/Shanghai")
OFFICE = Calendar(timezone="Asia/Shanghai")


def at(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


NOW = at("2026-11-30 10:00")


@pytest.mark.parametrize(
    ("moment", "wrong"),
    [
        (None, False),
        ("2026-11-30 10:00", False),
        ("2026-11-30 11:00", False),  # an hour ahead is no doubt
        ("2026-11-30 11:01", True),
        ("2036-11-30 10:00", True),
        ("2016-12-01 09:30", True),  # shown by the clock while it was behind
        ("2016-12-01 09:28", True),  # shortly before anybody looked at it
        ("2016-12-01 09:00", False),
        ("2016-12-01 10:30", False),
    ],
)
def test_what_a_wrong_clock_has_written(moment, wrong):
    times = WrongTimes(NOW, at("2016-12-01 09:30"), at("2016-12-01 10:00"))
    assert times.has(None if moment is None else at(moment)) is wrong


def test_without_a_span_only_the_future_is_wrong():
    assert not WrongTimes(NOW).has(0)
    assert WrongTimes(NOW).has(NOW + 3601)


@pytest.mark.parametrize(
    ("start", "days", "due", "expected"),
    [
        ("2036-11-28 10:00", 1, "2036-12-01 18:00", "2026-12-01 18:00"),  # ahead: earlier
        ("2036-11-28 10:00", None, "2036-11-28 11:00", "2026-11-30 11:00"),  # danger to life
        ("2016-11-28 10:00", 6, "2016-12-06 18:00", "2026-12-08 18:00"),  # behind: later
        ("2026-11-30 07:00", 1, "2026-12-02 18:00", "2026-12-02 18:00"),  # it may have been right
    ],
)
def test_a_deadline_is_set_as_if_it_were_set_now(start, days, due, expected):
    found = set_anew(OFFICE, Count(at(start), days), at(due), NOW)
    assert found == at(expected)
