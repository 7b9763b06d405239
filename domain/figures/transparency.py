"""What is published of a month: counts by category and unit, with small ones hidden."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from domain.figures.figures import FigureKind, Figures

SMALLEST = 5
"""A smaller count might point at somebody and is not published; nothing at all points at nobody."""

COLUMNS = (FigureKind.RECEIVED, FigureKind.UPHELD, FigureKind.NOT_UPHELD, FigureKind.ANSWERED)
"""What is published of each row; the words are `transparency-<value>`."""

Cells = tuple[int | None, ...]


class Row(Struct, frozen=True):
    """One category or unit by its code; a hidden count is None."""

    code: str
    cells: Cells


class TransparencyTable(Struct, frozen=True):
    """Its rows and the sum of each column; a hidden count can be had from neither."""

    rows: tuple[Row, ...]
    total: Cells


class TransparencyReport(Struct, frozen=True, kw_only=True):
    """All that is published of a month, whose first day is `month`."""

    month: date
    by_category: TransparencyTable
    by_unit: TransparencyTable


def published(found: dict[str, Figures], order: Sequence[str]) -> TransparencyTable:
    """The table of these figures, in this order; what has none is a row of nothing."""
    counts = [[found.get(code, Figures()).count(kind) for kind in COLUMNS] for code in order]
    columns = [_hidden([row[place] for row in counts]) for place in range(len(COLUMNS))]
    rows = tuple(
        Row(code, tuple(cells[at] for cells, _ in columns)) for at, code in enumerate(order)
    )
    return TransparencyTable(rows, tuple(total for _, total in columns))


def _hidden(counts: list[int]) -> tuple[list[int | None], int | None]:
    """A column and its total without small counts, and without what would give one of them away.

    A single hidden count is the total less the others: then the smallest of the others is hidden,
    too, or, where there is none, the total.
    """
    small = {at for at, count in enumerate(counts) if 0 < count < SMALLEST}
    total: int | None = sum(counts)
    if len(small) == 1 or (sum(counts[at] for at in small) < SMALLEST and small):
        others = [at for at, count in enumerate(counts) if count >= SMALLEST]
        if others:
            small.add(min(others, key=lambda at: counts[at]))
        else:
            total = None
    return [None if at in small else count for at, count in enumerate(counts)], total
