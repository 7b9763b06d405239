"""The state of a report for its reporter, and the actions open to them."""

from collections.abc import Mapping

from msgspec import Struct, field

from domain.case import Case, Decision, Outcome, is_change
from domain.core.errors import Refusal
from domain.network.people import Role, Verb
from domain.network.units import above
from domain.profile import Profile
from domain.removals.removal import Addressed, Removal, State
from domain.report import Report
from domain.status import Status, check_move
from storage.cases import cases, decisions, messages
from storage.engine.database import Tx
from storage.removals import removals
from storage.reporting import reporter_links, told_messages
from usecases.core.request import Request
from usecases.notify import filing_notices


class Told(Struct, frozen=True, kw_only=True):
    """A decision as it was sent to reporters."""

    kind: str
    result: str
    rule: str
    feedback: str
    feedback_in: Mapping[str, str] = field(default_factory=dict)


class AskedMeasure(Struct, frozen=True, kw_only=True):
    """A measure that the office asks of a site now: what, of which unit or provider, until when.

    One of `unit` and `provider` is a code, neither if somebody was told by phone. `by` is in unix
    seconds. Not `sent`: a letter has yet to reach it.
    """

    ask: str
    by: int
    unit: str = ""
    provider: str = ""
    sent: bool = True


class Standing(Struct, frozen=True, kw_only=True):
    """The state of a report and its reporter's possible actions; `others` reported the same.

    `first` is the decision that was appealed, once the appeal is decided; `above` is then the unit
    above to turn to, None if there is none. `link_code` is the query code by which it was opened,
    if the report may be linked to an account. `asked` are the measures that are asked for now;
    `removed_at` is when the content was gone, unix seconds; `to_check`: a site says so, and nobody
    of the office has looked yet. `kept_until` is when the contents will be deleted, unix seconds.
    """

    report: Report
    verbs: tuple[Verb, ...]
    question: str = ""
    others: int = 0
    feedback: str = ""
    feedback_in: Mapping[str, str] = field(default_factory=dict)
    rule: str = ""
    result: str = ""
    kind: str = ""
    first: Told | None = None
    above: str | None = None
    can_rate: bool = False
    can_add: bool = False
    own: bool = True
    link_code: str = ""
    asked: tuple[AskedMeasure, ...] = ()
    removed_at: int | None = None
    to_check: bool = False
    kept_until: int | None = None


MOST_ASKED = 3  # measures on a reporter's screen
TOLD = frozenset({Status.CLOSED, Status.NOT_ACCEPTED, Status.APPEALED, Status.ARCHIVED})
"""The states in which the reporter has been told the last decision."""
ENDED = frozenset({Status.CLOSED, Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.ARCHIVED})
"""The states in which the reporter has been told until when the contents are kept."""


def standing(req: Request, report: Report, *, own: bool) -> Standing:
    """The state of a report; an office's messages are shown to its owner or the code's holder."""
    case = cases.get(req.tx, report.case_id)
    told = decisions.told(req.tx, case.id) if _is_told(case) else None
    requests = removals.of_case(req.tx, case.id) if case.first_action_at is not None else ()
    verbs = [
        verb for verb in (Verb.ANSWER, Verb.APPEAL, Verb.WITHDRAW) if may(report, verb, req.now)
    ]
    return Standing(
        report=report,
        verbs=tuple(verbs) if own else (),
        question=_question(req.tx, report),
        others=_others(req, report),
        feedback=told.feedback if told else "",
        feedback_in=told.feedback_in if told else {},
        rule=told.rule if told else "",
        result=told.result if told else "",
        kind=told.kind if told else "",
        first=_appealed_decision(req.tx, told) if told else None,
        above=next_above(req.profile, report.unit),
        can_rate=own and may_rate(report),
        can_add=own and report.status not in {Status.WITHDRAWN, Status.PURGED},
        own=own,
        asked=_asked(requests),
        to_check=any(each.state is State.TO_CHECK for each in requests),
        removed_at=None if _waits_as_removed(case) else case.removed_at,
        kept_until=case.retain_until if own and case.status in ENDED else None,
    )


def _waits_as_removed(case: Case) -> bool:
    """Whether it counts as gone by a decision that nobody has confirmed: not told before."""
    return case.status is Status.FEEDBACK_PENDING and case.outcome is Outcome.REMOVED_BY_UNIT


def _asked(requests: tuple[Removal, ...]) -> tuple[AskedMeasure, ...]:
    """What the office asks of sites now, without any of the finding."""
    return tuple(
        AskedMeasure(
            ask=each.what,
            by=each.due_at,
            unit=each.to if each.kind is Addressed.UNIT else "",
            provider=each.to if each.kind is Addressed.PROVIDER else "",
            sent=each.sent_at is not None,
        )
        for each in requests
        if each.state is State.ASKED
    )[:MOST_ASKED]


def _appealed_decision(tx: Tx, told: Decision) -> Told | None:
    """The decision that was appealed; None if `told` is not the result of an appeal."""
    found = decisions.appealed(tx, told) if told.kind == "appeal" else None
    if found is None:
        return None
    return Told(
        kind=found.kind,
        result=found.result,
        rule=found.rule,
        feedback=found.feedback,
        feedback_in=found.feedback_in,
    )


def next_above(profile: Profile, unit: str) -> str | None:
    """The nearest active unit above: where a reporter may turn after an appeal; None if none."""
    units = profile.by_code
    return next((code for code in above(units, unit) if not units[code].retired), None)


def _question(tx: Tx, report: Report) -> str:
    """The open question to this reporter; empty if they were not asked."""
    if report.status is not Status.NEEDS_INFO:
        return ""
    asked = messages.last_question(tx, report.case_id)
    return asked.text if asked is not None else ""


def _others(req: Request, report: Report) -> int:
    """How many other people have reported the same; who reads it is no other person."""
    reader = req.person.who if req.person is not None else ""
    return reporter_links.others(req.tx, report.case_id, report.id, reader=reader)


def _is_told(case: Case) -> bool:
    """Whether a decision stands; while a change on an appeal waits, it is the former one."""
    return case.status in TOLD or is_change(case)


def may(report: Report, verb: Verb, now: int) -> bool:
    """Whether the reporter may do this with this report now."""
    try:
        check_move(report.status, verb, Role.REPORTER)
    except Refusal:
        return False
    if verb is not Verb.APPEAL:
        return True
    return not report.appealed and report.appeal_until is not None and now <= report.appeal_until


def may_rate(report: Report) -> bool:
    """Whether the reporter may rate now how the report was handled."""
    return report.status is Status.CLOSED and report.rating is None


def shows_receipt(req: Request, who: str, message_id: int) -> bool:
    """Whether a message of the bot's in this person's chat shows the receipt of a report."""
    report_id = told_messages.about(req.tx, who, message_id)
    return (
        report_id is not None and filing_notices.receipt_message(req, who, report_id) == message_id
    )
