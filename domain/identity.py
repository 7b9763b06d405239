"""Requests to see a reporter's contact: purpose, state, and what a consent allows."""

from enum import StrEnum

from msgspec import Struct

from domain.network.people import Person

DAY = 24 * 3600
LAPSES_AFTER = 7 * DAY  # seconds that a request may wait for its answer
GRANT_LASTS = DAY
MOST_SHOWINGS = 3  # more than one, since a message may get lost
WIPED_AFTER = 600  # seconds until a shown contact is deleted from the chat
LEAST_REASON = 10  # characters: "needed" is not a reason


FIRST_YES_AFTER = DAY  # after a custodian was confirmed: time for others to object


def decides_from(since: int) -> int:
    """From when on a custodian answers requests who was confirmed then; unix seconds."""
    return since + FIRST_YES_AFTER if since else 0


def is_in_office(person: Person, now: int) -> bool:
    """Whether a person is a custodian who answers requests and confirms other custodians."""
    return person.custodian and now >= decides_from(person.custodian_since)


def may_confirm(person: Person, candidate: str, named_by: str, now: int) -> bool:
    """Whether a person may confirm somebody as custodian: a second admin, or one in office."""
    if person.who in {candidate, named_by}:
        return False
    return person.admin or is_in_office(person, now)


class Purpose(StrEnum):
    """Purpose of a request; the words are `purpose-<value>`."""

    CONTACT = "contact"  # to reach the reporter
    REFERRAL = "referral"  # to send it with a referral


class RequestState(StrEnum):
    """State of a request; the words are `custody-state-<value>`."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"


class ContactRequest(Struct, frozen=True, kw_only=True):
    """A request to see the contact of a reporter of a case.

    `answer` is the text of a custodian who refused. `shown` counts how often the contact was
    shown, `shown_at` is when it was last; times are unix seconds.
    """

    id: int
    case_id: int
    report_id: int
    unit: str
    asked_by: str
    asked_at: int
    purpose: Purpose
    reason: str
    state: RequestState = RequestState.WAITING
    answer: str = ""
    answered_by: str | None = None
    answered_at: int | None = None
    shown: int = 0
    shown_at: int | None = None

    def is_open(self, now: int) -> bool:
        """Whether a custodian has consented and the consent has not expired."""
        granted = self.state is RequestState.GRANTED and self.answered_at is not None
        return granted and now < (self.answered_at or 0) + GRANT_LASTS

    def may_show(self, now: int) -> bool:
        """Whether the contact may be shown once more."""
        return self.is_open(now) and self.shown < MOST_SHOWINGS

    def may_answer(self, who: str) -> bool:
        """Four-eyes rule: whether this person, as a custodian, may answer the request."""
        return self.state is RequestState.WAITING and self.asked_by != who
