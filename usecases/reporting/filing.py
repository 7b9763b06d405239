"""File a report as a new case: route it, number it, write the journal, notify staff."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import ReportContext
from conversation.forms import report_material
from conversation.forms.report import destination, host_of
from conversation.parsing import account_names
from domain.case import Case, Priority
from domain.clocks.deadlines import danger_deadline, working_deadline
from domain.clockwork import reminder
from domain.codes import case_number
from domain.core.errors import TooMany
from domain.draft import Draft
from domain.network.people import Person, Role, Verb, role_in
from domain.notices.case_notices import NewCaseNotice
from domain.report import MAX_LINKS, MAX_POSTS, Channel, EvidenceState, IdentityMode, Report
from domain.status import Status
from storage.audit import journal
from storage.cases import cases
from storage.engine import counters, quotas
from storage.evidence import evidence
from storage.removals import removed
from storage.reported_accounts import case_accounts
from storage.reporting import filing_rows, message_index, reporter_links, reports, targets
from storage.reporting.filing_rows import Filing
from storage.reporting.targets import Target
from usecases.cases import alarms, similarity
from usecases.core import proof
from usecases.core.outcomes import Filed
from usecases.core.request import Request
from usecases.misuse import quarantine
from usecases.notify import case_counters, filing_notices, notify, staff_cards

HOUR = 3600


class Source(Struct, frozen=True, kw_only=True):
    """Where a report comes from: the reporter's account, or the staff who entered it."""

    locale: str
    who: str | None = None
    channel: Channel = Channel.TELEGRAM
    entered_by: Person | None = None
    # until when reports from this account are stored but not processed, unix seconds
    paused_until: int = 0


class NewCase(Struct, frozen=True, kw_only=True):
    """A new case with its report; `files` are the states of its files, in order of arrival."""

    case: Case
    report: Report
    files: tuple[EvidenceState, ...] = ()


def file(req: Request, draft: Draft) -> Filed:
    """File a finished report: case, evidence, journal and notices, in one transaction."""
    filed = reports.by_uid(req.tx, draft.id)
    if filed is not None:
        return _filed_again(req, filed)
    opens = quotas.use(
        req.tx, req.actor.who, "report", req.conditions.reports_per_hour, HOUR, req.now
    )
    if opens is not None:
        raise TooMany("report-quota", opens_at=opens, limit=req.conditions.reports_per_hour)
    written = write(req, draft, _source(req.actor))
    case, report = written.case, written.report
    filing_notices.receipt(req, req.actor.who, report.id, case)
    announce(req, case)
    found = Filed(
        report=report,
        code=req.tx.cipher.code_for(draft.id),
        proof=proof.of_new(req.tx, report.id, written.files),
    )
    asked = req.profile.unit(ReportContext.of(draft).unit)
    other = asked is not None and not asked.retired and asked.code != report.unit
    return replace(found, asked=asked.code) if asked is not None and other else found


def _filed_again(req: Request, report: Report) -> Filed:
    """The receipt of a report that was filed before."""
    code, files = reports.code_of(req.tx, report.id), proof.of_files(req.tx, report.id)
    return Filed(report=report, code=code, proof=files, again=True)


def filed_before(req: Request, draft_id: str) -> Filed | None:
    """The outcome of an earlier press of "Submit": the same report, the same code; else None."""
    report = reports.by_uid(req.tx, draft_id)
    if report is None or reporter_links.reporter(req.tx, report.id) != req.actor.who:
        return None
    return _filed_again(req, report)


def _source(person: Person) -> Source:
    return Source(locale=person.locale, who=person.who, paused_until=person.paused_until)


def announce(req: Request, case: Case) -> None:
    """Notify those who work on a new case; with a danger to life, start the alarm.

    Nobody is notified of a case in quarantine.
    """
    if case.quarantined_at is not None:
        return
    woken = frozenset[str]() if case.alarm_at is None else alarms.ring_alarm(req, case)
    notify.colleagues(req, case, NewCaseNotice(), event="new", but=woken)
    staff_cards.show(req, case, is_new=True)


def write(req: Request, draft: Draft, source: Source) -> NewCase:
    """Store the case, its report with everything sent along, and the first journal entry."""
    answers = draft.answers
    danger = bool(answers["review"]["danger"])
    named = account_names.in_draft(draft, req.profile.platforms)
    case = replace(_case(req, draft, danger=danger), accounts=len(named))
    if source.entered_by is None:
        case = quarantine.on_arrival(req, case, paused_until=source.paused_until)
    case = cases.open_case(req.tx, case)
    filing = _filing(source, req, draft, case)
    report = filing_rows.file(req.tx, filing, case)
    targets.add(req.tx, report.id, case, _targets(draft))
    if named:
        case_accounts.add(req.tx, case, named, req.now)
    message_index.filed(req.tx, draft.id, report.id)
    files = evidence.attach(req.tx, draft.id, report.id, case.id) if draft.carried.files else ()
    similarity.write(req.tx, case.id, report.id, draft, files=EvidenceState.KEPT in files)
    journal.add(req.tx, _first_entry(req, case, report.id, source), is_first=True)
    case_counters.received(req, case)
    return NewCase(case=case, report=report, files=files)


def _first_entry(req: Request, case: Case, report_id: int, source: Source) -> journal.Entry:
    staff = source.entered_by
    return journal.Entry(
        who=staff.who if staff else journal.reporter(report_id),
        role=int(role_in(staff, case.unit, req.profile.by_code) if staff else Role.REPORTER),
        verb=Verb.ENTER if staff else "submit",
        case_id=case.id,
        unit=case.unit,
        to=Status.SUBMITTED,
        reason=source.channel if staff else "",
        written_at=req.now,
    )


def _case(req: Request, draft: Draft, *, danger: bool) -> Case:
    answers, profile, now = draft.answers, req.profile, req.now
    category, below = answers["category"], answers.get("subcategory") or ""
    unit = destination(profile, draft)
    clocks, calendar = profile.clocks_for(category, below, unit), profile.calendar_for(unit)
    due_at = (
        danger_deadline(clocks, now)
        if danger
        else working_deadline(calendar, now, clocks.accept_days)
    )
    local = datetime.fromtimestamp(now, ZoneInfo(profile.timezone))
    running = counters.next_value(req.tx, f"case:{local:%y%m}")
    return Case(
        id=0,
        number=case_number(local.year, local.month, running),
        status=Status.SUBMITTED,
        category=category,
        subcategory=below,
        unit=unit,
        region=answers.get("region") or "",
        host=host_of(profile, draft),
        priority=Priority.DANGER if danger else Priority.NORMAL,
        version=1,
        opened_at=now,
        due_at=due_at,
        due_from=now,
        due_days=None if danger else clocks.accept_days,
        remind_at=reminder(calendar, now, due_at),
        alarm_at=now if danger else None,
        word_due_at=working_deadline(calendar, now, clocks.word_days),
        word_days=clocks.word_days,
    )


def _filing(source: Source, req: Request, draft: Draft, case: Case) -> Filing:
    answers = draft.answers
    contact = dict(answers.get("contact") or {})
    if answers.get("name"):
        contact["name"] = answers["name"]
    return Filing(
        uid=draft.id,
        case_id=case.id,
        first_unit=case.unit,
        locale=source.locale,
        category=case.category,
        subcategory=case.subcategory,
        text=report_material.own_words(draft),
        danger=case.priority is Priority.DANGER,
        identity_mode=IdentityMode(answers.get("identity") or IdentityMode.ANONYMOUS),
        submitted_at=req.now,
        who=source.who,
        contact=contact,
        consent_version=req.conditions.privacy_version,
        channel=source.channel,
        entered_by=source.entered_by.who if source.entered_by else None,
    )


def _targets(draft: Draft) -> tuple[Target, ...]:
    found, place = where(draft), report_material.place_text(draft)
    return found if not place else (*found, Target(raw=place, normalised="", host=""))


def where(draft: Draft) -> tuple[Target, ...]:
    """The links and posts of a draft, as a report's targets."""
    posts = (
        Target(
            raw=report_material.with_addresses(draft, piece),
            normalised="",
            host="",
            origin=dict(piece.origin or {}),
        )
        for piece in report_material.posts(draft)
    )
    return (*_linked(report_material.links(draft)), *posts)


def more_targets(req: Request, report: Report, case: Case, draft: Draft) -> None:
    """Store targets and accounts that were added to a report after it was filed."""
    most = MAX_LINKS + MAX_POSTS
    fresh = targets.add_more(req.tx, report.id, case, where(draft), most=most)
    links = [each.normalised for each in fresh if each.normalised]
    similarity.write_links(req.tx, case.id, report.id, links)
    if links and case.closed_at is None:
        removed.recheck(req.tx, case)
    named = account_names.in_draft(draft, req.profile.platforms)
    if named and case.accounts < account_names.MOST_ACCOUNTS:
        case_accounts.add_more(req.tx, case, named, req.now)


def _linked(links: Iterable[Mapping[str, Any]]) -> tuple[Target, ...]:
    """Links as a report's targets."""
    return tuple(
        Target(
            raw=each["raw"],
            normalised=each["normalised"],
            host=each["host"],
            disguised=each["disguised"],
        )
        for each in links
    )
