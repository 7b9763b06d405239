"""Requests to see a reporter's contact: what a custodian's yes allows."""

from domain.identity import Purpose
from domain.people import Person
from storage import identities
from storage.db import Tx


def referral_granted(tx: Tx, case_id: int, person: Person, *, now: int) -> bool:
    """Whether a contact may go along with a referral of this case by this person now.

    A custodian has said so within the last day, on a request of whoever works on the case; and
    whoever refers is not the custodian who said yes.
    """
    return any(
        request.purpose is Purpose.REFERRAL
        and request.is_open(now)
        and request.answered_by != person.who
        for request in identities.of_case(tx, case_id)
    )
