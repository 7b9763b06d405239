"""The monthly transparency report, for the public: reports received, and their outcomes."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from domain.core.errors import Refusal
from domain.figures.figures import FigureKind, Figures, Span, month_end
from domain.figures.transparency import (
    LINE_COLUMNS,
    Counted,
    Publisher,
    TransparencyReport,
    removal_times,
    together,
    took,
)
from storage.figures import figures
from usecases.core import authority
from usecases.core.request import Request
from usecases.figures import figures as figures_of
from usecases.notify import case_counters

MONTHS = 12  # number of months offered


def months(req: Request) -> tuple[date, ...]:
    """The first days of the past months, the latest first; for admins."""
    authority.check(req.actor)
    found: list[date] = []
    first = case_counters.today(req)
    for _ in range(MONTHS):
        first = (first.replace(day=1) - timedelta(days=1)).replace(day=1)
        found.append(first)
    return tuple(found)


def for_admin(req: Request, year: int, month: int) -> TransparencyReport:
    """The report of a month, for an admin to publish."""
    authority.check(req.actor)
    try:
        first = date(year, month, 1)
    except ValueError:
        raise Refusal("answer-stale") from None
    return report(req, first)


def report(req: Request, month: date) -> TransparencyReport:
    """The report of a month, given by its first day; public, so there is no journal entry.

    Raises a refusal for a month that is not over: the difference of two reports of one month would
    reveal small counts that each of them hides.
    """
    span = Span(month, month_end(month))
    if span.last >= case_counters.today(req):
        raise Refusal("transparency-not-over")
    units = tuple(unit.code for unit in req.profile.units)
    by_category = figures.by_category(req.tx, units, span)
    by_unit = figures.by_unit(req.tx, units, span)
    at_work = (unit.code for unit in req.profile.units if not unit.retired)
    categories, offices, lines = together(
        Counted(by_category, _rows(req.profile.taxonomy.top, by_category)),
        Counted(by_unit, _rows(at_work, by_unit)),
        _by_line(req, units, span, by_unit),
    )
    return TransparencyReport(
        month=month,
        publisher=Publisher(unit=_publisher(req), at=req.now),
        by_category=categories,
        by_unit=offices,
        by_line=lines,
        accept=took(by_unit.values(), FigureKind.TOOK_ACCEPT),
        close=took(by_unit.values(), FigureKind.TOOK_CLOSE),
        removal=removal_times(by_unit.values()),
    )


def _publisher(req: Request) -> str:
    """The unit above all others, which publishes for the network; empty if there is none."""
    tops = (unit for unit in req.profile.units if not unit.retired and unit.parent is None)
    first = max(tops, key=lambda unit: unit.level.rank, default=None)
    return first.code if first else ""


def _by_line(
    req: Request, units: tuple[str, ...], span: Span, by_unit: Mapping[str, Figures]
) -> Counted:
    """The upheld cases by the bottom line of the cited rule."""
    upheld = sum(each.count(FigureKind.UPHELD) for each in by_unit.values())
    counts = figures_of.by_line(req, units, span, upheld)
    found = {line: Figures.of([(FigureKind.UPHELD, 0, count)]) for line, count in counts.items()}
    known = (line.code for line in req.profile.taxonomy.bottom_lines)
    return Counted(found, tuple(dict.fromkeys([*known, *found])), LINE_COLUMNS)


def _rows(known: Iterable[str], found: Iterable[str]) -> tuple[str, ...]:
    """The rows of today and of that month: otherwise totals would contain counts of no row."""
    return tuple(dict.fromkeys([*known, *sorted(found)]))
