"""The ladder of measures: which have a length, and when they end."""

import pytest

from domain.reported_accounts.measures import (
    DAY,
    OFFERED_DAYS,
    TIMED,
    AccountMeasure,
    MeasureTaken,
    parse_days,
)


@pytest.mark.parametrize("measure", AccountMeasure)
@pytest.mark.parametrize("days", [None, 1, 365, 0, 366, -1])
def test_only_muting_and_suspending_have_a_length_of_up_to_a_year(measure, days):
    fits = days in {1, 365} if measure in TIMED else days is None
    if fits:
        assert MeasureTaken(measure=measure, days=days).days == days
    else:
        with pytest.raises(ValueError, match="days"):
            MeasureTaken(measure=measure, days=days)


def test_the_ladder_begins_with_the_mildest():
    assert [*AccountMeasure] == ["warn", "mute", "suspend", "close"]


def test_a_measure_ends_its_days_after_it_began():
    taken = MeasureTaken(measure=AccountMeasure.MUTE, days=7, began_at=1000)
    assert taken.ends_at == 1000 + 7 * DAY
    assert MeasureTaken(measure=AccountMeasure.MUTE, days=7).ends_at is None
    assert MeasureTaken(measure=AccountMeasure.CLOSE, began_at=1000).ends_at is None


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        *((each, int(each)) for each in OFFERED_DAYS),
        ("10 days", 10),
        ("1 day", 1),
        ("15天", 15),
        ("30 日", 30),
        ("365", 365),
        ("366", None),
        ("0", None),
        ("-1", None),
        ("1.5", None),
        ("٣", None),
        ("a week", None),
        ("9" * 100, None),
        ("", None),
    ],
)
def test_a_typed_length(typed, days):
    assert parse_days(typed) == days
