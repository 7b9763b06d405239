"""A missed deadline that no scheduled job has found yet: entered before the move that ends it.

Jobs look once a minute, not on days off, and not while the bot stands still.
"""

from msgspec.structs import replace

from domain.case import Case
from domain.clockwork import ends_deadline
from domain.network.people import Verb
from storage.cases import clocks
from usecases.cases import recounting
from usecases.core import wrong_times
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request
from usecases.notify import case_counters


def enter(req: Request, case: Case, verb: Verb) -> Case:
    """Enter and count the deadline that was missed if this move ends it. Returns the case then.

    Nobody is notified and nothing is passed up: the move is what was late. The version of the case
    stays.
    """
    if case.overdue_level or not ends_deadline(verb, case.status) or not _is_missed(req, case):
        return case
    if not clocks.mark(req.tx, case, overdue_level=1):
        return case  # it was moved meanwhile, so this move is refused
    late = replace(case, overdue_level=1)
    note_by_system(req, case, Verb.LATE, case.status)
    case_counters.move(req, Verb.LATE, case, late)
    return late


def _is_missed(req: Request, case: Case) -> bool:
    """Whether the deadline has passed, by the calendar as it is now and a right clock."""
    return (
        case.is_overdue(req.now)
        and recounting.by_now(req, case).is_overdue(req.now)
        and not wrong_times.pending(req.tx)
    )
