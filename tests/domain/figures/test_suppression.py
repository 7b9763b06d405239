"""What is hidden suffices: no small count follows from what is shown, however it is computed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures.suppression import SMALLEST, Sum, hidden, is_small, solved

TOTAL = "total"


def a_table(counts):
    """The cells of a table with a total for each row and column, and the sums it consists of."""
    cells = {}
    rows, columns = len(counts), len(counts[0])
    for r, row in enumerate([*counts, [sum(column) for column in zip(*counts, strict=True)]]):
        name = str(r) if r < rows else TOTAL
        for c, count in enumerate([*row, sum(row)]):
            cells[name, str(c) if c < columns else TOTAL] = count
    across = [*map(str, range(columns)), TOTAL]
    return cells, [
        *(
            Sum((r, TOTAL), tuple((r, c) for c in across[:-1]))
            for r in [*map(str, range(rows)), TOTAL]
        ),
        *(Sum((TOTAL, c), tuple((str(r), c) for r in range(rows))) for c in across),
    ]


def follows(sums, unknown):
    """The unknown cells that the sums determine, by the null space of their equations."""
    order = sorted(unknown)
    if not order:
        return set()
    matrix = np.zeros((len(sums), len(order)))
    for row, each in enumerate(sums):
        for cell in each.cells:
            if cell in unknown:
                matrix[row, order.index(cell)] += 1 if cell == each.whole else -1
    _, scales, directions = np.linalg.svd(matrix)
    free = directions[int((scales > 1e-9).sum()) :]
    moves = np.abs(free).max(axis=0) if len(free) else np.zeros(len(order))
    return {cell for cell, far in zip(order, moves, strict=True) if far < 1e-9}


tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 3, 4, 5, 6, 9, 20]), min_size=width, max_size=width),
        min_size=1,
        max_size=5,
    )
)


@given(tables)
def test_no_small_count_follows_from_rows_and_columns(counts):
    cells, sums = a_table(counts)
    out = hidden(cells, sums)
    assert all(cell in out for cell, count in cells.items() if is_small(count))
    assert not any(count == 0 and cell in out for cell, count in cells.items())
    assert not any(is_small(cells[cell]) for cell in follows(sums, out))
    for each in sums:
        rest = sum(cells[part] for part in each.parts if part in out)
        assert each.whole in out or not is_small(rest)
        # a hidden cell is at least 1: as many cells as their sum are all known to be 1
        assert each.whole in out or not 0 < rest == len(out.intersection(each.parts))


@given(tables, st.randoms(use_true_random=False))
def test_what_can_be_computed_is_found_by_elimination(counts, draw):
    cells, sums = a_table(counts)
    unknown = {cell for cell in cells if draw.random() < 0.5}
    assert set(solved(sums, unknown)) == follows(sums, unknown)


def test_a_bridge_between_hidden_cells_is_closed():
    """Every row and column has two hidden cells, yet the one between two squares can be computed.

    The first table is a square of hidden cells, the second one, too; one cell joins them.
    """
    counts = [
        [4, 4, 20, 20],
        [4, 4, 3, 20],
        [20, 20, 4, 4],
        [20, 20, 4, 4],
    ]
    cells, sums = a_table(counts)
    small = {cell for cell, count in cells.items() if is_small(count)}
    assert ("1", "2") in follows(sums, small)
    assert ("1", "2") not in follows(sums, hidden(cells, sums))


def test_as_many_hidden_cells_as_their_sum_are_not_all_known_to_be_one():
    """Zeros are shown, so five hidden units with five cases in all have one each."""
    units = [("unit", str(number)) for number in range(5)]
    whole, idle, busy = (TOTAL, "removed"), ("unit", "idle"), ("unit", "busy")
    ones = dict.fromkeys(units, 1)
    counts = {whole: 5, idle: 0, **ones}
    assert hidden(counts, [Sum(whole, (*units, idle))]) == {whole, *units}
    counts = {whole: 25, busy: 20, **ones}
    assert hidden(counts, [Sum(whole, (*units, busy))]) == {busy, *units}
    counts = {whole: 6, idle: 0, **ones, units[0]: 2}  # who has two of them is not known
    assert hidden(counts, [Sum(whole, (*units, idle))]) == set(units)


@pytest.mark.parametrize("count", [1, SMALLEST - 1])
def test_a_rest_that_no_table_has_is_protected_as_well(count):
    whole, part, rest = ("a", "answered"), ("a", "in_time"), ("a", "rest")
    cells = {whole: 20 + count, part: 20, rest: count}
    sums = [Sum(whole, (part, rest))]
    assert hidden(cells, sums, [rest]) == {part, rest}
    assert hidden({**cells, whole: 30, rest: 10}, sums, [rest]) == {rest}
    assert hidden({**cells, whole: 20, rest: 0}, sums, [rest]) == {rest}
