"""What happens to cases is counted, in the transaction in which it does; on the profile's clock."""

from datetime import date

from domain.case import Case
from domain.figures import counting
from domain.report import Report
from storage.figures import figures
from usecases.core.request import Request


def move(req: Request, verb: str, before: Case, after: Case) -> None:
    """A case was moved, by a person or by the clock."""
    figures.count(req.tx, counting.events(verb, before, after, req.now), today(req))


def received(req: Request, case: Case) -> None:
    """A report has come in."""
    figures.count(req.tx, counting.received(case), today(req))


def rated(req: Request, report: Report, stars: int) -> None:
    """A reporter has said how the handling was."""
    figures.count(req.tx, counting.rated(report.unit, report.category, stars), today(req))


def today(req: Request) -> date:
    """The local day."""
    return req.profile.calendar.day_of(req.now)
