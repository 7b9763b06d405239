"""Days that admins type about a unit: in one form, or refused with a sentence."""

import pytest

from conversation.parsing.unit_fields.days import parse_days
from tests.support.answers import refused


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2026-12-31", ("2026-12-31",)),
        ("2027-1-2, 2026-12-31", ("2026-12-31", "2027-01-02")),
        ("2026-12-31..2027-01-02", ("2026-12-31", "2027-01-01", "2027-01-02")),
        ("2026-12-31 至 2027-01-01", ("2026-12-31", "2027-01-01")),
        ("2026/12/31 2026.12.31", ("2026-12-31",)),
    ],
)
def test_days(typed, days):
    assert parse_days(typed) == days


@pytest.mark.parametrize(
    "typed",
    ["", "tomorrow", "2026-02-30", "1926-01-01", "2026-12", "2027-01-02..2026-12-31",
     "2026-01-01..2026-12-31", "9999-99-99", "2026-1-1-1", "99999999999999999999-01-01"],
)  # fmt: skip
def test_what_is_no_day(typed):
    assert refused(parse_days, typed) == "unit-bad-day"


def test_no_number_of_spaces_keeps_a_question_about_days_waiting():
    assert refused(parse_days, "2026-12-31" + " " * 100_000 + "x") == "unit-bad-day"


def test_there_may_be_too_many_days():
    typed = "2026-01-01..2026-02-15 2026-06-01..2026-07-01"
    assert refused(parse_days, typed) == "unit-many-days"
