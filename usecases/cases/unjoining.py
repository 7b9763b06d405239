"""Undo a join within a day: the reports get their own case again, with its state and deadlines."""

from itertools import product
from typing import Any

from domain.case import Case, Priority
from domain.network.people import Role, Verb, role_in
from domain.notices.notice import kind_of
from domain.notices.reporter_notices import JoinedNotice
from domain.status import OPEN, Move, Status
from storage.cases import cases, decisions, joins, reviewers
from storage.cases.joins import Join
from storage.queues import outbox
from storage.reporting import reports
from usecases.cases import changes, merging, similarity
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.notify import notify

UNDO_SECONDS = 24 * 3600
MOST_COMPARED = 40  # reports of the other case whose traits are stored again


def may_unjoin(req: Request, case: Case) -> str:
    """Guard: the key of a refusal if this person may not undo this join now; else empty."""
    found = joins.get(req.tx, case.id)
    if found is None or req.now > found.joined_at + UNDO_SECONDS:
        return "unjoin-too-late"
    target = merging.end_of(req.tx, case)
    if target.status not in OPEN or target.status is Status.FEEDBACK_PENDING:
        return "unjoin-decided"
    decision = decisions.told(req.tx, target.id)
    if decision is not None and (decision.confirmed_at or decision.decided_at) >= found.joined_at:
        return "unjoin-decided"  # its reporters know it, and may have appealed against it
    if target.status is Status.NEEDS_INFO:
        return "unjoin-asked"
    mine = [
        report
        for each in joins.went(req.tx, case.id, target.id)
        if (report := reports.get(req.tx, each))
    ]
    if mine and all(report.withdrawn_at is not None for report in mine):
        return "unjoin-withdrawn"
    if role_in(req.actor, target.unit, req.profile.by_code) < Role.MODERATOR:
        return "unjoin-other-unit"
    if reviewers.reported(req.tx, target.id, (req.actor.who,)):
        return "refusal-own-report"
    return ""


def unjoin(req: Request, case: Case, __: Move, ___: Answers) -> Case:
    """Row 27: the joined case is open again as it was; nothing that was told is told again."""
    found = joins.get(req.tx, case.id)
    assert found is not None  # `may_unjoin` has looked
    *through, target = merging.chain(req.tx, case)
    between = [each.id for each in through[1:]]
    ids = joins.went(req.tx, case.id, target.id)
    joins.move_back(req.tx, found, target.id, ids, between=between)
    similarity.renew(req.tx, case.id, ids)
    left = reports.of_case(req.tx, target.id, most=MOST_COMPARED)
    similarity.renew(req.tx, target.id, (report.id for report in left))
    again = cases.change(
        req.tx,
        case.id,
        seen=case.version,
        status=found.status,
        joined_to=None,
        closed_at=None,
        retain_until=None,
        **_own_columns(target, found),
    )
    direct = target.id == case.joined_to  # else another case took over from it, and so on
    given_back = _target_columns(req, target, found) if direct else {}
    parted = cases.change(req.tx, target.id, seen=target.version, **given_back)
    changes.write(req, target, Verb.UNJOIN, target.status, case.number)
    _tell(req, case, again, target, ids)
    notify.group(req, parted)
    return again


def _tell(req: Request, case: Case, again: Case, target: Case, ids: tuple[int, ...]) -> None:
    """Take back what was not told yet, and show the reporters their own case again."""
    kind = kind_of(JoinedNotice)
    for report_id, to in product(ids, {case.joined_to or target.id, target.id}):
        outbox.withdraw(req.tx, notify.news_of(kind, report_id, merging.told_as(to)))
    notify.cards(req, again)


def _own_columns(target: Case, found: Join) -> dict[str, Any]:
    """The columns of the joined case as they were; an alarm that somebody has taken stays off."""
    alarm = found.was["alarm_at"] if target.alarm_at is not None else None
    return {**found.was, "alarm_at": alarm}


def _target_columns(req: Request, target: Case, found: Join) -> dict[str, Any]:
    """What the other case gives back; what was changed since the join stays as it is now."""
    values: dict[str, Any] = {}
    for name in ("held_at", "word_due_at", "evidence_seen_at"):
        if getattr(target, name) == found.became[name] != found.target_was[name]:
            values[name] = found.target_was[name]
    if "word_due_at" in values:
        values |= changes.word_due(req, target, values["word_due_at"])
    raised = found.became["priority"] != found.target_was["priority"]
    still = any(report.danger for report in reports.of_case(req.tx, target.id))
    if raised and not still and target.priority is Priority.DANGER:
        values |= {"priority": Priority.NORMAL, "urgency": 1, "alarm_at": None}
        if target.due_at == found.became["due_at"]:
            values |= changes.due(req, target, found.target_was["due_at"])
    return values
