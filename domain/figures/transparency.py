"""What is published of a month: counts by category, line and unit, with small ones hidden."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from domain.figures import suppression
from domain.figures.figures import FigureKind, Figures
from domain.figures.suppression import SMALLEST, Cell, Sum

COLUMNS = (
    FigureKind.RECEIVED,
    FigureKind.ACCEPTED,
    FigureKind.REFUSED,
    FigureKind.UPHELD,
    FigureKind.NOT_UPHELD,
    FigureKind.REMOVED,
    FigureKind.ANSWERED,
    FigureKind.IN_TIME,
    FigureKind.OVERDUE,
    FigureKind.APPEAL_DECIDED,
    FigureKind.APPEAL_CHANGED,
)
"""The columns of a row; the words are `transparency-<value>`."""

LINE_COLUMNS = (FigureKind.UPHELD,)
"""The column of a row of a bottom line: only an upheld case names one."""

TIMES = {
    FigureKind.TOOK_ACCEPT: FigureKind.ACCEPTED,
    FigureKind.TOOK_CLOSE: FigureKind.ANSWERED,
    FigureKind.TOOK_REMOVE: FigureKind.REMOVED,
}
"""The durations with a median in each row, and the column that has to be shown for it."""

_PARTS: tuple[tuple[FigureKind, tuple[FigureKind, ...]], ...] = (
    (FigureKind.ANSWERED, (FigureKind.REFUSED, FigureKind.UPHELD, FigureKind.NOT_UPHELD)),
    (FigureKind.ANSWERED, (FigureKind.IN_TIME,)),
    (FigureKind.UPHELD, (FigureKind.REMOVED,)),
    (FigureKind.APPEAL_DECIDED, (FigureKind.APPEAL_CHANGED,)),
)
"""Columns of which a column is made up, besides a rest that is not published (such as void)."""

Cells = tuple[int | None, ...]


class PublishedRate(Struct, frozen=True):
    """A share: cases of the column `of` among those of the columns `base`."""

    name: str
    of: FigureKind
    base: tuple[FigureKind, ...]


RATES = (
    PublishedRate("accepted", FigureKind.ACCEPTED, (FigureKind.ACCEPTED, FigureKind.REFUSED)),
    PublishedRate("upheld", FigureKind.UPHELD, (FigureKind.UPHELD, FigureKind.NOT_UPHELD)),
    PublishedRate("in_time", FigureKind.IN_TIME, (FigureKind.ANSWERED,)),
    PublishedRate("changed", FigureKind.APPEAL_CHANGED, (FigureKind.APPEAL_DECIDED,)),
)
"""The rates of a row; the words are `transparency-rate-<name>`."""


class Row(Struct, frozen=True):
    """A category, line or unit by its code; a hidden count is None.

    `times` are the medians of `TIMES` in seconds, None if they are of fewer than `SMALLEST` cases.
    """

    code: str
    cells: Cells
    times: Cells = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was counted; a hidden count is something."""
        return all(count == 0 for count in self.cells)


class TransparencyTable(Struct, frozen=True):
    """Rows and the total of each column; hidden counts cannot be derived from them."""

    rows: tuple[Row, ...]
    total: Cells
    columns: tuple[FigureKind, ...] = COLUMNS
    times: Cells = ()

    @property
    def whole(self) -> Row:
        """The total as a row with an empty code."""
        return Row("", self.total, self.times)

    def count(self, row: Row, kind: FigureKind) -> int | None:
        """The count of a column in a row; None if it is hidden."""
        return row.cells[self.columns.index(kind)]

    def rate(self, row: Row, rate: PublishedRate) -> tuple[int, int] | None:
        """Part and base of a rate in a row; None if one is hidden, or the base is 0."""
        part = self.count(row, rate.of)
        base = [self.count(row, kind) for kind in rate.base]
        known = [count for count in base if count is not None]
        if part is None or len(known) < len(base) or not sum(known):
            return None
        return part, sum(known)


class Took(Struct, frozen=True, kw_only=True):
    """How long something took, in seconds; None if it is of few cases. `most`: nine in ten."""

    median: int | None = None
    most: int | None = None


class RemovalTimes(Took, frozen=True, kw_only=True):
    """How soon content was gone, over all units, from the report until the content was gone.

    `came_back` counts cases whose content was there again; None is hidden since it is small.
    """

    came_back: int | None = 0


class Publisher(Struct, frozen=True, kw_only=True):
    """The unit that answers for the report, by its code; empty if the profile has none.

    `at` is when the report was made, in unix seconds.
    """

    unit: str
    at: int


class TransparencyReport(Struct, frozen=True, kw_only=True):
    """All that is published of a month, whose first day is `month`.

    The row of `by_line` with an empty code has the upheld cases of which no line was recorded.
    """

    month: date
    publisher: Publisher
    by_category: TransparencyTable
    by_unit: TransparencyTable
    by_line: TransparencyTable
    accept: Took = Took()
    close: Took = Took()
    removal: RemovalTimes = RemovalTimes()


class Counted(Struct, frozen=True):
    """The rows of a table before anything is hidden: figures by code, in the order of `order`.

    A code without figures is a row of zeros.
    """

    found: Mapping[str, Figures]
    order: Sequence[str]
    columns: tuple[FigureKind, ...] = COLUMNS

    def of(self, code: str) -> Figures:
        """The figures of a row."""
        return self.found.get(code, Figures())


def took(found: Iterable[Figures], kind: FigureKind) -> Took:
    """How long something took, in these figures together; of at least `SMALLEST` cases."""
    whole = sum(found, Figures())
    if whole.count(kind) < SMALLEST:
        return Took()
    return Took(median=whole.quantile(kind, 0.5), most=whole.quantile(kind, 0.9))


def removal_times(found: Iterable[Figures]) -> RemovalTimes:
    """How soon content was gone, in these figures together."""
    found = tuple(found)
    back = sum(each.count(FigureKind.CAME_BACK) for each in found)
    gone = took(found, FigureKind.TOOK_REMOVE)
    return RemovalTimes(
        median=gone.median,
        most=gone.most,
        came_back=None if suppression.is_small(back) else back,
    )


def published(
    found: Mapping[str, Figures],
    order: Sequence[str],
    kinds: tuple[FigureKind, ...] = COLUMNS,
) -> TransparencyTable:
    """One table of these figures, in this order, published alone."""
    (table,) = together(Counted(found, order, kinds))
    return table


def together(*tables: Counted) -> tuple[TransparencyTable, ...]:
    """Tables that are published together: no small count follows from all of them."""
    counts: dict[Cell, int] = {}
    sums: list[Sum] = []
    unpublished: list[Cell] = []
    totals = [
        _add(counts, sums, unpublished, table, str(number)) for number, table in enumerate(tables)
    ]
    out = suppression.hidden(counts, sums, unpublished)
    return tuple(
        _table(table, str(number), total, counts, out)
        for number, (table, total) in enumerate(zip(tables, totals, strict=True))
    )


def _add(
    counts: dict[Cell, int],
    sums: list[Sum],
    unpublished: list[Cell],
    table: Counted,
    name: str,
) -> dict[FigureKind, Cell]:
    """Add the cells of a table and what a reader knows of them; the cell of each total.

    The totals of tables that count the same are one cell: what one shows, the other does.
    """
    totals: dict[FigureKind, Cell] = {}
    for kind in table.columns:
        cells = [(f"{name}:{code}", str(kind)) for code in table.order]
        for code, cell in zip(table.order, cells, strict=True):
            counts[cell] = table.of(code).count(kind)
        whole = sum(counts[cell] for cell in cells)
        total = ("", str(kind))
        if counts.setdefault(total, whole) != whole:
            total = (f"{name}:total", str(kind))
            counts[total] = whole
        totals[kind] = total
        sums.append(Sum(total, tuple(cells)))
    rows = [
        *({kind: (f"{name}:{code}", str(kind)) for kind in table.columns} for code in table.order),
        totals,
    ]
    for row in rows:
        _add_parts(counts, sums, unpublished, row)
    return totals


def _add_parts(
    counts: dict[Cell, int],
    sums: list[Sum],
    unpublished: list[Cell],
    row: Mapping[FigureKind, Cell],
) -> None:
    """Add to a row what its columns are made up of; a rest below zero says nothing."""
    for number, (whole, parts) in enumerate(_PARTS):
        if whole not in row or not all(part in row for part in parts):
            continue
        shown = tuple(row[part] for part in parts)
        rest = counts[row[whole]] - sum(counts[cell] for cell in shown)
        cell = (row[whole][0], f"rest {number}")
        if rest < 0 or cell in counts:
            continue
        counts[cell] = rest
        unpublished.append(cell)
        sums.append(Sum(row[whole], (*shown, cell)))


def _table(
    table: Counted,
    name: str,
    totals: Mapping[FigureKind, Cell],
    counts: Mapping[Cell, int],
    out: frozenset[Cell],
) -> TransparencyTable:
    def cells(row: Iterable[Cell]) -> Cells:
        return tuple(None if cell in out else counts[cell] for cell in row)

    def times(found: Figures, shown: Cells) -> Cells:
        """The medians of a row; a median is shown only beside a count that is."""
        columns = dict(zip(table.columns, shown, strict=True))
        return tuple(
            took([found], kind).median if (columns.get(beside) or 0) >= SMALLEST else None
            for kind, beside in TIMES.items()
        )

    rows = []
    for code in table.order:
        shown = cells((f"{name}:{code}", str(kind)) for kind in table.columns)
        rows.append(Row(code, shown, times(table.of(code), shown)))
    total = cells(totals[kind] for kind in table.columns)
    whole = sum((table.of(code) for code in table.order), Figures())
    return TransparencyTable(tuple(rows), total, table.columns, times(whole, total))
