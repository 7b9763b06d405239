"""What is published: small counts are hidden, and nothing that is shown gives one away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures.figures import FigureKind, Figures, rounded
from domain.figures.suppression import SMALLEST
from domain.figures.transparency import (
    COLUMNS,
    LINE_COLUMNS,
    RATES,
    TIMES,
    Counted,
    RemovalTimes,
    published,
    removal_times,
    together,
)


def table(*received):
    order = [f"c{n}" for n in range(len(received))]
    found = {
        code: Figures.of([(FigureKind.RECEIVED, 0, count)])
        for code, count in zip(order, received, strict=True)
        if count
    }
    got = published(found, order)
    return [row.cells[0] for row in got.rows], got.total[0]


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ((10, 20), [10, 20], 30),
        ((0, 20), [0, 20], 20),  # nothing at all is no secret
        ((3, 4, 20), [None, None, 20], 27),
        ((3, 8, 20), [None, None, 20], 31),  # a single one would be the total less the rest
        ((1, 2, 30), [None, None, None], 33),  # their sum is small, too
        ((3, 0), [None, 0], None),
        ((0, 0), [0, 0], 0),
    ],
)
def test_what_is_hidden(counts, shown, total):
    assert table(*counts) == (shown, total)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_no_small_count_can_be_had_from_what_is_shown(counts):
    shown, total = table(*counts)
    assert not any(cell is not None and 0 < cell < SMALLEST for cell in shown)
    assert total is None or total == 0 or total >= SMALLEST
    hidden = [count for count, cell in zip(counts, shown, strict=True) if cell is None]
    if hidden and total is not None:
        rest = total - sum(cell for cell in shown if cell is not None)
        assert len(hidden) > 1
        assert rest == sum(hidden) >= SMALLEST


def test_every_column_is_of_its_own_kind():
    counts = dict(zip(COLUMNS, (200, 90, 60, 50, 40, 30, 170, 150, 21, 20, 10), strict=True))
    (row,) = published({"a": of(**counts)}, ["a"]).rows
    assert row.cells == tuple(counts.values())
    assert not row.is_empty
    assert published({}, ["a"]).rows[0].is_empty


def of(**counts):
    return Figures.of([(kind, 0, count) for kind, count in counts.items()])


def shown(table, row):
    return {str(kind): table.count(row, kind) for kind in table.columns}


MANY = {
    "answered": 120,
    "upheld": 60,
    "not_upheld": 40,
    "in_time": 90,
    "removed": 40,
    "appeal_decided": 50,
    "appeal_changed": 40,
}


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        # What is not shown is small: two could not be judged, two came late, two were not removed.
        ({"answered": 30, "upheld": 20, "not_upheld": 8, "in_time": 30}, "not_upheld"),
        ({"answered": 30, "upheld": 20, "not_upheld": 10, "in_time": 28}, "in_time"),
        ({"upheld": 20, "removed": 18}, "removed"),
        ({"appeal_decided": 9, "appeal_changed": 6}, "appeal_changed"),
    ],
)
def test_a_small_difference_of_two_columns_is_hidden_too(counts, hidden):
    other = of(**{name: MANY[name] for name in counts})
    table = published({"a": of(**counts), "b": other}, ["a", "b"])
    first, second = table.rows
    assert shown(table, first)[hidden] is None
    assert shown(table, second)[hidden] is None  # else it would be the total less the other
    others = {name: count for name, count in counts.items() if name != hidden}
    assert {name: shown(table, first)[name] for name in others} == others


def test_tables_that_are_published_together_give_no_count_away():
    """A total that one of them has to hide is shown by none."""
    fraud = of(upheld=3)
    by_unit = {"a": of(upheld=2), "b": of(upheld=1)}
    one, other, lines = together(
        Counted({"fraud": fraud}, ["fraud"]),
        Counted(by_unit, ["a", "b"]),
        Counted({"morals": fraud}, ["morals"], LINE_COLUMNS),
    )
    for table in (one, other, lines):
        assert table.count(table.whole, FigureKind.UPHELD) is None


def test_a_rate_has_its_base_and_is_hidden_with_it():
    found = of(accepted=30, refused=10, upheld=20, not_upheld=3, answered=40, in_time=30)
    table = published({"a": found, "b": of(accepted=5)}, ["a", "b"])
    accepted, upheld, in_time, changed = (table.rate(table.rows[0], rate) for rate in RATES)
    assert (accepted, in_time, changed) == ((30, 40), (30, 40), None)
    assert upheld is None  # three is small
    assert table.rate(table.rows[1], RATES[0]) == (5, 5)


def test_a_median_is_of_cases_whose_count_is_shown():
    def row(count, hours):
        times = [(FigureKind.TOOK_ACCEPT, rounded(hours * 3600), count)]
        return Figures.of([(FigureKind.ACCEPTED, 0, count), *times])

    table = published({"a": row(4, 1), "b": row(6, 2), "c": row(9, 3)}, ["a", "b", "c"])
    place = list(TIMES).index(FigureKind.TOOK_ACCEPT)
    medians = [each.times[place] for each in table.rows]
    # The second is hidden with the first: what stands beside it would tell which of them is small.
    assert medians == [None, None, rounded(3 * 3600)]
    assert table.whole.times[place] == rounded(2 * 3600)


def removals(*hours, back=0):
    rows = [(FigureKind.TOOK_REMOVE, rounded(each * 3600), 1) for each in hours]
    return Figures.of([*rows, (FigureKind.CAME_BACK, 0, back)] if back else rows)


def test_how_soon_content_was_gone_is_of_all_units_together():
    found = removal_times([removals(1, 2, 3), removals(4, 50, back=6)])
    assert (found.median, found.most) == (rounded(3 * 3600), rounded(50 * 3600))
    assert found.came_back == 6


def test_times_of_few_cases_and_small_counts_are_hidden():
    assert removal_times([removals(1, 2), removals(3, 4, back=4)]) == RemovalTimes(came_back=None)
    assert removal_times([]) == RemovalTimes(came_back=0)
