"""What people are shown: a report as its reporter sees it, a case as staff do."""

from msgspec import Struct
from msgspec.structs import replace

from domain.case import Case, Decision
from domain.errors import Attempt, NotFound, Refusal
from domain.people import Person, Role, Verb, overlooks, role_in
from domain.report import Report
from domain.status import Status, check_move
from storage import (
    cases,
    decisions,
    enclosures,
    evidence_reading,
    identities,
    messages,
    missed,
    people,
    referrals,
    reporter_links,
    reports,
    sanctions,
    targets,
    transfers,
)
from storage.db import Tx
from usecases import deeds, joining, misuse, moves, reaching
from usecases.identities import view as request_view
from usecases.scene import Scene
from usecases.shown import Card, ReportView

SHOWN_MESSAGES = 6  # the card stays one message; the rest is in the journal


class Standing(Struct, frozen=True, kw_only=True):
    """How a report stands, with what its reporter may do now; `others` reported the same.

    `link_code` is its query code where it was looked up by that, and may be tied to an account.
    """

    report: Report
    verbs: tuple[Verb, ...]
    question: str = ""
    others: int = 0
    feedback: str = ""
    rule: str = ""
    result: str = ""
    kind: str = ""
    can_rate: bool = False
    can_add: bool = False
    own: bool = True
    link_code: str = ""


TOLD = frozenset({Status.CLOSED, Status.NOT_ACCEPTED, Status.APPEALED, Status.ARCHIVED})
"""The states in which the last decision has been told to the reporter."""


def standing(tx: Tx, scene: Scene, report: Report, *, own: bool) -> Standing:
    """How a report stands; the office's words are shown to whoever holds account or code."""
    case = cases.get(tx, report.case_id)
    told = decisions.latest(tx, case.id) if _is_told(case) else None
    verbs = [
        verb for verb in (Verb.ANSWER, Verb.APPEAL, Verb.WITHDRAW) if may(report, verb, scene.now)
    ]
    return Standing(
        report=report,
        verbs=tuple(verbs) if own else (),
        question=_question(tx, report),
        others=_others(tx, report),
        feedback=told.feedback if told else "",
        rule=told.rule if told else "",
        result=told.result if told else "",
        kind=told.kind if told else "",
        can_rate=own and report.status is Status.CLOSED and report.rating is None,
        can_add=own and report.status not in {Status.WITHDRAWN, Status.PURGED},
        own=own,
    )


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


def card(tx: Tx, person: Person, scene: Scene, case: Case, note: str = "") -> Card:
    """A case as this person sees it; who may not read it learns nothing."""
    if not overlooks(person, case.unit, scene.profile.by_code):
        # Not yours looks like not there.
        raise NotFound("case-unknown", Attempt(Verb.READ, case.unit, case.id))
    role = role_in(person, case.unit, scene.profile.by_code)
    said = messages.last(tx, case.id, limit=SHOWN_MESSAGES)
    found = reports.of_those_who_spoke(tx, case.id, [each.report_id for each in said])
    unread = reports.count(tx, case.id) - len(found)
    requests = identities.of_case(tx, case.id)
    wanted = {request.report_id: request for request in requests}  # the last one of each
    misused = misuse.of_case(tx, scene, case)
    said = messages.last(tx, case.id, limit=SHOWN_MESSAGES)
    decision = decisions.latest(tx, case.id)
    edited, edited_reports = messages.edited(tx, case.id)
    seen = Card(
        case=case,
        at=scene.now,
        role=role,
        moves=moves.open_to(tx, person, scene, case),
        deeds=deeds.open_to(tx, person, scene, case),
        can_take=role >= Role.MODERATOR
        and case.status in cases.OWED
        and case.quarantined_at is None
        and case.assignee != person.who,
        reports=tuple(
            ReportView(
                report=report,
                text=reports.text_of(tx, report.id),
                targets=targets.of_report(tx, report.id),
                has_contact=reporter_links.has_contact(tx, report.id),
                reachable=_is_reachable(tx, report.id),
                reached=missed.newest(tx, report.id),
                has_account=reporter_links.reporter(tx, report.id) is not None,
                wanted=wanted.get(report.id),
                edited=report.id in edited_reports,
                misused=misused.get(report.id),
            )
            for report in found
        ),
        evidence=evidence_reading.of_case(tx, case.id),
        messages=said,
        decision=decision,
        assignee=people.get(tx, case.assignee) if case.assignee else None,
        is_mine=case.assignee == person.who,
        way=transfers.of_case(tx, case.id),
        referral=referrals.latest(tx, case.id),
        names=_names(tx, said, decision),
        edited=edited,
        reached={each.id: reaching.of_message(tx, each, found) for each in said if not unread},
        enclosed=enclosures.of_case(tx, case.id),
        joins=joining.seen(tx, person, scene, case),
        unread=unread,
        note=note,
        pauses=sanctions.to_judge(tx, case.id, scene.now),
        showable=tuple(
            request_view(tx, person, scene, request)
            for request in requests
            if request.asked_by == person.who and request.may_show(scene.now)
        ),
    )
    return _emptied(seen) if case.status is Status.PURGED else seen


def _emptied(card: Card) -> Card:
    """Of a purged case there is nothing to be shown but what the case itself says."""
    return replace(
        card, reports=(), unread=0, evidence=(), messages=(), decision=None, way=(), referral=None
    )


def _names(tx: Tx, said: tuple[messages.Message, ...], decision: Decision | None) -> dict[str, str]:
    """What the colleagues who wrote or decided are called; a reporter is an alias, never named."""
    whos = {each.author for each in said if each.kind not in messages.FROM_REPORTER}
    if decision is not None:
        whos |= {decision.decided_by, decision.confirmed_by or ""}
    found = (people.get(tx, who) for who in sorted(whos - {""}))
    return {each.who: each.name for each in found if each is not None and each.name}


def _is_reachable(tx: Tx, report_id: int) -> bool:
    who = reporter_links.reporter(tx, report_id)
    return who is not None and people.address(tx, who) is not None


def card_or_none(tx: Tx, person: Person, scene: Scene, case: Case, note: str = "") -> Card | None:
    """The same, or None where the person has lost the role since it was owed to them."""
    try:
        return card(tx, person, scene, case, note)
    except NotFound:
        return None
