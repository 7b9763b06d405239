"""What is published: small counts are hidden, and nothing that is shown gives one away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures.figures import FigureKind, Figures, rounded
from domain.figures.transparency import COLUMNS, SMALLEST, RemovalTimes, published, removal_times


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
    found = {"a": Figures.of([(kind, 0, 10 + n) for n, kind in enumerate(COLUMNS)])}
    (row,) = published(found, ["a"]).rows
    assert row.cells == (10, 11, 12, 13, 14)


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
