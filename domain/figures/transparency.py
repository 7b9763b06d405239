"""What is published of a month: counts by category and unit, with small ones hidden."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from domain.figures.figures import FigureKind, Figures

SMALLEST = 5
"""Smaller counts could identify somebody and are hidden; 0 is published."""

COLUMNS = (
    FigureKind.RECEIVED,
    FigureKind.UPHELD,
    FigureKind.NOT_UPHELD,
    FigureKind.REMOVED,
    FigureKind.ANSWERED,
)
"""The columns of a row; the words are `transparency-<value>`."""

LINE_COLUMNS = (FigureKind.UPHELD,)
"""The column of a row of a bottom line: only an upheld case names one."""

Cells = tuple[int | None, ...]


class Row(Struct, frozen=True):
    """A category or unit by its code; a hidden count is None."""

    code: str
    cells: Cells


class TransparencyTable(Struct, frozen=True):
    """Rows and the total of each column; hidden counts cannot be derived from them."""

    rows: tuple[Row, ...]
    total: Cells
    columns: tuple[FigureKind, ...] = COLUMNS


class RemovalTimes(Struct, frozen=True, kw_only=True):
    """How soon content was gone, over all units; None is hidden since it is of few cases.

    `median` and `most` (nine in ten) are in seconds, from the report until the content was gone.
    `came_back` counts cases whose content was there again.
    """

    median: int | None = None
    most: int | None = None
    came_back: int | None = 0


class TransparencyReport(Struct, frozen=True, kw_only=True):
    """All that is published of a month, whose first day is `month`.

    The row of `by_line` with an empty code has the upheld cases of which no line was recorded.
    """

    month: date
    by_category: TransparencyTable
    by_unit: TransparencyTable
    by_line: TransparencyTable
    removal: RemovalTimes = RemovalTimes()


def removal_times(found: Iterable[Figures]) -> RemovalTimes:
    """How soon content was gone, in these figures together."""
    whole = sum(found, Figures())
    back = whole.count(FigureKind.CAME_BACK)
    enough = whole.count(FigureKind.TOOK_REMOVE) >= SMALLEST
    return RemovalTimes(
        median=whole.quantile(FigureKind.TOOK_REMOVE, 0.5) if enough else None,
        most=whole.quantile(FigureKind.TOOK_REMOVE, 0.9) if enough else None,
        came_back=None if 0 < back < SMALLEST else back,
    )


def published(
    found: Mapping[str, Figures],
    order: Sequence[str],
    kinds: tuple[FigureKind, ...] = COLUMNS,
) -> TransparencyTable:
    """The table of these figures, in this order; a code without figures is a row of zeros."""
    counts = [[found.get(code, Figures()).count(kind) for kind in kinds] for code in order]
    columns = [_hidden([row[place] for row in counts]) for place in range(len(kinds))]
    rows = tuple(
        Row(code, tuple(cells[at] for cells, _ in columns)) for at, code in enumerate(order)
    )
    return TransparencyTable(rows, tuple(total for _, total in columns), kinds)


def _hidden(counts: list[int]) -> tuple[list[int | None], int | None]:
    """Hide the small counts of a column, and values from which they could be derived.

    A single hidden count would be the total minus the others: then the smallest of the others is
    hidden, too, or, if there is none, the total.
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
