"""Exports for oversight: who may get them, and their rows; each export gets a journal entry."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from domain.clocks.deadlines import Calendar
from domain.core.errors import Refusal
from domain.figures.figures import Span
from domain.figures.periods import Period
from domain.network.people import Role
from storage.engine.database import Tx
from storage.figures import export_columns, exports, figures
from storage.figures.export_columns import Column, Shown
from storage.figures.exports import Place
from usecases import session
from usecases.core import authority
from usecases.core.request import Request
from usecases.figures.spreadsheets import PLAIN, Cell, FileFormat, Look
from usecases.notify import case_counters

PAGE = 500
Row = Sequence[Any]
"""A row as it was read: one value per column."""


class ExportKind(StrEnum):
    """What is exported; its words are `export-kind-<value>`."""

    CASES = "cases"
    FIGURES = "figures"
    AUDIT = "audit"


COLUMNS = {
    ExportKind.CASES: export_columns.CASES,
    ExportKind.FIGURES: export_columns.FIGURES,
    ExportKind.AUDIT: export_columns.AUDIT,
}


class ExportOrder(Struct, frozen=True, kw_only=True):
    """What to export, of which days (both included), in which format."""

    kind: ExportKind
    since: date
    until: date
    form: FileFormat

    @property
    def file_name(self) -> str:
        """The file's name, made of its contents."""
        return f"{self.kind}-{self.since}-{self.until}.{self.form}"


class Permit(Struct, frozen=True, kw_only=True):
    """An export that is in the journal: the rows up to `last`, read at `now`.

    For figures, a place is a number of units, and `last` is the number of `units`.
    """

    wanted: ExportOrder
    start: int
    end: int
    last: int
    rows: int
    now: int
    calendar: Calendar
    units: tuple[str, ...] = ()

    @property
    def before_all(self) -> Place:
        """The place before the first row."""
        return Place(self.start)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the export."""
        return COLUMNS[self.wanted.kind]

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the calendar, in which times are written."""
        return ZoneInfo(self.calendar.timezone)


class Shape(Struct, frozen=True, kw_only=True):
    """How an export becomes a file: its header, its look, and the cells of a row as it was read."""

    titles: tuple[str, ...]
    cells: Callable[[Row], tuple[Cell, ...]]
    look: Look = PLAIN


def offer(req: Request) -> None:
    """Raise a refusal unless this person may export."""
    authority.check(req.actor)


def permit_period(req: Request, kind: ExportKind, period: Period, form: FileFormat) -> Permit:
    """The same, for a period counted from today."""
    span = period.span(case_counters.today(req))
    return permit(req, ExportOrder(kind=kind, since=span.first, until=span.last, form=form))


def permit(req: Request, wanted: ExportOrder) -> Permit:
    """Permit an export to an admin, and write it to the journal; a refusal if it has no rows."""
    authority.check(req.actor)
    found = _permit(req, wanted)
    if not found.rows:
        raise Refusal("export-nothing")
    return found


def permit_shell(req: Request, wanted: ExportOrder) -> Permit:
    """Permit an export to the operator's command; the journal entry names no person."""
    return _permit(req.acting_as(None), wanted)


def _permit(req: Request, wanted: ExportOrder) -> Permit:
    if wanted.since > wanted.until:
        raise Refusal("export-period-backwards")
    calendar = req.profile.calendar
    start = calendar.moment(wanted.since, time())
    end = calendar.moment(wanted.until + timedelta(days=1), time())
    units = tuple(unit.code for unit in req.profile.units)
    if wanted.kind is ExportKind.FIGURES:
        rows, last = figures.size(req.tx, units, Span(wanted.since, wanted.until)), len(units)
    else:
        measure = (
            exports.measure_cases if wanted.kind is ExportKind.CASES else exports.measure_journal
        )
        rows, last = measure(req.tx, start, end)
    what = f"{wanted.kind} {wanted.since} {wanted.until} {wanted.form} {rows}"
    session.note(req, "export", "", what)
    return Permit(
        wanted=wanted,
        start=start,
        end=end,
        last=last,
        rows=rows,
        now=req.now,
        calendar=calendar,
        units=units,
    )


def page(tx: Tx, permit: Permit, after: Place) -> tuple[Sequence[Row], Place]:
    """The rows after a place, and the place of the last one; empty when all have been read."""
    if permit.wanted.kind is ExportKind.FIGURES:
        return _figures(tx, permit, after)
    bounds = {"until": permit.end, "last": permit.last, "limit": PAGE}
    if permit.wanted.kind is ExportKind.CASES:
        return exports.case_page(tx, after, **bounds, now=permit.now)
    return exports.journal_page(tx, after, **bounds)


def _figures(tx: Tx, permit: Permit, after: Place) -> tuple[Sequence[Row], Place]:
    """The counts of the next unit that has any: by month for whole months, else by day."""
    span = Span(permit.wanted.since, permit.wanted.until)
    for at in range(after.row, permit.last):
        if found := figures.rows_of(tx, permit.units[at], span):
            return found, Place(after.at, at + 1)
    return [], after


def for_machines(permit: Permit) -> Shape:
    """Column names and codes as they are stored; times as ISO 8601 with their offset."""
    shown = [column.shown for column in permit.columns]

    def cells(row: Row) -> tuple[Cell, ...]:
        return tuple(_cell(*each, permit.zone) for each in zip(shown, row, strict=True))

    return Shape(titles=tuple(column.name for column in permit.columns), cells=cells)


def _cell(shown: Shown, value: Any, zone: ZoneInfo) -> Cell:
    if value is None:
        return None
    match shown:
        case Shown.MOMENT:
            return datetime.fromtimestamp(value, zone).isoformat()
        case Shown.PERIOD:
            return period(value)
        case Shown.ROLE:
            return Role(value).name.lower()
        case Shown.PLAIN:
            cell: Cell = value
            return cell


def period(value: int) -> str:
    """A day or a month that is stored as a number: 20261125 or 20261100."""
    year, month, day = value // 10000, value // 100 % 100, value % 100
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
