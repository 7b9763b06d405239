"""Who works on a case: taken, given to somebody of the unit, given back."""

from msgspec import Struct

from domain.case import Case, why_not_given
from domain.core.errors import MovedOn, NotAllowed, Refusal
from domain.figures.board import NOTHING, Load
from domain.network.people import Person, Verb
from domain.notices.case_notices import AssignedNotice
from storage.cases import cases
from storage.figures import loads
from storage.network import duties, people
from usecases.cases import alarms, changes
from usecases.core import authority
from usecases.core.request import Request
from usecases.core.views import Card
from usecases.moderation import case_card, casework
from usecases.notify import notify

LEAST_WHO = 16  # characters of a fingerprint that identify a person within a unit


class Assignee(Struct, frozen=True, kw_only=True):
    """Somebody of the unit, and what they have to do already."""

    who: str
    name: str
    load: Load


class Assignment(Struct, frozen=True, kw_only=True):
    """The people whom a case may be given to, those with the least to do first. `at`: now."""

    case: Case
    people: tuple[Assignee, ...]
    at: int


def take(req: Request, case_id: int, *, seen: int) -> Card:
    """Assign a case to this person: it is listed under /mine, and they get its notices."""
    case = _for_handover(req, case_id, Verb.TAKE, seen)
    _check_may_have(req, case, req.actor)
    changed = cases.change(req.tx, case.id, seen=seen, assignee=req.actor.who, alarm_at=None)
    changes.write(req, case, Verb.TAKE, case.status)
    alarms.over(req, case, changed)
    notify.group(req, changed)
    return case_card.card(req, changed)


def candidates(req: Request, case_id: int, *, seen: int) -> Assignment:
    """The staff of the case's unit who may have it, but its assignee.

    Who reported the case is among them: to leave them out would say that they did.
    """
    case = assignable(req, case_id, Verb.ASSIGN, seen)
    by_person = loads.by_person(req.tx, case.unit, req.now)
    others = [each for each in _members(req, case.unit) if each.who != case.assignee]
    why_not = authority.why_not(req, case, others)
    found = [
        Assignee(who=each.who, name=each.name, load=by_person.get(each.who, NOTHING))
        for each in others
        if not why_not[each.who]
    ]
    found.sort(key=lambda each: (each.load.open, each.name))
    return Assignment(case=case, people=tuple(found), at=req.now)


def assign(req: Request, case_id: int, who: str, *, seen: int) -> Card:
    """Give a case to somebody of its unit, who is told; it is then in their list."""
    case = assignable(req, case_id, Verb.ASSIGN, seen)
    found = [each for each in _members(req, case.unit) if each.who.startswith(who)]
    if len(who) < LEAST_WHO or len(found) != 1:
        raise Refusal("staff-unknown")
    (person,) = found
    _check_may_have(req, case, person)
    changed = cases.change(req.tx, case.id, seen=seen, assignee=person.who, alarm_at=None)
    changes.write(req, case, Verb.ASSIGN, case.status, person.who)
    alarms.over(req, case, changed)
    if person.who != req.actor.who:
        me = people.get(req.tx, req.actor.who)
        notice = AssignedNotice(by=me.name if me else "")
        notify.to_staff(req, person.who, changed, notice, event="assigned")
    notify.group(req, changed)
    return case_card.card(req, changed, "assign-done")


def give_back(req: Request, case_id: int, *, seen: int) -> Card:
    """Give a case back to the unit's queue: by who has it, or a lead."""
    case = assignable(req, case_id, Verb.GIVE_BACK, seen)
    changed = cases.change(req.tx, case.id, seen=seen, assignee=None)
    changes.write(req, case, Verb.GIVE_BACK, case.status)
    notify.group(req, changed)
    return case_card.card(req, changed, "give_back-done")


def assignable(req: Request, case_id: int, verb: Verb, seen: int) -> Case:
    """The case, if this person may say who works on it; raises a refusal otherwise."""
    case = _for_handover(req, case_id, verb, seen)
    if verb is Verb.GIVE_BACK and case.assignee is None:
        raise Refusal("refusal-move")
    return case


def _for_handover(req: Request, case_id: int, verb: Verb, seen: int) -> Case:
    """The case as it was seen, if it may be taken or given to somebody by this person now."""
    case = casework.readable_case(req, case_id, verb)
    if verb is not Verb.TAKE and not authority.may_hand_over(req, case):
        raise NotAllowed("refusal-not-allowed")
    if case.version != seen:
        raise MovedOn("case-moved-on")
    if why := why_not_given(case):
        raise Refusal(why)
    return case


def _check_may_have(req: Request, case: Case, person: Person) -> None:
    """Raise a refusal if this person could not go on with the case."""
    if why := authority.why_not(req, case, (person,))[person.who]:
        raise Refusal(why)


def _members(req: Request, unit: str) -> tuple[Person, ...]:
    return tuple(each.person for each in duties.members(req.tx, unit, req.now))
