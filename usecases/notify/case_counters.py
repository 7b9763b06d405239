"""Count case events for the figures, in the transaction of the event, by local day."""

from datetime import date

from domain.case import Case
from domain.figures import counting
from domain.report import Report
from storage.figures import figures
from usecases.core.request import Request


def move(req: Request, verb: str, before: Case, after: Case) -> None:
    """Count a move of a case, by a person or a scheduled job."""
    figures.count(req.tx, counting.events(verb, before, after, req.now), today(req))


def upheld(req: Request, case: Case, rule: str) -> None:
    """Count an upheld case for the bottom line that the cited rule serves."""
    if line := req.profile.taxonomy.line_of(rule):
        figures.count_line(req.tx, case.unit, line, today(req))


def received(req: Request, case: Case) -> None:
    """Count a new report."""
    figures.count(req.tx, counting.received(case), today(req))


def rated(req: Request, report: Report, stars: int) -> None:
    """Count a reporter's rating."""
    figures.count(req.tx, counting.rated(report.unit, report.category, stars), today(req))


def today(req: Request) -> date:
    """Today's date in the profile's time zone."""
    return req.profile.calendar.day_of(req.now)
