"""Deadlines of open cases: remind staff, escalate late cases, ask for messages to reporters."""

from contextlib import suppress

from domain import clockwork
from domain.case import Case
from domain.core.errors import Refusal
from domain.network.people import Role, Verb
from domain.notices.case_notices import (
    LateAboveNotice,
    LateAgainNotice,
    LateHereNotice,
    ReminderNotice,
    WordWantedNotice,
)
from domain.notices.reporter_notices import LateNotice, QuestionReminderNotice
from domain.status import check_move
from storage.cases import cases, clocks, messages
from storage.engine import counters
from usecases.cases import changes, recounting, reviewers
from usecases.core import wrong_times
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request
from usecases.notify import case_counters, notify, recipients

DAY = 24 * 3600
# names of the counters of the last question reminded of: when it was asked, and in which case
REMINDED_AT, REMINDED_OF = "questions:reminded_at", "questions:reminded_of"
BATCH = 50  # cases per run: each may mean notices to a dozen people, and others wait to write


def remind(req: Request) -> int:
    """Once before a deadline, remind those who work on a case and, if escalated, the unit above."""
    if wrong_times.pending(req.tx):
        return 0
    found = clocks.to_remind(req.tx, req.now, limit=BATCH, off=recounting.off_today(req))
    for each in found:
        case = recounting.anew(req, each)
        if case.remind_at is None or case.remind_at > req.now:
            continue  # a holiday was announced, and the deadline is a later one
        if not clocks.mark(req.tx, case, remind_at=None) or case.paused_at is not None:
            continue
        event = f"due{case.due_at}"
        notify.colleagues(req, case, ReminderNotice(), event=event)
        reviewers.remind(req, case, ReminderNotice, event=event)
        if case.escalated_to is not None:
            notify.heads(req, case.escalated_to, case, ReminderNotice(), event=event)
    return len(found)


def call_for_words(req: Request) -> int:
    """Remind staff, every working day, that a reporter is owed a personal message."""
    if wrong_times.pending(req.tx):
        return 0
    found = clocks.words_due(req.tx, req.now, limit=BATCH, off=recounting.off_today(req))
    for each in found:
        case = recounting.anew(req, each)
        if case.word_due_at is None or case.word_due_at > req.now:
            continue
        again = clockwork.another_day(req.profile, case, req.now)
        if clocks.mark(req.tx, case, **changes.word_due(req, case, again)):
            event = f"word{case.word_due_at}"
            notify.colleagues(req, case, WordWantedNotice(), event=event)
    return len(found)


def pass_up(req: Request) -> int:
    """Row 20: escalate late cases one unit up with a new deadline, and notify those concerned."""
    if wrong_times.pending(req.tx):
        return 0
    found = clocks.late(req.tx, req.now, limit=BATCH, off=recounting.off_today(req))
    for each in found:
        case = recounting.anew(req, each)
        if not case.is_overdue(req.now):
            continue
        with suppress(Refusal):  # the case was moved meanwhile
            _pass_up(req, case)
    return len(found)


def _pass_up(req: Request, case: Case) -> None:
    check_move(case.status, Verb.LATE, Role.SYSTEM)
    late = clockwork.late(req.profile, case, req.now)
    office = req.profile.calendar_for(late.to or case.escalated_to or case.unit)
    moved = cases.change(
        req.tx,
        case.id,
        seen=case.version,
        overdue_level=late.level,
        escalated_to=late.to or case.escalated_to,
        due_at=late.due_at,
        **changes.how_counted(office, case, req.now, late.due_at),
        remind_at=late.remind_at,
    )
    note_by_system(req, case, Verb.LATE, moved.status, late.to or "")
    case_counters.move(req, Verb.LATE, case, moved)
    if late.first:
        notify.reporters(req, moved, LateNotice(unit=late.to or "", due_at=late.due_at))
    else:
        notify.cards(req, moved)
    if late.to is not None:
        notify.heads(req, late.to, moved, LateAboveNotice(), event="late")
        notify.heads(req, case.unit, moved, LateHereNotice(), event="late", but=(late.to,))
        if not any(each.reachable for each in recipients.leads_above(req, case.unit, moved)):
            notify.colleagues(req, moved, LateHereNotice(), event="late")  # nobody leads them
    else:
        notify.top(req, moved.escalated_to or case.unit, moved, LateAgainNotice(), event="late")
    reviewers.remind(req, moved, LateAgainNotice, event="late")
    notify.group(req, moved)


def remind_of_questions(req: Request) -> int:
    """Remind reporters once of an open question. Returns how many were due in this batch.

    The next run begins after the last question of this one: they stay open, and must not keep later
    ones out of the batch.
    """
    before = req.now - req.profile.clocks.needs_info_reminder_days * DAY
    after = counters.value(req.tx, REMINDED_AT) or 0, counters.value(req.tx, REMINDED_OF) or 0
    found = cases.paused_between(req.tx, after, before, limit=BATCH)
    for case in found:
        assert case.paused_at is not None  # it was selected by this
        until = clockwork.answer_until(req.profile, case, case.paused_at)
        asked = messages.last_question(req.tx, case.id)
        to = asked.report_id if asked else None
        notify.addressed(req, case, to, QuestionReminderNotice(until=until))
    if found:
        counters.put(req.tx, REMINDED_AT, found[-1].paused_at or 0)
        counters.put(req.tx, REMINDED_OF, found[-1].id)
    return len(found)
