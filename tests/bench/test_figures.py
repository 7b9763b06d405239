"""The figures that are asked in a bench are those of so many cases."""

from collections import Counter
from datetime import timedelta

from bench import figures
from domain.figures.figures import FigureKind, month, number

UNITS, CATEGORIES = ("rednet", "changsha"), ("rumour", "fraud")
CASES = 500


def test_every_case_is_counted_by_day_and_month_in_its_category_and_over_all():
    rows = list(figures.counted(CASES, UNITS, CATEGORIES))

    keys = [row[:-1] for row in rows]
    assert keys == sorted(set(keys))
    found: Counter[tuple[bool, bool, str]] = Counter()
    for unit, period, category, kind, bucket, count in rows:
        assert unit in UNITS
        assert category in {"", *CATEGORIES}
        assert (bucket > 0) == kind.startswith("took")
        found[period % 100 == 0, category == "", kind] += count
    one_each = {*figures.ALWAYS, *figures.TOOK}
    for by_month in (True, False):
        for over_all in (True, False):
            of_kind = {kind: found[by_month, over_all, kind] for kind in FigureKind}
            assert {of_kind[kind] for kind in one_each} == {CASES}
            assert of_kind[FigureKind.UPHELD] + of_kind[FigureKind.NOT_UPHELD] == CASES
            assert of_kind[FigureKind.UPHELD] > of_kind[FigureKind.NOT_UPHELD] > 0


def test_a_month_is_the_sum_of_its_days():
    months: Counter[tuple[str, ...]] = Counter()
    days: Counter[tuple[str, ...]] = Counter()
    of_day = {number(day): month(day) for day in _days()}
    for unit, period, category, kind, bucket, count in figures.counted(CASES, UNITS, CATEGORIES):
        by_month = period % 100 == 0
        key = (unit, str(period if by_month else of_day[period]), category, kind, str(bucket))
        (months if by_month else days)[key] += count
    assert months == days


def _days():
    return [figures.TODAY - timedelta(days=n) for n in range(figures.DAYS)]
