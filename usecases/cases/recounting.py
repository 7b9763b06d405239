"""Open deadlines counted anew when the calendar of working days has changed.

A holiday may be announced while a case is open. Deadlines never get earlier by that, and reporters
are told the new time. The cases are read in steps, so that no transaction is long.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from domain import clockwork
from domain.case import Case, Priority
from domain.clocks.recount import Count, counted, recounted
from domain.notices.reporter_notices import NewTimeNotice, NewTimeReason
from storage.cases import clocks
from usecases.core import recount_steps
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request
from usecases.notify import notify

STEP = 200  # cases read in a transaction
MOST_CHANGED = 50  # of them changed: each may mean notices to several people


def go_on(req: Request) -> int:
    """Count a batch of open deadlines by the current calendar. Returns how many were looked at."""
    steps = recount_steps.begin(req, "cases")
    if steps is None:
        return 0
    looked, changed, last = 0, 0, None
    for case in clocks.running(req.tx, steps.after, limit=STEP):
        changed += anew(req, case).due_at != case.due_at
        looked, last = looked + 1, case.id
        if changed >= MOST_CHANGED:
            break
    recount_steps.end(req, steps, last)
    return looked


def anew(req: Request, case: Case) -> Case:
    """The case with its deadlines by the current calendar: stored, entered and told if they moved.

    Its version stays, so that buttons on open cards stay valid.
    """
    values = _columns(req, case)
    if not values or not clocks.mark(req.tx, case, **values):
        return case
    moved = replace(case, **values)
    if moved.due_at is not None and moved.due_at != case.due_at:
        tell(req, case, moved, NewTimeReason.CALENDAR)
    return moved


def by_now(req: Request, case: Case) -> Case:
    """The case with its deadlines by the current calendar, which is not stored."""
    return replace(case, **_columns(req, case))


def tell(req: Request, before: Case, case: Case, cause: NewTimeReason) -> None:
    """Enter a new deadline in the journal, and tell it to reporters where it runs."""
    assert case.due_at is not None
    times = " → ".join(_local(req, each) for each in (before.due_at, case.due_at) if each)
    note_by_system(req, case, recount_steps.RECOUNT, case.status, times)
    if case.paused_at is not None:
        return  # they were told by when to answer, which does not depend on working days
    notice = NewTimeNotice(due_at=case.due_at, cause=cause)
    notify.addressed(req, case, None, notice, event=f"{case.id}:due{case.due_at}")
    notify.group(req, case)


def _local(req: Request, at: int) -> str:
    return f"{datetime.fromtimestamp(at, ZoneInfo(req.profile.timezone)):%Y-%m-%d %H:%M}"


def off_today(req: Request) -> frozenset[str]:
    """The units that do not work today."""
    calendars = {code: req.profile.calendar_for(code) for code in req.profile.by_code}
    return frozenset(
        code for code, each in calendars.items() if not each.is_working(each.day_of(req.now))
    )


def _columns(req: Request, case: Case) -> dict[str, Any]:
    """The columns that change; those of a case of an earlier release say how it was counted."""
    if case.due_at is None or case.quarantined_at is not None:
        return {}
    office = req.profile.calendar_for(case.escalated_to or case.unit)
    values: dict[str, Any] = {}
    if case.due_from is None:
        count = counted(office, case.opened_at, case.due_at)
        values |= {"due_from": count.start, "due_days": count.days}
    else:
        count = Count(case.due_from, case.due_days)
    due_at = case.due_at
    if case.priority is not Priority.DANGER:
        due_at = recounted(office, count, case.due_at)
    if due_at != case.due_at:
        values["due_at"] = due_at
        if case.paused_at is None:
            values["remind_at"] = clockwork.reminder(office, req.now, due_at)
    return values | _word(req, case)


def _word(req: Request, case: Case) -> dict[str, int]:
    """The deadline of the first personal word, if it moves."""
    if case.word_due_at is None:
        return {}
    own = req.profile.calendar_for(case.unit)
    values = {}
    count = Count(case.opened_at, case.word_days)
    if case.word_days is None:  # of an earlier release
        count = counted(own, case.opened_at, case.word_due_at)
        values = {"word_days": count.days} if count.days is not None else {}
    word_due_at = recounted(own, count, case.word_due_at)
    return values if word_due_at == case.word_due_at else {**values, "word_due_at": word_due_at}
