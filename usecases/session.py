"""The session of an update: who acts, their language, and how they are refused."""

from collections.abc import Callable
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from msgspec import Struct

from domain.case import Case
from domain.core.errors import Attempt, BadAnswer, NotAllowed, NotFound, Refusal
from domain.network.people import Caller, Person, Role, Verb, role_in
from domain.profile import Profile
from domain.status import Status
from storage.audit import journal
from storage.engine import quotas
from storage.engine.database import Tx
from storage.network import people
from storage.queues import inbox
from storage.queues.inbox import AlreadyActed
from usecases.core.journal_notes import note
from usecases.core.outcomes import ChangedNetwork
from usecases.core.request import Conditions, Request
from usecases.notify import receipts

__all__ = ["AlreadyActed", "note"]  # upper layers import AlreadyActed from here, never from storage
HOUR = 3600
DENIED_AN_HOUR = 20  # entries per person, so that nobody can fill the journal
LONGEST_VERB = 24  # length of the journal's column

P = ParamSpec("P")
T = TypeVar("T")


class StoredUpdate(Struct, frozen=True):
    """The stored update that is being processed."""

    bot: int
    update_id: int


class Acted(Struct, Generic[T], frozen=True):
    """Who acted, and the result; `profile` is the new one if they changed the network."""

    person: Person
    outcome: T
    profile: Profile | None = None


def acting(
    tx: Tx,
    caller: Caller,
    receipt: StoredUpdate | None,
    conditions: Conditions,
    use_case: Callable[..., T],
    *args: Any,
    **kwargs: Any,
) -> Acted[T]:
    """Run a use case for the sender of an update, and mark the update done in the same transaction.

    AlreadyActed if the update was processed before; nothing changes then. BadAnswer for a command
    of staff that was written by an inline bot.
    """
    if receipt is not None:
        inbox.acted(tx, receipt.bot, receipt.update_id)
    person = people.meet(tx, caller, conditions.now)
    if not caller.by_hand and person.is_staff:
        raise BadAnswer("answer-own-hand")
    if person.missed:
        receipts.tell_again(Request(tx, conditions), person.who)
    try:
        outcome = use_case(Request(tx, conditions, person), *args, **kwargs)
    except (NotAllowed, NotFound) as refusal:
        # For outsiders, a missing thing is journalled like a forbidden one, so that even the
        # response time does not tell them apart.
        if isinstance(refusal, NotAllowed) or not person.is_staff:
            refusal.attempt = refusal.attempt or Attempt(use_case.__name__)
        raise
    changed = outcome.profile if isinstance(outcome, ChangedNetwork) else None
    return Acted(person, outcome, changed)


def denied(req: Request, attempt: Attempt) -> None:
    """Write a journal entry for a forbidden action, up to a number per hour.

    A person who is not staff is not named in it, so that input of a reporter leads to nobody.
    """
    if quotas.use(req.tx, req.actor.who, "denied", DENIED_AN_HOUR, HOUR, req.now) is not None:
        return
    journal.add(
        req.tx,
        journal.Entry(
            who=req.actor.who if req.actor.is_staff else journal.OUTSIDER,
            role=int(Role.ADMIN if req.actor.admin else Role.NOBODY),
            verb="denied",
            case_id=attempt.case_id,
            unit=attempt.unit,
            to=attempt.verb[:LONGEST_VERB],
            written_at=req.now,
        ),
    )


def settle(tx: Tx, receipt: StoredUpdate) -> None:
    """Mark an update done that needed no use case."""
    inbox.acted(tx, receipt.bot, receipt.update_id)


def witnessed(
    tx: Tx,
    receipt: StoredUpdate | None,
    conditions: Conditions,
    use_case: Callable[..., T],
    *args: Any,
) -> T:
    """Run a use case for an event reported by Telegram itself, without a person; mark it done."""
    if receipt is not None:
        inbox.acted(tx, receipt.bot, receipt.update_id)
    return use_case(Request(tx, conditions), *args)


def by_system(
    tx: Tx,
    conditions: Conditions,
    use_case: Callable[Concatenate[Request, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run a use case without a person: a scheduled job, the courier, an operator's command."""
    return use_case(Request(tx, conditions), *args, **kwargs)


def greet(req: Request) -> Person:
    """The person who acts; for commands that only show something."""
    return req.actor


def choose_language(req: Request, locale: str) -> str:
    """Store the language in which the bot writes to this person; returns it."""
    if locale not in req.profile.locales:
        raise Refusal("language-unknown")
    people.set_locale(req.tx, req.actor.who, locale)
    return locale


def write(req: Request, case: Case, verb: Verb, to: Status, reason: str = "") -> None:
    """Write a journal entry for an action of the request's person on this case."""
    journal.add(
        req.tx,
        journal.Entry(
            who=req.actor.who,
            role=int(role_in(req.actor, case.unit, req.profile.by_code)),
            verb=verb,
            case_id=case.id,
            unit=case.unit,
            start=case.status,
            to=to,
            reason=reason,
            written_at=req.now,
        ),
    )
