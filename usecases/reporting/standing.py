"""How a report stands for its reporter, and what may be done with it."""

from msgspec import Struct

from domain.case import Case, Decision
from domain.core.errors import Refusal
from domain.network.people import Role, Verb
from domain.network.units import above
from domain.profile import Profile
from domain.report import Report
from domain.status import Status, check_move
from storage.cases import cases, decisions, messages
from storage.engine.database import Tx
from storage.reporting import reporter_links
from usecases.core.request import Request


class Told(Struct, frozen=True, kw_only=True):
    """A decision as it was told to its reporters."""

    kind: str
    result: str
    rule: str
    feedback: str


class Standing(Struct, frozen=True, kw_only=True):
    """How a report stands, with what its reporter may do now; `others` reported the same.

    `first` is the decision that was appealed, once the appeal has a result of its own; who may be
    turned to after that is `above`, the unit above, None where there is none. `link_code` is its
    query code where it was looked up by that, and may be tied to an account.
    """

    report: Report
    verbs: tuple[Verb, ...]
    question: str = ""
    others: int = 0
    feedback: str = ""
    rule: str = ""
    result: str = ""
    kind: str = ""
    first: Told | None = None
    above: str | None = None
    can_rate: bool = False
    can_add: bool = False
    own: bool = True
    link_code: str = ""


TOLD = frozenset({Status.CLOSED, Status.NOT_ACCEPTED, Status.APPEALED, Status.ARCHIVED})
"""The states in which the last decision has been told to the reporter."""


def standing(req: Request, report: Report, *, own: bool) -> Standing:
    """How a report stands; the office's words are shown to whoever holds account or code."""
    case = cases.get(req.tx, report.case_id)
    told = decisions.latest(req.tx, case.id) if _is_told(case) else None
    verbs = [
        verb for verb in (Verb.ANSWER, Verb.APPEAL, Verb.WITHDRAW) if may(report, verb, req.now)
    ]
    return Standing(
        report=report,
        verbs=tuple(verbs) if own else (),
        question=_question(req.tx, report),
        others=_others(req.tx, report),
        feedback=told.feedback if told else "",
        rule=told.rule if told else "",
        result=told.result if told else "",
        kind=told.kind if told else "",
        first=_first(req.tx, told) if told else None,
        above=next_above(req.profile, report.unit),
        can_rate=own and report.status is Status.CLOSED and report.rating is None,
        can_add=own and report.status not in {Status.WITHDRAWN, Status.PURGED},
        own=own,
    )


def _first(tx: Tx, told: Decision) -> Told | None:
    """The decision that an appeal was about; None where this is not the result of one."""
    found = decisions.appealed(tx, told) if told.kind == "appeal" else None
    if found is None:
        return None
    return Told(kind=found.kind, result=found.result, rule=found.rule, feedback=found.feedback)


def next_above(profile: Profile, unit: str) -> str | None:
    """The nearest unit above that is not retired: to whom a reporter may turn after an appeal."""
    units = profile.by_code
    return next((code for code in above(units, unit) if not units[code].retired), None)


def _question(tx: Tx, report: Report) -> str:
    """What the office waits to hear from this reporter; to all others the case stands elsewhere."""
    if report.status is not Status.NEEDS_INFO:
        return ""
    asked = messages.last_question(tx, report.case_id)
    return asked.text if asked is not None else ""


def _others(tx: Tx, report: Report) -> int:
    """How many other people stand by their report of the same."""
    if report.withdrawn_at is not None:
        return 0
    return reporter_links.people(tx, report.case_id, but=reporter_links.reporter(tx, report.id))


def _is_told(case: Case) -> bool:
    return case.status in TOLD


def may(report: Report, verb: Verb, now: int) -> bool:
    """Whether the reporter may do this with this report now."""
    try:
        check_move(report.status, verb, Role.REPORTER)
    except Refusal:
        return False
    if verb is not Verb.APPEAL:
        return True
    return not report.appealed and report.appeal_until is not None and now <= report.appeal_until
