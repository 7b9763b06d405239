"""The clock of removal requests: a reminder at half time, and what follows when it has passed."""

from contextlib import suppress

from msgspec.structs import replace

from domain.case import Case
from domain.clocks.recount import Count, recounted
from domain.core.errors import MovedOn
from domain.network.people import Verb
from domain.removals import rules
from domain.removals.removal import Answer, Removal, State
from storage.cases import cases
from storage.removals import removals
from usecases.core import recount_steps, wrong_times
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request
from usecases.notify import notify, removal_news

BATCH = 50  # requests per run: each may mean notices to a dozen people


def run_clock(req: Request) -> int:
    """Remind of requests at half time, and note that no answer came in time. Returns how many."""
    if wrong_times.pending(req.tx):
        return 0
    found = removals.due(req.tx, req.now, limit=BATCH)
    for removal in found:
        case = cases.get(req.tx, removal.case_id)
        with suppress(MovedOn):  # somebody has answered meanwhile
            if _recount(req, case, removal):
                continue
            if req.now > removal.due_at:
                _no_answer(req, case, removal)
            else:
                _remind(req, case, removal)
    return len(found)


def recount_orders(req: Request) -> int:
    """Count orders in working days by the current calendar, a batch. Returns how many."""
    steps = recount_steps.begin(req, "orders")
    found = removals.ordered(req.tx, steps.after, limit=BATCH) if steps is not None else ()
    for removal in found:
        with suppress(MovedOn):
            _recount(req, cases.get(req.tx, removal.case_id), removal)
    if steps is not None:
        recount_steps.end(req, steps, found[-1].id if found else None)
    return len(found)


def _recount(req: Request, case: Case, removal: Removal) -> bool:
    """Give an order a later deadline where days have become days off; whether it got one."""
    if removal.due_from is None:
        return False
    calendar = req.profile.calendar_for(removal.to)
    due_at = recounted(calendar, Count(removal.due_from, removal.due_days), removal.due_at)
    if due_at == removal.due_at:
        return False
    later = replace(removal, due_at=due_at, remind_at=rules.first_look(req.now, due_at))
    changed = removals.change(req.tx, later, seen=removal.version)
    note_by_system(req, case, recount_steps.RECOUNT, case.status)
    removal_news.ask(req, case, changed, "new_time")
    removal_news.news(req, case, changed)
    return True


def _remind(req: Request, case: Case, removal: Removal) -> None:
    later = replace(removal, remind_at=removal.due_at + 1)
    changed = removals.change(req.tx, later, seen=removal.version)
    removal_news.ask(req, case, changed, "reminded")


def _no_answer(req: Request, case: Case, removal: Removal) -> None:
    """The time has passed: staff of the case and the leads above the addressee are told."""
    late = replace(
        removal,
        state=State.STUCK,
        answer=Answer.NONE,
        answered_by=None,
        answered_at=req.now,
        overdue_level=removal.overdue_level + 1,
    )
    changed = removals.change(req.tx, late, seen=removal.version)
    note_by_system(req, case, Verb.REMOVAL_ANSWER, case.status, Answer.NONE)
    removal_news.news(req, case, changed)
    removal_news.stuck(req, case, changed)
    removal_news.tell_reporters(req, case, removal, changed)
    notify.group(req, case)
