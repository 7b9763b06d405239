"""A removal request as one member of staff sees it, and who may see and do what."""

from msgspec.structs import replace

from domain.case import Case
from domain.core.errors import Attempt, MovedOn, NotAllowed, NotFound, Refusal
from domain.network.people import Role, Verb, overlooks
from domain.removals import rules
from domain.removals.removal import Removal, State
from domain.status import Excluded, check_move
from storage.cases import cases, reviewers
from storage.network import people
from storage.removals import removals
from usecases.core import identifying
from usecases.core.request import Request
from usecases.core.views import RemovalView


def view(req: Request, removal: Removal, note: str = "", *, unfolded: bool = False) -> RemovalView:
    """A request as this person sees it; NotFound for those who may not see it."""
    case = cases.get(req.tx, removal.case_id)
    if not sees(req, removal):
        # One that this person may not see gets the same answer as one that does not exist.
        raise NotFound("removal-unknown", Attempt(Verb.READ, removal.unit, case.id))
    own = bool(reviewers.reported(req.tx, case.id, (req.actor.who,)))
    whos = {removal.asked_by, removal.answered_by or "", removal.checked_by or ""} - {""}
    known = (people.get(req.tx, who) for who in sorted(whos))
    reads_case = overlooks(req.actor, case.unit, req.profile.by_code)
    return RemovalView(
        removal=removal if reads_case else _for_others(req, case, removal),
        number=f"{case.number}/{removals.place(req.tx, removal)}",
        at=req.now,
        verbs=() if own else verbs(req, case, removal),
        reads_case=reads_case,
        hides_addresses=req.profile.taxonomy.is_closed(case.category, case.subcategory)
        and not unfolded,
        names={each.who: each.name for each in known if each is not None and each.name}
        if reads_case
        else {},
        note=note,
    )


def _for_others(req: Request, case: Case, removal: Removal) -> Removal:
    """The request as people see it who do not read the case: nothing of any reporter is in it."""
    said = identifying.split(req.tx, case, removal.facts, removal.order, removal.reason)
    facts, order, reason = map(identifying.LEFT_OUT.join, said)
    return replace(removal, facts=facts, order=order, reason=reason)


def sees(req: Request, removal: Removal) -> bool:
    """Whether this person may see a request: staff of the case, or of the addressed unit.

    Nobody of the addressed unit who reported the case sees it, or they would learn its course as a
    reporter who is staff.
    """
    units = req.profile.by_code
    if overlooks(req.actor, removal.unit, units):
        return True
    if not rules.answers_for_addressee(req.actor, removal, units):
        return False
    return not reviewers.reported(req.tx, removal.case_id, (req.actor.who,))


def verbs(req: Request, case: Case, removal: Removal) -> tuple[Verb, ...]:
    """What this person may do about a request now."""
    units, found = req.profile.by_code, list[Verb]()
    if not _is_possible(case, Verb.REMOVAL_CHECK):
        return ()
    if rules.is_open(removal) and rules.may_answer(req.actor, removal, units):
        found.append(Verb.REMOVAL_ANSWER)
    if removal.state is State.STUCK and rules.may_order(req.actor, removal, units):
        found.append(Verb.REMOVAL_ORDER)
    open_to_look = rules.is_open(removal) or rules.is_correctable(case, removal)
    if open_to_look and rules.works_on_case(req.actor, removal, units):
        found.append(Verb.REMOVAL_CHECK)
    return tuple(found)


def check(req: Request, removal_id: int, verb: Verb, *, seen: int) -> tuple[Case, Removal]:
    """The case and the request, if this person may do this to it now; raises a refusal else.

    `seen` is the version of the request that they saw.
    """
    removal = removals.get(req.tx, removal_id)
    case, units = cases.get(req.tx, removal.case_id), req.profile.by_code
    reported = reviewers.reported(req.tx, case.id, (req.actor.who,))
    may = {
        Verb.REMOVAL_ANSWER: rules.may_answer,
        Verb.REMOVAL_ORDER: rules.may_order,
        Verb.REMOVAL_CHECK: rules.works_on_case,
    }[verb]
    if not may(req.actor, removal, units):
        key = "refusal-not-allowed" if sees(req, removal) else "removal-unknown"
        attempt = Attempt(verb, removal.unit, case.id)
        raise (NotAllowed if sees(req, removal) else NotFound)(key, attempt)
    # The role in the addressed unit was checked above: only state and reporters are left.
    barred = frozenset({Excluded.REPORTER} if reported else ())
    check_move(case.status, verb, Role.ADMIN, barred=barred)
    if removal.version != seen:
        raise MovedOn("removal-moved-on")
    if verb not in verbs(req, case, removal):
        raise Refusal("removal-not-now")
    return case, removal


def _is_possible(case: Case, verb: Verb) -> bool:
    try:
        check_move(case.status, verb, Role.ADMIN)
    except Refusal:
        return False
    return True
