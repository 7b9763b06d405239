"""The removal requests that prove how a case ends: its own, and those of the same addresses."""

from domain.case import Case
from domain.removals import rules
from domain.removals.removal import Removal
from storage.removals import removals
from storage.reporting import targets
from usecases.core.request import Request

MOST_CASES = 20  # others about the same address whose requests are looked at


def of_case(req: Request, case: Case) -> tuple[Removal, ...]:
    """The requests of a case, and what was answered or seen of its addresses since it came in.

    A page that is reported again while its removal is asked for in an earlier case is asked for
    once.
    """
    own = removals.of_case(req.tx, case.id)
    return (*own, *_elsewhere(req, case))


def _elsewhere(req: Request, case: Case) -> tuple[Removal, ...]:
    alike = targets.cases_with_same(req.tx, case.id, most=MOST_CASES)
    asked = (each for other in alike for each in removals.of_case(req.tx, other))
    return tuple(
        each
        for each in asked
        if settled_at(each) >= case.opened_at and targets.has_any(req.tx, case.id, each.addresses)
    )


def gone_elsewhere(req: Request, case: Case) -> int | None:
    """When the content was gone by a request of another case; None where this case has its own."""
    if any(map(rules.was_removed, removals.of_case(req.tx, case.id))):
        return None
    found = [settled_at(each) for each in _elsewhere(req, case) if rules.was_removed(each)]
    return max(found, default=None)


def settled_at(removal: Removal) -> int:
    """When a request was last answered or looked at, unix seconds; 0 where neither was done."""
    return max(removal.answered_at or 0, removal.checked_at or 0)
