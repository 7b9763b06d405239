"""Queue the notices of a case change, in its transaction: to reporters, staff and unit groups."""

from collections.abc import Collection, Iterable

from domain.case import Case
from domain.network.people import Person, Role
from domain.notices.case_notices import CaseNotice, TakenFromYouNotice
from domain.notices.notice import Notice
from domain.notices.reporter_notices import (
    ReporterNotice,
    StatusCardNotice,
)
from domain.notices.staff_notices import SuggestionNotice, UnitNotice
from domain.report import Report
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from storage.reporting import offline_reports, reporter_links, reports
from usecases.core.request import Request
from usecases.notify import mail_notices, pushes, recipients, reporter_mails, staff_cards


def reporter(
    req: Request,
    who: str | None,
    report_id: int,
    case: Case,
    notice: ReporterNotice,
    *,
    event: str = "",
) -> None:
    """Queue a notice to one reporter and update the status card of that report.

    `event` distinguishes notices of the same kind and case version.
    """
    if who is None:
        offline_reports.leave_untold(req.tx, report_id, req.now)
        reporter_mails.owe(req, report_id, case)
        return
    order = f"report:{report_id}"
    outbox.put(
        req.tx,
        Owed(
            notice=notice,
            recipient=who,
            rank=Rank.NEWS,
            report_id=report_id,
            case_id=case.id,
            # The key contains the case: after a join a report gets notices about another case's
            # versions.
            dedupe=news_of(notice.kind, report_id, event or f"{case.id}:{case.version}"),
            order_key=order,
        ),
        req.now,
    )
    card(req, who, report_id, case)


def news_of(kind: str, report_id: int, event: str) -> str:
    """The deduplication key of a notice about a report."""
    return f"{kind}:{report_id}:{event}"[:96]


def of_words(message_row: int) -> str:
    """The event key of a message from an office; it stays the same when the case is transferred."""
    return f"m{message_row}"


def card(req: Request, who: str, report_id: int, case: Case) -> None:
    """Queue an update of the status card, after all news: one message per report, edited."""
    outbox.put(
        req.tx,
        Owed(
            notice=StatusCardNotice(),
            recipient=who,
            rank=Rank.CARD,
            report_id=report_id,
            case_id=case.id,
            dedupe=_card_of(report_id),
            order_key=f"report:{report_id}",
        ),
        req.now,
        last=True,
    )


def _card_of(report_id: int) -> str:
    return f"card:{report_id}"


def _refresh_card(req: Request, who: str, report_id: int, case: Case) -> None:
    """Update an existing status card; the first notice about the case creates it."""
    shown = reporter_links.card_message(req.tx, report_id) is not None
    if shown or outbox.was_queued(req.tx, _card_of(report_id)):
        card(req, who, report_id, case)


def cards(req: Request, case: Case) -> None:
    """Update the status cards of a case without sending any other message."""
    for report in reports.of_case(req.tx, case.id):
        who = reporter_links.reporter(req.tx, report.id)
        if who is not None and report.withdrawn_at is None:
            _refresh_card(req, who, report.id, case)


def reporters(req: Request, case: Case, notice: ReporterNotice, *, but: int | None = None) -> None:
    """Notify everybody who reported this case and has not withdrawn.

    `but` is a report whose reporter has just read the same as an answer: only the card is updated.
    """
    for report in reports.of_case(req.tx, case.id):
        if report.id == but:
            refresh_card(req, report, case)
        elif report.withdrawn_at is None:
            one(req, report, case, notice)


def refresh_card(req: Request, report: Report, case: Case) -> None:
    """Update the status card of one report without sending any other message."""
    who = reporter_links.reporter(req.tx, report.id)
    if who is not None:
        _refresh_card(req, who, report.id, case)


def addressed(
    req: Request,
    case: Case,
    to: int | None,
    notice: ReporterNotice,
    *,
    event: str = "",
    but: int | None = None,
) -> None:
    """Notify one reporter of a case, or all; for the others only the status card is updated.

    `but` is a report whose reporter has just read the same as an answer.
    """
    for report in reports.of_case(req.tx, case.id):
        who = reporter_links.reporter(req.tx, report.id)
        if report.withdrawn_at is not None:
            continue
        if to in {None, report.id} and report.id != but:
            reporter(req, who, report.id, case, notice, event=event)
        elif who is not None:
            _refresh_card(req, who, report.id, case)


def one(req: Request, report: Report, case: Case, notice: ReporterNotice) -> None:
    """Notify the reporter of one report."""
    reporter(req, reporter_links.reporter(req.tx, report.id), report.id, case, notice)


def staff(req: Request, case: Case, notice: CaseNotice, *, event: str) -> None:
    """Notify those who work on a case, and update the card in the unit's group."""
    colleagues(req, case, notice, event=event)
    group(req, case)


def colleagues(
    req: Request,
    case: Case,
    notice: CaseNotice,
    *,
    event: str,
    but: Collection[str] = (),
) -> None:
    """Notify those who work on a case: its assignee, else its unit, else the nearest unit above.

    `but` are people who know already. A unit with nobody on Telegram also gets a mail.
    """
    found = [each for each in recipients.working_on(req, case) if each.who not in but]
    to_people(req, found, case, notice, event=event)
    if not any(case.unit in each.grants for each in found):
        mail_notices.owe(req, case, notice, event=event)


def to_people(
    req: Request, found: Iterable[Person], case: Case, notice: CaseNotice, *, event: str
) -> None:
    """Notify these people of something that any of them may see to, each as they chose."""
    pushes.to_team(req, case, notice, found, lambda who: _of_case(case, notice, event, who))


def to_staff(req: Request, who: str, case: Case, notice: CaseNotice, *, event: str) -> None:
    """Notify one member of staff of what concerns this very person.

    `event` distinguishes notices about the same case version.
    """
    pushes.to_one(req, case, notice, who, lambda who: _of_case(case, notice, event, who))


def _of_case(case: Case, notice: Notice, event: str, who: str) -> str:
    return f"{notice.kind}:{case.id}:{case.version}:{event}:{who}"[:96]


def to_member(
    req: Request, who: str, unit: str, notice: UnitNotice | SuggestionNotice, *, event: str
) -> None:
    """Notify one member of staff about a unit; `event` distinguishes notices of one kind."""
    outbox.put(
        req.tx,
        Owed(
            notice=notice,
            recipient=who,
            unit=unit,
            rank=Rank.NEWS,
            dedupe=f"{notice.kind}:{unit}:{event}:{who}"[:96],
            due_at=pushes.after_quiet(req, who),
            order_key=f"staff:{who}",
        ),
        req.now,
    )


def unit_leads(
    req: Request,
    unit: str,
    notice: UnitNotice | SuggestionNotice,
    *,
    event: str,
    but: str | None = None,
) -> None:
    """Notify the leads of a unit, else those above, about the unit; never `but`."""
    for person in recipients.leads_above(req, unit, but=but):
        to_member(req, person.who, unit, notice, event=event)


def unit_staff(req: Request, unit: str, notice: UnitNotice, *, event: str) -> None:
    """Notify the staff of a unit, else of the nearest unit above with staff, about the unit."""
    for person in recipients.people_above(req, unit):
        to_member(req, person.who, unit, notice, event=event)


def heads(
    req: Request,
    unit: str,
    case: Case,
    notice: CaseNotice,
    *,
    event: str,
    but: Collection[str] = (),
) -> None:
    """Notify the leads of any unit, else those above it; `but` are units whose leads know."""
    known = {person.who for code in but for person in recipients.leads_above(req, code, case)}
    found = (each for each in recipients.leads_above(req, unit, case) if each.who not in known)
    to_people(req, found, case, notice, event=event)
    if unit == case.unit:
        mail_notices.owe(req, case, notice, event=event)


def top(req: Request, unit: str, case: Case, notice: CaseNotice, *, event: str) -> None:
    """Notify the leads of a unit that has no unit above it, and all admins."""
    admins = recipients.unbiased(req, case, people.admins(req.tx))
    found = {each.who: each for each in (*recipients.leads_above(req, unit, case), *admins)}
    to_people(req, found.values(), case, notice, event=event)


def leads_of(req: Request, unit: str, case: Case, notice: CaseNotice, *, event: str) -> None:
    """Notify the leads of a unit, whichever unit has the case now; nobody if it has none."""
    to_people(req, _leads(req, unit, case), case, notice, event=event)


def taken_from(req: Request, unit: str, case: Case) -> None:
    """Tell the leads of a unit that its case was taken; they may not open it any more."""
    notice = TakenFromYouNotice(unit=unit)
    for person in _leads(req, unit, case):
        outbox.put(
            req.tx,
            Owed(
                notice=notice,
                recipient=person.who,
                rank=Rank.NEWS,
                case_id=case.id,
                dedupe=_of_case(case, notice, "taken", person.who),
                due_at=pushes.after_quiet(req, person.who, case),
                order_key=f"staff:{person.who}",
            ),
            req.now,
        )


def _leads(req: Request, unit: str, case: Case) -> tuple[Person, ...]:
    return recipients.unbiased(req, case, people.staff_of(req.tx, (unit,), Role.LEAD, req.now))


def group(req: Request, case: Case) -> None:
    """Update the card in all unit groups where the case is, or was, shown, and in private chats."""
    staff_cards.show(req, case)
    staff_cards.follow(req, case.id)
