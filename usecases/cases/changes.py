"""What all moves of a case share: the change, deadlines, notes and the journal."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from domain import clockwork
from domain.case import Case, Priority
from domain.clocks.deadlines import Calendar, Clocks, calendar_deadline, working_deadline
from domain.clocks.recount import counted
from domain.network.people import Verb
from domain.status import Move
from storage.cases import cases, messages
from storage.cases.clocks import NOTHING_OWED, mark
from storage.engine.database import Tx
from usecases.cases import recounting
from usecases.core import wrong_times
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Answers, Request
from usecases.notify import case_counters
from usecases.session import write

__all__ = ["Answers", "write"]  # the functions of moves import them from here

Effect = Callable[[Request, Case, Move, Answers], Case]


def change(tx: Tx, case: Case, move: Move, **values: Any) -> Case:
    """Store the state that the move leads to, and `values`; returns the changed case."""
    assert move.to is not None  # only a reporter's answer returns a case to its earlier state
    return cases.change(tx, case.id, seen=case.version, status=move.to, **values)


def due(req: Request, case: Case, due_at: int | None) -> dict[str, int | None]:
    """The columns of a new deadline: when it is due, how counted, when staff are reminded of it."""
    if due_at is None:
        return {"due_at": None, "due_from": None, "due_days": None, "remind_at": None}
    office = calendar(req, case)
    return {
        "due_at": due_at,
        **how_counted(office, case, req.now, due_at),
        "remind_at": clockwork.reminder(office, req.now, due_at),
    }


def how_counted(office: Calendar, case: Case, start: int, due_at: int) -> dict[str, int | None]:
    """The columns that say how a deadline set at `start` is counted anew later."""
    count = counted(office, start, due_at)
    in_hours = case.priority is Priority.DANGER
    return {"due_from": count.start, "due_days": None if in_hours else count.days}


def new_clock(req: Request, case: Case, due_at: int) -> dict[str, Any]:
    """The columns of a deadline that starts again: the case is no longer late."""
    return {"overdue_level": 0, "escalated_to": None, **due(req, case, due_at)}


def run_on(req: Request, case: Case) -> dict[str, Any]:
    """The columns of a deadline that continues after it was suspended."""
    office = calendar(req, case)
    days = clockwork.stood(office, case.paused_at, req.now) if case.paused_at is not None else 0
    return {
        "paused_at": None,
        "answer_until": None,
        "paused_days": case.paused_days + days,
        **due(req, case, clockwork.goes_on(office, case, req.now)),
    }


def accept_clocks(req: Request, case: Case) -> dict[str, int | None]:
    """The columns of a new case: by when it must be accepted, and the reporter written to."""
    office, limits = calendar(req, case), clocks(req, case)
    due_at = working_deadline(office, req.now, limits.accept_days)
    return {
        **due(req, case, due_at),
        **word_due(req, case, working_deadline(office, req.now, limits.word_days)),
    }


def word_due(req: Request, case: Case, at: int | None) -> dict[str, int | None]:
    """The columns of a deadline for a personal word, which later profiles do not change."""
    days = None if at is None else counted(calendar(req, case), case.opened_at, at).days
    return {"word_due_at": at, "word_days": days}


def late_first(req: Request, case: Case, verb: Verb) -> Case:
    """Enter and count the missed deadline that this move ends, if no job has found it yet.

    Jobs look once a minute, not on days off, and not while the bot stands still. Nobody is notified
    and nothing is passed up, since the late step is made now. Returns the case as it is then; its
    version stays.
    """
    if case.overdue_level or not clockwork.ends_deadline(verb, case.status):
        return case
    if not _is_missed(req, case) or not mark(req.tx, case, overdue_level=1):
        return case  # in time, or moved meanwhile: then this move is refused
    late = replace(case, overdue_level=1)
    note_by_system(req, case, Verb.LATE, case.status)
    case_counters.move(req, Verb.LATE, case, late)
    return late


def _is_missed(req: Request, case: Case) -> bool:
    """Whether the deadline has passed, by the current calendar and a right clock."""
    return (
        case.is_overdue(req.now)
        and recounting.by_now(req, case).is_overdue(req.now)
        and not wrong_times.pending(req.tx)
    )


def ended(req: Request, case: Case) -> dict[str, Any]:
    """The columns of a case that ends now, with the end of its retention period.

    The reporter is told this date, so a later change of the profile does not change it.
    """
    until = clockwork.kept_until(req.profile, replace(case, closed_at=req.now))
    return {**NOTHING_OWED, "closed_at": req.now, "retain_until": until}


def may_lapse(req: Request, case: Case) -> bool:
    """Whether the reporter's time to answer has passed."""
    return case.paused_at is not None and req.now > clockwork.answer_until(
        req.profile, case, case.paused_at
    )


def clocks(req: Request, case: Case) -> Clocks:
    """The deadlines that apply to this case."""
    return req.profile.clocks_for(case.category, case.subcategory, case.unit)


def calendar(req: Request, case: Case) -> Calendar:
    """The working days of the unit that has this case."""
    return req.profile.calendar_for(case.unit)


def appeal_until(req: Request) -> int:
    """Until when a decision taken now may be appealed, unix seconds."""
    clocks = req.profile.clocks
    return calendar_deadline(req.profile.calendar, req.now, days=clocks.appeal_window_days)


def note(req: Request, case: Case, text: str) -> None:
    """Add a note for colleagues; reporters never see it."""
    messages.add(
        req.tx,
        messages.Message(
            case_id=case.id, kind="note", author=req.actor.who, text=text, written_at=req.now
        ),
    )
