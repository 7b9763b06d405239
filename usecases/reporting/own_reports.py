"""A reporter's look at their own reports: whose it is, its state, what may be begun on it."""

from msgspec.structs import replace

from domain.codes import parse_code
from domain.core.errors import NotFound, Refusal, TooMany
from domain.network.people import Person, Verb
from domain.report import Report
from domain.status import OPEN, Status
from domain.suggestion import Suggestion
from storage.cases import messages
from storage.engine import quotas
from storage.engine.database import Tx
from storage.reporting import offline_reports, reporter_links, reports
from storage.suggestions import suggestions
from usecases.core.request import Request
from usecases.reporting import standing
from usecases.reporting.filing import HOUR

NEWEST = 20  # of a person's reports are looked through for one that a reply is about


def look(req: Request, report_id: int) -> standing.Standing:
    """The state of one of one's own reports."""
    return standing.standing(req, own(req.tx, req.actor, report_id), own=True)


def track(req: Request, typed: str) -> standing.Standing | Suggestion | None:
    """What a query code opens, from any account; None if the code opens nothing.

    An unknown code raises no refusal: that would roll back the transaction with the count of tries.
    """
    code = parse_code(typed)
    report = by_code(req, code)
    if report is None:
        return suggestions.by_code(req.tx, code)
    offline_reports.heard(req.tx, report.id)
    own = reporter_links.reporter(req.tx, report.id) == req.actor.who
    found = standing.standing(req, report, own=own)
    return (
        replace(found, link_code=code) if offline_reports.is_linkable(req.tx, report.id) else found
    )


def by_code(req: Request, code: str) -> Report | None:
    """The report of a query code, or None; each call counts as a try, above the limit it raises."""
    opens = quotas.use(
        req.tx, req.actor.who, "track", req.conditions.tracks_per_hour, HOUR, req.now
    )
    if opens is not None:
        raise TooMany("track-quota", opens_at=opens)
    return reports.by_code(req.tx, code)


def with_tail(req: Request, tail: str) -> int | None:
    """The one of somebody's newest reports whose code ends so; None where none or several do."""
    if not tail:
        return None
    mine = reports.of_person(req.tx, req.actor.who, before=None, size=NEWEST)
    found = [report.id for report in mine if report.tail == tail]
    return found[0] if len(found) == 1 else None


def own(tx: Tx, person: Person, report_id: int) -> Report:
    """A report of this person; NotFound if it is another's or does not exist."""
    report = reports.get(tx, report_id)
    if report is None or reporter_links.reporter(tx, report_id) != person.who:
        raise NotFound("track-unknown")
    return report


def may_begin(req: Request, report_id: int, verb: Verb) -> Report:
    """The report, if this form may be opened on it now; raises a refusal otherwise."""
    report = own(req.tx, req.actor, report_id)
    if standing.may(report, verb, req.now) or (verb is Verb.ANSWER and owes_answer(req.tx, report)):
        return report
    raise Refusal(_why_not(report, verb, req.now))


def may_add(req: Request, report_id: int) -> Report:
    """The report, if something may be added to it; raises a refusal otherwise."""
    report = own(req.tx, req.actor, report_id)
    if report.status is Status.WITHDRAWN:
        raise Refusal("report-withdrawn-already")
    if report.status is Status.PURGED:
        raise Refusal("report-purged")
    return report


def owes_answer(tx: Tx, report: Report) -> bool:
    """Whether this reporter has an unanswered question, even if others have answered theirs."""
    if report.status in {Status.WITHDRAWN, Status.PURGED}:
        return False
    asked = messages.last_question(tx, report.case_id)
    return (
        asked is not None
        and asked.concerns(report.id)
        and not messages.answered(tx, asked, report.id)
    )


def _why_not(report: Report, verb: Verb, now: int) -> str:
    if verb is Verb.APPEAL and report.appealed:
        return "appeal-once"
    if verb is Verb.APPEAL and report.appeal_until is not None and now > report.appeal_until:
        return "appeal-too-late"
    if report.status not in OPEN:
        return "report-not-open"
    return "refusal-move"
