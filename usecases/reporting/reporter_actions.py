"""What reporters do with their own reports: link, add, answer, appeal, withdraw, rate."""

from conversation.forms import report_material
from domain.case import Case, Priority
from domain.codes import parse_code
from domain.core.errors import BadAnswer, NotFound, Refusal, TooMany
from domain.draft import Draft
from domain.network.people import Role, Verb
from domain.notices import case_notices, reporter_notices
from domain.report import Report
from domain.status import Status, check_move
from storage.audit import journal
from storage.cases import cases, messages
from storage.engine import quotas
from storage.engine.database import Tx
from storage.evidence import evidence, evidence_reading
from storage.reporting import (
    filing_rows,
    message_index,
    offline_reports,
    reporter_links,
    reports,
    targets,
)
from usecases.cases import appeals, changes, reviewers, similarity
from usecases.core.outcomes import Added
from usecases.core.request import Request
from usecases.notify import case_counters, filing_notices, notify, removal_news
from usecases.reporting import filing, own_reports, standing
from usecases.reporting.filing import HOUR

STARS = range(1, 6)


def link(req: Request, typed: str) -> standing.Standing | None:
    """Link a report that staff entered to the account of whoever has its code.

    Only once, and never to the person who entered it. A try counts as one of /track; None if the
    code opens nothing.
    """
    report = own_reports.by_code(req, parse_code(typed))
    if report is None:
        return None
    if offline_reports.entered_by(req.tx, report.id) == req.actor.who:
        raise Refusal("link-not-yours")
    if not offline_reports.link(
        req.tx,
        report.id,
        req.actor.who,
        consent_version=req.conditions.privacy_version,
        now=req.now,
    ):
        raise Refusal("link-too-late")
    case = cases.get(req.tx, report.case_id)
    write_down(req, report, case, "link", case.status)
    return standing.standing(req, _fresh(req.tx, report), own=True)


def rate(req: Request, report_id: int, stars: int) -> standing.Standing:
    """Rate the handling, 1 to 5."""
    report = own_reports.own(req.tx, req.actor, report_id)
    if stars not in STARS or report.status not in {Status.CLOSED, Status.NOT_ACCEPTED}:
        raise BadAnswer("answer-stale")
    if report.rating is None:  # a changed rating is stored, but not counted again
        case_counters.rated(req, report, stars)
    filing_rows.rate(req.tx, report.id, stars)
    return own_reports.look(req, report_id)


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if a form of a reporter can no longer be finished on their report."""
    verb = {"appeal": Verb.APPEAL, "withdrawal": Verb.WITHDRAW}.get(draft.form)
    if verb is None:
        own_reports.may_add(req, draft.report_id or 0)
    else:
        own_reports.may_begin(req, draft.report_id or 0, verb)


def add(req: Request, draft: Draft) -> Added:
    """Add words and files to the case, and notify those who work on it."""
    report = own_reports.may_add(req, _of_draft(req, draft).id)
    return _add(req, draft, report, "addition")


def _add(req: Request, draft: Draft, report: Report, kind: str) -> Added:
    case = cases.get(req.tx, report.case_id)
    place = targets.newest(req.tx, case.id)
    row = _keep(req, draft, report, case, kind)
    write_down(req, report, case, "add", case.status)
    notice = case_notices.ReporterAddedNotice(row=row, place=place)
    notify.staff(req, case, notice, event=draft.id)
    may_appeal = standing.may(report, Verb.APPEAL, req.now)
    return Added(report=report, note="addition-done", may_appeal=may_appeal)


def answer(req: Request, draft: Draft) -> Added:
    """Answer the office's question: the case returns to its earlier state, its deadline continues.

    If another reporter's answer has already returned it, this one is an addition.
    """
    report = own_reports.may_add(req, _of_draft(req, draft).id)
    asked = messages.last_question(req.tx, report.case_id)
    if report.status is not Status.NEEDS_INFO:
        kind = "answer" if own_reports.owes_answer(req.tx, report) else "addition"
        return _add(req, draft, report, kind)
    case = cases.get(req.tx, report.case_id)
    check_move(report.status, Verb.ANSWER, Role.REPORTER)
    to = case.came_from or Status.SUBMITTED
    moved = cases.change(
        req.tx,
        case.id,
        seen=case.version,
        status=to,
        came_from=None,
        **changes.run_on(req, case),
    )
    _keep(req, draft, report, moved, "answer")
    write_down(req, report, case, Verb.ANSWER, to)
    answered = reporter_notices.AnsweredNotice(due_at=moved.due_at)
    notify.addressed(req, moved, asked.report_id if asked else None, answered, but=report.id)
    notify.staff(req, moved, case_notices.ReporterAnsweredNotice(), event="answer")
    return Added(report=_fresh(req.tx, report), note="answer-done")


def appeal(req: Request, draft: Draft, *, made_of: str = "") -> Added:
    """Appeal: a review by somebody else; once per decision, within its period.

    `made_of` is the draft with the messages that are its reasons, if they were sent before.
    """
    report = own_reports.may_begin(req, _of_draft(req, draft).id, Verb.APPEAL)
    case = cases.get(req.tx, report.case_id)
    appeals.enter(req, case, side=report.id, by=journal.reporter(report.id))
    moved = appeals.open_again(req, case)
    row = add_message(req, report, "appeal", draft.answers["reasons"])
    message_index.filed(req.tx, made_of or draft.id, report.id, row)
    write_down(req, report, case, Verb.APPEAL, Status.APPEALED)
    case_counters.move(req, Verb.APPEAL, case, moved)
    appeals.tell(req, case, moved, report)
    return Added(report=_fresh(req.tx, report), note="appeal-done")


def withdraw(req: Request, draft: Draft) -> Added:
    """Withdraw a report; the case stays open if others joined it or a life is in danger."""
    report = _of_draft(req, draft)
    if draft.answers["sure"] != "yes":
        return Added(report=report, note="withdraw-kept")
    case = cases.get(req.tx, report.case_id)
    check_move(case.status, Verb.WITHDRAW, Role.REPORTER)
    filing_rows.withdraw(req.tx, report.id, req.now)
    alone = not reporter_links.people(req.tx, case.id)
    if alone and case.priority is not Priority.DANGER:
        case = changes.late_first(req, case, Verb.WITHDRAW)
        ended = cases.change(
            req.tx,
            case.id,
            seen=case.version,
            status=Status.WITHDRAWN,
            **changes.ended(req, case),
        )
        case_counters.move(req, Verb.WITHDRAW, case, ended)
        reviewers.over(req, journal.SYSTEM, case, ended)
        removal_news.follow(req, case, ended)
        case = ended
    write_down(req, report, case, Verb.WITHDRAW, case.status)
    kept = case.retain_until if case.status is Status.WITHDRAWN else None
    notify.one(req, report, case, reporter_notices.WithdrawnNotice(kept_until=kept))
    notify.staff(req, case, case_notices.ReporterWithdrewNotice(), event=f"withdraw{report.id}")
    return Added(report=_fresh(req.tx, report), note="withdraw-done")


def _keep(req: Request, draft: Draft, report: Report, case: Case, kind: str) -> int:
    """Store what a draft adds to a report; returns the row id of its message."""
    count_addition(req)
    if evidence_reading.count(req.tx, draft.id):
        evidence.attach(req.tx, draft.id, report.id, case.id)
        similarity.write_files(req.tx, case.id, report.id, draft.id)
        # otherwise staff are notified when the last file arrives
        if not evidence_reading.pending(req.tx, report.id):
            filing_notices.proof(req, req.actor.who, report, draft.id)
    filing.more_targets(req, report, case, draft)
    row = add_message(req, report, kind, report_material.as_message(draft))
    message_index.filed(req.tx, draft.id, report.id, row)
    return row


def count_addition(req: Request) -> None:
    """Count an addition; raises a refusal above the hourly limit."""
    opens = quotas.use(
        req.tx, req.actor.who, "addition", req.conditions.additions_per_hour, HOUR, req.now
    )
    if opens is not None:
        raise TooMany("addition-quota", opens_at=opens)


def add_message(req: Request, report: Report, kind: str, text: str) -> int:
    """Store what a reporter wrote about their report; returns the id of its row."""
    return messages.add(
        req.tx,
        messages.Message(
            case_id=report.case_id,
            report_id=report.id,
            kind=kind,
            author=journal.reporter(report.id),
            text=text,
            written_at=req.now,
        ),
    )


def write_down(req: Request, report: Report, case: Case, verb: str, to: Status) -> None:
    """Write a journal entry for a reporter's action."""
    journal.add(
        req.tx,
        journal.Entry(
            who=journal.reporter(report.id),
            role=int(Role.REPORTER),
            verb=verb,
            case_id=case.id,
            unit=case.unit,
            start=case.status,
            to=to,
            written_at=req.now,
        ),
    )


def _of_draft(req: Request, draft: Draft) -> Report:
    if draft.report_id is None:
        raise NotFound("track-unknown")
    filing_rows.lock(req.tx, draft.report_id)
    return own_reports.own(req.tx, req.actor, draft.report_id)


def _fresh(tx: Tx, report: Report) -> Report:
    return reports.get(tx, report.id) or report
