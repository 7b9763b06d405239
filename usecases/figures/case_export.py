"""Export for oversight: who may have what, and the rows; each export is an entry of the journal."""

from collections.abc import Callable
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
from storage.figures import exports, figures
from storage.figures.exports import Place
from usecases import session
from usecases.core import authority
from usecases.core.request import Request
from usecases.figures.spreadsheets import Cell, FileFormat
from usecases.notify import case_counters

PAGE = 500
COLUMNS = {
    "cases": (
        *("number", "unit", "category", "subcategory", "status", "danger", "host", "channel"),
        *("reports", "opened_at", "accepted_at", "first_action_at", "closed_at", "due_at"),
        *("overdue", "overdue_level", "outcome", "decision", "result", "rule", "decided_at"),
        *("confirmed_at", "transfers", "appeals", "appealed_at", "appeal_result"),
    ),
    "figures": ("unit", "period", "category", "kind", "value", "count"),
    "audit": ("written_at", "who", "role", "verb", "case", "unit", "from", "to"),
}


class ExportKind(StrEnum):
    """What is exported; the words are `export-kind-<value>`."""

    CASES = "cases"
    FIGURES = "figures"
    AUDIT = "audit"


class ExportOrder(Struct, frozen=True, kw_only=True):
    """Which rows of which days, both of them included, as what."""

    kind: ExportKind
    since: date
    until: date
    form: FileFormat

    @property
    def file_name(self) -> str:
        """Says what is in it."""
        return f"{self.kind}-{self.since}-{self.until}.{self.form}"


class Permit(Struct, frozen=True, kw_only=True):
    """An export that is in the journal: the rows up to `last`, read at `now`.

    Of figures, `last` is the number of `units` whose counts are read, and places are counted so.
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
        """Where reading begins."""
        return Place(self.start)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the cells."""
        return COLUMNS[self.wanted.kind]


def offer(req: Request) -> None:
    """Whether somebody may ask for files at all."""
    authority.check(req.actor)


def permit_period(req: Request, kind: ExportKind, period: Period, form: FileFormat) -> Permit:
    """The same, of days counted from today."""
    span = period.span(case_counters.today(req))
    return permit(req, ExportOrder(kind=kind, since=span.first, until=span.last, form=form))


def permit(req: Request, wanted: ExportOrder) -> Permit:
    """Let an admin have it, and write down that they do; nothing is no file that a chat takes."""
    authority.check(req.actor)
    found = _permit(req, wanted)
    if not found.rows:
        raise Refusal("export-nothing")
    return found


def permit_shell(req: Request, wanted: ExportOrder) -> Permit:
    """Let whoever runs the machine have it; no person stands behind that entry."""
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


def page(tx: Tx, permit: Permit, after: Place) -> tuple[list[tuple[Cell, ...]], Place]:
    """The rows behind a place, and the place of the last of them; none when all were read."""
    if permit.wanted.kind is ExportKind.FIGURES:
        return _figures(tx, permit, after)
    cases = permit.wanted.kind is ExportKind.CASES
    read = exports.case_page if cases else exports.journal_page
    found, place = read(tx, after, permit.end, last=permit.last, limit=PAGE)
    zone = ZoneInfo(permit.calendar.timezone)

    def moment(at: int | None) -> str | None:
        return None if at is None else datetime.fromtimestamp(at, zone).isoformat()

    if cases:
        return [_case(row, moment, permit.now) for row in found], place
    return [_entry(row, moment) for row in found], place


def _figures(tx: Tx, permit: Permit, after: Place) -> tuple[list[tuple[Cell, ...]], Place]:
    """The counts of the next unit that has any: of whole months, else of days."""
    span = Span(permit.wanted.since, permit.wanted.until)
    for at in range(after.row, permit.last):
        if found := figures.rows_of(tx, permit.units[at], span):
            return [_count(*row) for row in found], Place(after.at, at + 1)
    return [], after


def _count(
    unit: str, period: int, category: str, kind: str, bucket: int, count: int
) -> tuple[Cell, ...]:
    year, month, day = period // 10000, period // 100 % 100, period % 100
    when = f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
    return (unit, when, category, kind, bucket, count)


def _case(row: Any, moment: Callable[[int | None], str | None], now: int) -> tuple[Cell, ...]:
    late = row.due_at is not None and row.paused_at is None and row.due_at < now
    return (
        row.number,
        row.unit,
        row.category,
        row.subcategory,
        row.status,
        row.priority == "danger",
        row.host,
        row.channel,
        row.reports,
        moment(row.opened_at),
        moment(row.accepted_at),
        moment(row.first_action_at),
        moment(row.closed_at),
        moment(row.due_at),
        late,
        row.overdue_level,
        row.outcome,
        row.kind,
        row.result,
        row.rule,
        moment(row.decided_at),
        moment(row.confirmed_at),
        row.transfers,
        row.appeals,
        moment(row.appealed_at),
        row.appeal_result,
    )


def _entry(row: Any, moment: Callable[[int | None], str | None]) -> tuple[Cell, ...]:
    role = Role(row.role).name.lower()
    when = moment(row.written_at)
    return (when, row.who, role, row.verb, row.number, row.unit, row.start, row.to)
