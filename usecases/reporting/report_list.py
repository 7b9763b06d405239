"""A reporter's list of all their reports, and the receipt of each."""

from msgspec import Struct

from domain.report import Report
from domain.status import Status
from storage.reporting import reports, targets
from usecases.core import first_words, proof
from usecases.core.outcomes import Filed
from usecases.core.request import Request
from usecases.reporting import own_reports

PAGE = 8  # one button each, and the list still fits a phone's screen
LONGEST_ABOUT = 200  # characters; the screen shortens them to one line


class ListedReport(Struct, frozen=True, kw_only=True):
    """A report in the list; `about` are its first words, else its address as it was written.

    `about` is empty if the report is of a closed category, or its contents are erased.
    """

    report: Report
    about: str = ""


class ReportList(Struct, frozen=True, kw_only=True):
    """One page of somebody's reports; `before` is the key of the next page, None on the last."""

    reports: tuple[ListedReport, ...]
    before: int | None


def mine(req: Request, before: int | None = None) -> ReportList:
    """/cases: the newest first."""
    found = reports.of_person(req.tx, req.actor.who, before=before, size=PAGE + 1)
    more = found[PAGE - 1].id if len(found) > PAGE else None
    listed = (ListedReport(report=each, about=_about(req, each)) for each in found[:PAGE])
    return ReportList(reports=tuple(listed), before=more)


def _about(req: Request, report: Report) -> str:
    """What a report is about; only `mine` calls it, for the owner."""
    closed = req.profile.taxonomy.is_closed(report.category, report.subcategory)
    if closed or report.status is Status.PURGED:
        return ""
    places = targets.of_report(req.tx, report.id)
    words = first_words.of_report(reports.text_of(req.tx, report.id), places)
    return (words or first_words.place(places))[:LONGEST_ABOUT]


def receipt(req: Request, report_id: int) -> Filed:
    """The receipt of one's own report, as it is now."""
    report = own_reports.own(req.tx, req.actor, report_id)
    code = reports.code_of(req.tx, report.id)
    return Filed(report=report, code=code, proof=proof.of_files(req.tx, report.id))
