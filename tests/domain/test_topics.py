"""When the time left in a topic's title is counted, and when it is counted anew."""

import pytest

from domain.topics import DAY, HOUR, hours_left, told_anew_at

NOW = 1_000_000


@pytest.mark.parametrize(
    ("seconds", "hours"),
    [(1, 1), (HOUR - 1, 1), (HOUR, 1), (HOUR + 1, 2), (DAY, 24), (0, 0), (-1, 0), (-HOUR, -1)],
)
def test_hours_that_have_begun_count(seconds, hours):
    assert hours_left(NOW + seconds, NOW) == hours


@pytest.mark.parametrize(
    ("due_at", "expected"),
    [
        (None, None),
        (NOW - 1, None),  # it is late, and stays late
        (NOW, NOW + HOUR),  # and then it is late
        (NOW + 5 * HOUR, NOW + HOUR),
        (NOW + DAY, NOW + HOUR),
        (NOW + DAY + 1, NOW + 1),
        (NOW + 3 * DAY, NOW + 2 * DAY),
    ],
)
def test_a_title_is_looked_at_hourly_within_a_day_and_not_before(due_at, expected):
    assert told_anew_at(due_at, NOW) == expected
