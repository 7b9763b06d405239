"""A list of cases with ticks: which were chosen, and what can be done with all of them."""

from collections.abc import Mapping

from conversation.forms.several import MOST, SEVERAL_FORMS, verb_of
from domain.case import Case
from domain.core.errors import BadAnswer, NotFound, TooMany
from domain.network.people import Role, Verb, overlooks, role_in
from domain.status import OWED, Status, moves_for
from storage.cases import cases, ticks
from usecases.cases import decided_before
from usecases.core import authority
from usecases.core.outcomes import DialogOutcome
from usecases.core.request import Request
from usecases.core.views import Glimpse
from usecases.moderation import casework, glimpses, search, second_person, transitions

PAGE = 10  # two pages are as many as can be ticked
FOUND = "s"  # begins the name of a list that is a search, before the search's row id
_OF_PERSON = {"mine": OWED, "unanswered": frozenset({Status.NEEDS_INFO})}


class TickList(DialogOutcome, frozen=True, kw_only=True):
    """A page of a list, with ticks: the queue, one's own cases, or what a search found.

    `which` names the list; `after` is the key of the page, None for the first; `following` that of
    the next, None on the last. `ticked` has the version seen of every ticked case, on this page or
    not, by row id; `elsewhere` are the ticked cases that are not on this page. `verbs` are what can
    be done with one of the ticked cases. `several_units`: whether the list is of several units.
    """

    which: str
    after: str | None
    following: str | None
    cases: tuple[Case, ...]
    ticked: Mapping[int, int]
    elsewhere: tuple[Case, ...]
    verbs: tuple[Verb, ...]
    at: int
    several_units: bool
    glimpses: Mapping[int, Glimpse]
    note: str = ""

    def is_ticked(self, case: Case) -> bool:
        """Whether a case is ticked as it is now."""
        return self.ticked.get(case.id) == case.version

    def is_stale(self, case: Case) -> bool:
        """Whether a case was ticked, and has changed since."""
        return case.id in self.ticked and not self.is_ticked(case)


def look(req: Request, which: str, after: str | None, note: str = "") -> TickList:
    """A page of a list with this person's ticks."""
    units = authority.worked_on(req.actor, req)
    found, following = _page(req, which, after)
    ticked = of(req)
    known = {case.id: case for case in found}
    rest = tuple(
        case for case_id in ticked if case_id not in known and (case := _get(req, case_id))
    )
    chosen = (*(case for case in found if case.id in ticked), *rest)
    return TickList(
        which=which,
        after=after,
        following=following,
        cases=found,
        ticked=ticked,
        elsewhere=rest,
        verbs=offered(req, chosen),
        at=req.now,
        several_units=len(units) > 1,
        glimpses=glimpses.of_cases(req, found),
        note=note,
    )


def tick(req: Request, which: str, after: str | None, case_id: int, *, seen: int) -> TickList:
    """Tick a case as it was shown, or untick it.

    One that was ticked and has changed since is ticked anew; one that has changed since it was
    shown is shown again first.
    """
    case = casework.readable_case(req, case_id, Verb.READ)
    if case.version != seen:
        return look(req, which, after, "case-moved-on")
    ticked = of(req)
    if ticked.get(case_id) == seen:
        ticks.drop(req.tx, req.actor.who, [case_id])
        return look(req, which, after)
    if case_id not in ticked and len(ticked) >= MOST:
        raise TooMany("several-too-many", limit=MOST)
    ticks.put(req.tx, req.actor.who, {case.id: seen}, req.now)
    return look(req, which, after)


def tick_page(req: Request, which: str, after: str | None) -> TickList:
    """Tick every case of a page, as many as may be; the page shows which they are."""
    authority.worked_on(req.actor, req)
    found, _ = _page(req, which, after)
    ticked = of(req)
    room = MOST - len(ticked)
    fresh = [case for case in found if case.id not in ticked]
    again = [case for case in found if case.id in ticked]
    taken = (*again, *fresh[:room])
    ticks.put(req.tx, req.actor.who, {case.id: case.version for case in taken}, req.now)
    return look(req, which, after, "several-full" if len(fresh) > room else "")


def untick_all(req: Request, which: str, after: str | None) -> TickList:
    """Remove all ticks of this person."""
    ticks.drop_all(req.tx, req.actor.who)
    return look(req, which, after)


def of(req: Request) -> dict[int, int]:
    """The version seen of each case that this person has ticked, by row id."""
    return ticks.of(req.tx, req.actor.who, since=req.now - ticks.KEPT)


def offered(req: Request, chosen: tuple[Case, ...]) -> tuple[Verb, ...]:
    """What can be done with one of these cases, by its state and this person's role.

    Each case has its own guard when it is done.
    """
    able = {verb for case in chosen for verb in _able(req, case)}
    return tuple(verb for form in SEVERAL_FORMS if (verb := verb_of(form.name)) in able)


def ended(req: Request, case_id: int) -> bool:
    """Whether nothing that is done with several cases can be done with this one any more.

    That is so of a closed case, and of one that this person may no longer read.
    """
    case = _get(req, case_id)
    return case is None or not offered(req, (case,))


def _able(req: Request, case: Case) -> set[Verb]:
    role = role_in(req.actor, case.unit, req.profile.by_code)
    able = {move.verb for move in moves_for(case.status, role)}
    if role >= Role.MODERATOR:
        if case.status in transitions.WAY:
            able.add(Verb.DECIDE)
        if case.status in decided_before.DECIDABLE:
            able.add(Verb.SAME)
        if case.status in OWED and authority.may_hand_over(req, case):
            able.add(Verb.ASSIGN)
    return able


def _get(req: Request, case_id: int) -> Case | None:
    """A ticked case; None if this person may no longer read it."""
    try:
        case = cases.get(req.tx, case_id)
    except NotFound:
        return None
    return case if overlooks(req.actor, case.unit, req.profile.by_code) else None


def _page(req: Request, which: str, after: str | None) -> tuple[tuple[Case, ...], str | None]:
    """The cases of a page of a list, and the key of the next page."""
    if which.startswith(FOUND) and which.removeprefix(FOUND).isdecimal():
        found = search.page(req, int(which.removeprefix(FOUND)), after, size=PAGE)
        return found.cases, found.after
    if which in second_person.STATES:
        page = second_person.page(req, which, after, size=PAGE)
        return page.cases, page.after
    codes = tuple(unit.code for unit in authority.worked_on(req.actor, req))
    if which == "queue":
        page = cases.queue(req.tx, codes, after=after, size=PAGE)
    elif which in _OF_PERSON:
        page = cases.of_assignee(
            req.tx, req.actor.who, codes, after=after, size=PAGE, among=_OF_PERSON[which]
        )
    else:
        raise BadAnswer("answer-stale")
    return page.cases, page.after
