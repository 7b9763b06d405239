"""The monthly transparency report, for the public: reports received, and their outcomes."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain.core.errors import Refusal
from domain.figures.figures import Span, month_end
from domain.figures.transparency import TransparencyReport, published, removal_times
from storage.figures import figures
from usecases.core import authority
from usecases.core.request import Request
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
    return TransparencyReport(
        month=month,
        by_category=published(by_category, _rows(req.profile.taxonomy.top, by_category)),
        by_unit=published(by_unit, _rows(at_work, by_unit)),
        removal=removal_times(by_unit.values()),
    )


def _rows(known: Iterable[str], found: Iterable[str]) -> tuple[str, ...]:
    """The rows of today and of that month: otherwise totals would contain counts of no row."""
    return tuple(dict.fromkeys([*known, *sorted(found)]))
