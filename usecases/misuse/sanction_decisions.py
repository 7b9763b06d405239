"""Sanctions by people: a warning, a pause of processing, its early end, and the appeal."""

from conversation.contexts import PauseAppealContext
from domain.case import Case
from domain.core.errors import NotFound, Refusal
from domain.draft import Draft
from domain.misuse import DAY, Result, Sanction, SanctionKind
from domain.network.people import Role, Verb
from domain.notices.reporter_notices import (
    PausedNotice,
    PauseJudgedNotice,
    ReporterNotice,
    UnpausedNotice,
    WarnedNotice,
)
from domain.report import Report
from storage.audit import journal
from storage.cases import cases
from storage.engine.database import Tx
from storage.misuse import quarantine, sanctions
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Rank
from storage.reporting import reports
from usecases.cases import eligible_reports, reviewers
from usecases.core.outcomes import Added
from usecases.core.request import Answers, Request
from usecases.core.views import Misused


def guard(verb: Verb, key: str) -> eligible_reports.Guard:
    """The guard of an action: the case must have a report that the action can be about."""

    def stopped(req: Request, case: Case) -> str:
        return "" if eligible_reports.there(req, case, verb) else key

    return stopped


def warn(req: Request, case: Case, given: Answers) -> Case:
    """Warn a reporter with a reason; their reports are still processed."""
    _impose(req, case, given, Verb.WARN, SanctionKind.WARNING)
    return case


def pause(req: Request, case: Case, given: Answers) -> Case:
    """For a period, store a reporter's new reports without processing them."""
    until = req.now + int(given["pause_days"]) * DAY
    sanction = _impose(req, case, given, Verb.PAUSE, SanctionKind.PAUSE, until)
    people.set_paused(req.tx, sanction.who, until)
    return case


def _impose(
    req: Request,
    case: Case,
    given: Answers,
    verb: Verb,
    kind: SanctionKind,
    until: int | None = None,
) -> Sanction:
    link = eligible_reports.chosen(req, case, verb, given)
    assert link.who is not None  # unlinked reports are not eligible
    sanction = sanctions.impose(
        req.tx,
        Sanction(
            id=0,
            who=link.who,
            kind=kind,
            case_id=case.id,
            report_id=link.report_id,
            unit=case.unit,
            reason=given["reason"],
            imposed_by=req.actor.who,
            imposed_at=req.now,
            until=until,
        ),
    )
    notice: ReporterNotice = WarnedNotice(reason=sanction.reason)
    if until is not None:
        notice = PausedNotice(reason=sanction.reason, until=until, sanction=sanction.id)
    _tell(req, sanction, notice)
    return sanction


def unpause(req: Request, case: Case, given: Answers) -> Case:
    """A lead ends a pause early; the quarantined cases go to the queue."""
    link = eligible_reports.chosen(req, case, Verb.UNPAUSE, given)
    assert link.who is not None  # unlinked reports are not eligible
    sanction = sanctions.running(req.tx, (link.who,), req.now)[-1]
    settled = sanctions.settle(
        req.tx, sanction, Result.ENDED, by=req.actor.who, now=req.now, words=given["reason"]
    )
    if settled is None:
        raise Refusal("refusal-nobody-paused")
    _let_go(req, settled)
    _tell(req, settled, UnpausedNotice())
    return case


def may_judge(req: Request, case: Case) -> str:
    """Guard: not by the person who imposed the pause."""
    found = sanctions.to_judge(req.tx, case.id, req.now)
    own = found and all(each.imposed_by == req.actor.who for each in found)
    return "refusal-four-eyes" if own else ""


def judge(req: Request, case: Case, given: Answers) -> Case:
    """Decide the appeal against a pause: it stays or ends; the reporter gets the reason."""
    link = eligible_reports.chosen(req, case, Verb.JUDGE_PAUSE, given)
    found = sanctions.to_judge(req.tx, case.id, req.now)
    sanction = next(each for each in found if each.report_id == link.report_id)
    if sanction.imposed_by == req.actor.who:
        raise Refusal("refusal-four-eyes")
    result = Result(given["verdict"])
    settled = sanctions.settle(
        req.tx, sanction, result, by=req.actor.who, now=req.now, words=given["reason"]
    )
    if settled is None:
        raise Refusal("refusal-no-pause-appeal")
    if result is Result.LIFT:
        _let_go(req, settled)
    until = sanction.until if result is Result.KEEP else None
    _tell(req, settled, PauseJudgedNotice(result=result, reason=given["reason"], until=until))
    return case


def _let_go(req: Request, sanction: Sanction) -> None:
    people.set_paused(req.tx, sanction.who, req.now)
    quarantine.end_wait(req.tx, sanction.who, req.now)


def may_appeal(req: Request, sanction_id: int) -> Sanction:
    """The pause, if this reporter may appeal it now; raises a refusal otherwise."""
    sanction = sanctions.get(req.tx, sanction_id)
    if sanction is None or sanction.who != req.actor.who:
        raise NotFound("pause-unknown")
    if sanction.appealed_at is not None:
        raise Refusal("pause-appealed")
    if not sanction.may_appeal(req.now):
        raise Refusal("pause-over")
    return sanction


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if the pause ended, or was appealed, while its appeal was being written."""
    may_appeal(req, PauseAppealContext.of(draft).sanction)


def appeal(req: Request, draft: Draft) -> Added:
    """A reporter appeals a pause; a lead who did not impose it decides."""
    sanction = may_appeal(req, PauseAppealContext.of(draft).sanction)
    if sanctions.appeal(req.tx, sanction, draft.answers["reasons"], req.now) is None:
        raise Refusal("pause-appealed")
    case = cases.get(req.tx, sanction.case_id)
    journal.add(
        req.tx,
        journal.Entry(
            who=journal.reporter(sanction.report_id),
            role=int(Role.REPORTER),
            verb="appeal_pause",
            case_id=case.id,
            unit=case.unit,
            start=case.status,
            to=case.status,
            written_at=req.now,
        ),
    )
    waits = sanctions.get(req.tx, sanction.id)
    assert waits is not None  # it was just appealed
    reviewers.call_of_pause(req, waits)
    return Added(report=_report(req.tx, sanction), note="pause-appeal-done")


def _report(tx: Tx, sanction: Sanction) -> Report:
    report = reports.get(tx, sanction.report_id)
    assert report is not None  # the sanction refers to this row
    return report


def _tell(req: Request, about: Sanction, notice: ReporterNotice) -> None:
    """Notify the reporter; like every notice, it begins with the tail of the report's code."""
    outbox.put(
        req.tx,
        outbox.Owed(
            notice=notice,
            recipient=about.who,
            rank=Rank.NEWS,
            report_id=about.report_id,
            case_id=about.case_id,
            dedupe=f"{notice.kind}:sanction:{about.id}:{about.result or ''}",
            order_key=f"report:{about.report_id}",
        ),
        req.now,
    )


def of_case(req: Request, case: Case) -> dict[int, Misused]:
    """The reports of a case whose reporter has been warned or is paused."""
    return {
        each.link.report_id: Misused(warned_at=each.warned_last, paused_until=each.paused_until)
        for each in sanctions.on_case(req.tx, case.id, req.now)
        if each.warned_last is not None or each.paused_until is not None
    }
