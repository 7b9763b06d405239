"""What a period is, and what it is set beside."""

from datetime import date

import pytest

from domain.figures.figures import FigureKind, Figures, Span
from domain.figures.periods import Period, earlier
from domain.figures.rates import rates


def span(first, last):
    return Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("today", "period", "expected"),
    [
        (
            "2026-11-25",
            Period.THIS_MONTH,
            ("2026-11-01 2026-11-25", "2026-10-01 2026-10-25", "2025-11-01 2025-11-25"),
        ),
        (
            "2026-01-31",
            Period.THIS_MONTH,
            ("2026-01-01 2026-01-31", "2025-12-01 2025-12-31", "2025-01-01 2025-01-31"),
        ),
        (
            "2024-03-30",
            Period.THIS_MONTH,
            ("2024-03-01 2024-03-30", "2024-02-01 2024-02-29", "2023-03-01 2023-03-30"),
        ),
        (
            "2025-03-09",
            Period.LAST_MONTH,
            ("2025-02-01 2025-02-28", "2025-01-01 2025-01-31", "2024-02-01 2024-02-29"),
        ),
        (
            "2024-02-29",
            Period.THIS_YEAR,
            ("2024-01-01 2024-02-29", "2023-01-01 2023-02-28", "2022-01-01 2022-02-28"),
        ),
        (
            "2024-02-29",
            Period.LAST_YEAR,
            ("2023-01-01 2023-12-31", "2022-01-01 2022-12-31", "2021-01-01 2021-12-31"),
        ),
    ],
)
def test_a_period_is_set_beside_the_same_days(today, period, expected):
    day = date.fromisoformat(today)
    found = (period.span(day), *period.before(day))
    assert found == tuple(span(*each.split()) for each in expected)


def test_a_month_a_year_earlier_begins_on_its_first():
    assert earlier(span("2026-01-01", "2026-01-31"), 13) == span("2024-12-01", "2024-12-31")


def test_rates_of_nothing_are_none_and_none_is_above_one():
    nothing = rates(Figures())
    assert {nothing.accepted, nothing.upheld, nothing.answered, nothing.in_time} == {None}
    assert nothing.changed is None
    old = rates(
        Figures.of(
            [(FigureKind.RECEIVED, 0, 1), (FigureKind.ANSWERED, 0, 3), (FigureKind.IN_TIME, 0, 2)]
        )
    )
    assert (old.answered, old.in_time) == (1.0, 2 / 3)
