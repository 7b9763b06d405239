"""Consents to open a contact: whether one still stands, and who learns nothing of a request."""

from domain.identity import ContactRequest, Purpose
from domain.network.people import Person
from storage.cases import reviewers
from storage.engine.database import Tx
from storage.identity import identities
from storage.network import people
from usecases.core.request import Request


def is_on_own_report(req: Request, request: ContactRequest) -> bool:
    """Whether this person reported the case, and so learns nothing of who asks about its people."""
    return bool(reviewers.reported(req.tx, request.case_id, (req.actor.who,)))


def stands(tx: Tx, request: ContactRequest) -> bool:
    """Whether who consented is still custodian: a consent ends with the office behind it."""
    by = people.get(tx, request.answered_by) if request.answered_by else None
    return by is not None and by.custodian


def referral_granted(tx: Tx, case_id: int, person: Person, *, now: int) -> bool:
    """Whether this person may send a contact along with a referral of this case now.

    A custodian must have approved within the last day, on a request of somebody who works on the
    case; the custodian who approved may not be the person who refers.
    """
    return any(
        request.purpose is Purpose.REFERRAL
        and request.is_open(now)
        and request.answered_by != person.who
        and stands(tx, request)
        for request in identities.of_case(tx, case_id)
    )
