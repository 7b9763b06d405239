"""Figures as a file: one row for each unit and category with counts in the period."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from domain.core.errors import Refusal
from domain.figures.figures import FigureKind, Figures, Span
from domain.figures.rates import rates
from storage.figures import figures
from usecases import session
from usecases.core.request import Request
from usecases.figures.case_export import Row, Shape
from usecases.figures.figures import FiguresQuery, codes
from usecases.figures.spreadsheets import Cell, FileFormat, sheet
from usecases.notify import case_counters

_TOOK = (
    FigureKind.TOOK_ACCEPT,
    FigureKind.TOOK_DECIDE,
    FigureKind.TOOK_CLOSE,
    FigureKind.TOOK_REMOVE,
)
_COUNTED = tuple(kind for kind in FigureKind if kind not in _TOOK)
_RATES = ("accepted", "upheld", "answered", "in_time", "changed")
COLUMNS = (
    *("since", "until", "unit", "category"),
    *(kind.value for kind in _COUNTED),
    *(f"{name}_rate" for name in _RATES),
    *(f"{kind}_{share}" for kind in _TOOK for share in ("median", "p90")),
    "stars",
)
"""The columns: counts; rates between 0 and 1; durations in seconds; the mean rating."""


FOR_MACHINES = Shape(titles=COLUMNS, cells=tuple)


class FiguresTable(Struct, frozen=True, kw_only=True):
    """The contents of a file."""

    span: Span
    form: FileFormat
    rows: Sequence[Row]

    @property
    def file_name(self) -> str:
        """The file's name, made of its contents."""
        return f"figures-{self.span.first}-{self.span.last}.{self.form}"

    def write(self, path: Path, shape: Shape = FOR_MACHINES) -> None:
        """Write the file. Slow: call it outside the event loop."""
        with sheet(path, self.form, shape.titles, shape.look) as out:
            for row in self.rows:
                out.add(shape.cells(row))


def table(req: Request, wanted: FiguresQuery, form: FileFormat) -> FiguresTable:
    """The figures that this person sees, as a file; the journal records it.

    Raises a refusal if nothing was counted: Telegram accepts no empty file.
    """
    units = codes(req.actor, req, wanted)
    span = wanted.period.span(case_counters.today(req))
    rows = [
        _row(span, unit, category, found)
        for unit in units
        for category, found in sorted(figures.by_category(req.tx, (unit,), span).items())
        if wanted.category in {"", category}
    ]
    if not rows:
        raise Refusal("export-nothing")
    what = f"figures {span.first} {span.last} {form} {len(rows)}"
    session.note(req, "export", wanted.unit, what)
    return FiguresTable(span=span, form=form, rows=rows)


def _row(span: Span, unit: str, category: str, found: Figures) -> tuple[Cell, ...]:
    shares = rates(found)
    return (
        *(str(span.first), str(span.last), unit, category),
        *(found.count(kind) for kind in _COUNTED),
        *(getattr(shares, name) for name in _RATES),
        *(found.quantile(kind, share) for kind in _TOOK for share in (0.5, 0.9)),
        found.mean(FigureKind.RATED),
    )
