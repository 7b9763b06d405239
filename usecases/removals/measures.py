"""/measures: the removal requests that this person's units have asked for, or are asked."""

from collections.abc import Callable

from msgspec import Struct

from domain.case import Case
from domain.core.errors import NotAllowed
from domain.network.people import Role, overlooks, role_in
from domain.removals.removal import Removal
from storage.cases import cases, reviewers
from storage.removals import removals
from storage.removals.removals import RemovalPage
from usecases.core.request import Request

PAGE = 8
Lister = tuple[Callable[..., RemovalPage], tuple[str, ...]]
BY_US, OF_US = "by", "of"
"""The two lists: what one's units have asked for, and what they are asked for."""
TO_CHECK = "check"
"""Of the first one what was answered, so that this person may look."""
TO_DO = "to_do"
"""Of the second one what has not been done, or nobody has said so."""
_OTHER = {BY_US: OF_US, OF_US: BY_US, TO_CHECK: BY_US, TO_DO: OF_US}
"""The list to which a button leads from each."""


class Listed(Struct, frozen=True, kw_only=True):
    """One line of the list: a request, its case, and its number: the case's and its own."""

    removal: Removal
    case: Case
    number: str


class Measures(Struct, frozen=True, kw_only=True):
    """One page of a list of open requests; `which` names it, `at` is now, unix seconds.

    `other` names another list that has something in it. `after` is the cursor of the next page.
    """

    which: str
    listed: tuple[Listed, ...]
    at: int
    other: str | None
    after: str | None = None


def measures(req: Request, which: str = "", after: str | None = None) -> Measures:
    """A page of one list, the first due first; without `which` the one that has something.

    Leads see what is asked for in the units below theirs, too. Raises a refusal for who is not
    staff of any unit.
    """
    known = req.profile.by_code
    read = tuple(code for code in known if overlooks(req.actor, code, known))
    if not read:
        raise NotAllowed("refusal-not-allowed")
    lists: dict[str, Lister] = {
        BY_US: (removals.by_us, read),
        OF_US: (removals.of_us, _own(req)),
        TO_CHECK: (removals.to_check, _worked_on(req)),
        TO_DO: (removals.to_do, _own(req)),
    }
    if which not in lists:
        which = OF_US if _has_any(req, lists[OF_US]) else BY_US
    find, units = lists[which]
    page, other = find(req.tx, units, after=after, size=PAGE), _OTHER[which]
    return Measures(
        which=which,
        listed=_listed(req, page.removals, asked=which in (OF_US, TO_DO)),
        at=req.now,
        other=other if _has_any(req, lists[other]) else None,
        after=page.after,
    )


def count_to_do(req: Request, most: int) -> int:
    """The length of the list of what this person's units are asked for and have not done.

    Counted no further than `most`.
    """
    units = _own(req)
    found = removals.cases_to_do(req.tx, units, most=most) if units else ()
    return sum(not reviewers.reported(req.tx, case_id, (req.actor.who,)) for case_id in found)


def _own(req: Request) -> tuple[str, ...]:
    """The units of which this person is staff."""
    return tuple(code for code, role in req.actor.grants.items() if role >= Role.MODERATOR)


def _worked_on(req: Request) -> tuple[str, ...]:
    """The units for which this person may look, and enter answers."""
    known = req.profile.by_code
    return tuple(code for code in known if role_in(req.actor, code, known) >= Role.MODERATOR)


def _has_any(req: Request, lister: Lister) -> bool:
    find, units = lister
    return bool(find(req.tx, units, after=None, size=1).removals)


def _listed(req: Request, found: tuple[Removal, ...], *, asked: bool) -> tuple[Listed, ...]:
    """The requests with their cases; what is asked about one's own report is left out."""
    who = (req.actor.who,)
    shown = (
        each for each in found if not (asked and reviewers.reported(req.tx, each.case_id, who))
    )
    return tuple(_line(req, each) for each in shown)


def _line(req: Request, removal: Removal) -> Listed:
    case = cases.get(req.tx, removal.case_id)
    number = f"{case.number}/{removals.place(req.tx, removal)}"
    return Listed(removal=removal, case=case, number=number)
