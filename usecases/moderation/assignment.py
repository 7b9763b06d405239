"""Who works on a case: taken, given to somebody of the unit, given back."""

from msgspec import Struct

from domain.case import Case
from domain.core.errors import MovedOn, NotAllowed, Refusal
from domain.figures.board import NOTHING, Load
from domain.network.people import Verb
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
    case = casework.readable_case(req, case_id, Verb.TAKE)
    if case.quarantined_at is not None:
        raise Refusal("refusal-quarantined")
    changed = cases.change(req.tx, case.id, seen=seen, assignee=req.actor.who, alarm_at=None)
    changes.write(req, case, Verb.TAKE, case.status)
    alarms.over(req, case, changed)
    notify.group(req, changed)
    return case_card.card(req, changed)


def candidates(req: Request, case_id: int, *, seen: int) -> Assignment:
    """The staff of the case's unit but its assignee.

    Who reported the case is among them: to leave them out would say that they did.
    """
    case = assignable(req, case_id, Verb.ASSIGN, seen)
    by_person = loads.by_person(req.tx, case.unit, req.now)
    found = [
        Assignee(
            who=each.person.who,
            name=each.person.name,
            load=by_person.get(each.person.who, NOTHING),
        )
        for each in duties.members(req.tx, case.unit, req.now)
        if each.person.who != case.assignee
    ]
    found.sort(key=lambda each: (each.load.open, each.name))
    return Assignment(case=case, people=tuple(found), at=req.now)


def assign(req: Request, case_id: int, who: str, *, seen: int) -> Card:
    """Give a case to somebody of its unit, who is told; it is then in their list."""
    case = assignable(req, case_id, Verb.ASSIGN, seen)
    members = duties.members(req.tx, case.unit, req.now)
    found = [each.person for each in members if each.person.who.startswith(who)]
    if len(who) < LEAST_WHO or len(found) != 1:
        raise Refusal("staff-unknown")
    (person,) = found
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
    case = casework.readable_case(req, case_id, verb)
    if not authority.may_hand_over(req, case):
        raise NotAllowed("refusal-not-allowed")
    if case.version != seen:
        raise MovedOn("case-moved-on")
    if case.status not in cases.OWED or case.quarantined_at is not None:
        raise Refusal("refusal-move")
    if verb is Verb.GIVE_BACK and case.assignee is None:
        raise Refusal("refusal-move")
    return case
