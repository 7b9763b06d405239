"""Which counts are hidden so that no small one can be read, added up or subtracted.

Small counts are hidden. A reader also knows how the counts depend on each other: the rows of a
table add up to its total, and some columns to another one. Therefore further counts are hidden
until no such sum gives a small count away. Zero is never hidden: nothing is no secret.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

SMALLEST = 5
"""Smaller counts could identify somebody and are hidden; 0 is published."""

Cell = tuple[str, str]
"""A row and a column."""

_PRIME = 2_147_483_647  # equations are solved modulo this prime


class Sum(Struct, frozen=True):
    """What every reader knows: `whole` is the sum of its `parts`."""

    whole: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells of the equation."""
        return (self.whole, *self.parts)


def is_small(count: int) -> bool:
    """Whether a count could identify somebody."""
    return 0 < count < SMALLEST


def hidden(
    counts: Mapping[Cell, int], sums: Sequence[Sum], unpublished: Iterable[Cell] = ()
) -> frozenset[Cell]:
    """The cells to hide; `unpublished` are cells that no table has, which a sum may reveal.

    Each sum has to hold for `counts`, none of which is negative.
    """
    nowhere = frozenset(unpublished)
    out = {cell for cell, count in counts.items() if is_small(count)} | nowhere
    while (leak := _leak(counts, sums, out, nowhere)) is not None:
        out.add(_further(counts, leak, out))
    return frozenset(out)


Lines = list[Sum]


def _leak(
    counts: Mapping[Cell, int], sums: Sequence[Sum], out: set[Cell], unpublished: frozenset[Cell]
) -> list[Lines] | None:
    """The sums that give a small count away, the nearest ones first; None if there are none."""
    for each in sums:
        if each.whole in out:
            continue
        unknown = sum(counts[part] for part in each.parts if part in out)
        # A hidden cell of a table is at least 1, since a zero is shown: if as many are hidden as
        # their sum says, each of them is 1.
        least = sum(part in out and part not in unpublished for part in each.parts)
        if is_small(unknown) or 0 < unknown == least:
            return [[each]]
    known = set(solved(sums, out))
    small = min((cell for cell in known if is_small(counts[cell])), default=None)
    if small is None:
        return None
    settled = [each for each in sums if all(cell in known for cell in each.cells if cell in out)]
    near = _around(settled, small, out)
    return [
        [each for each in near if len(out.intersection(each.cells)) == 1],
        near,
        [each for each in sums if small in each.cells],
        _around(sums, small, out),
    ]


def _around(sums: Iterable[Sum], cell: Cell, out: set[Cell]) -> Lines:
    """The sums that are joined to a cell by hidden cells, directly or over others."""
    left, found, reached = list(sums), [], {cell}
    while near := [each for each in left if reached.intersection(each.cells)]:
        found += near
        left = [each for each in left if each not in near]
        reached.update(each for line in near for each in line.cells if each in out)
    return found


def _further(counts: Mapping[Cell, int], leak: list[Lines], out: set[Cell]) -> Cell:
    """What else to hide: the smallest of the parts in the nearest sums, or, without any, a whole.

    There always is one: while all counts but zeros are hidden, only their proportions are known.
    """

    def count(cell: Cell) -> tuple[int, Cell]:
        return counts[cell], cell

    for lines in leak:
        parts = [cell for each in lines for cell in each.parts]
        for cells in (parts, [each.whole for each in lines]):
            shown = [cell for cell in cells if counts[cell] and cell not in out]
            if shown:
                return min(shown, key=count)
    raise ValueError("nothing is shown, so nothing can be computed")


def solved(sums: Sequence[Sum], unknown: set[Cell]) -> list[Cell]:
    """The unknown cells whose value follows from the others, in the order in which they are found.

    Each sum is a linear equation in its unknown cells; Gauss-Jordan elimination leaves the
    equation of a cell that can be computed with this cell alone.
    """
    reduced: dict[Cell, dict[Cell, int]] = {}
    for each in sums:
        row: dict[Cell, int] = {}
        for cell in each.cells:
            if cell in unknown:
                row[cell] = (row.get(cell, 0) + (1 if cell == each.whole else -1)) % _PRIME
        for pivot in [cell for cell in row if cell in reduced]:
            _subtract(row, reduced[pivot], pivot)
        row = {cell: factor for cell, factor in row.items() if factor}
        if not row:
            continue
        pivot = next(iter(row))
        inverse = pow(row[pivot], -1, _PRIME)
        row = {cell: factor * inverse % _PRIME for cell, factor in row.items()}
        for other in reduced.values():
            if pivot in other:
                _subtract(other, row, pivot)
        reduced[pivot] = row
    return [pivot for pivot, row in reduced.items() if len(row) == 1]


def _subtract(row: dict[Cell, int], other: Mapping[Cell, int], pivot: Cell) -> None:
    """Take `other`, whose factor of `pivot` is 1, off the row so often that the pivot is gone."""
    times = row.get(pivot, 0)
    if not times:
        return
    for cell, factor in other.items():
        left = (row.get(cell, 0) - times * factor) % _PRIME
        if left:
            row[cell] = left
        else:
            row.pop(cell, None)
