"""Who somebody is, which language they are spoken to in, and how they come by a role."""

from collections.abc import Callable
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from msgspec import Struct

from domain.core.errors import Attempt, BadAnswer, NotAllowed, NotFound, Refusal
from domain.network.people import (
    Caller,
    Person,
    Role,
)
from domain.profile import Profile
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

__all__ = ["AlreadyActed", "note"]  # the edges meet the first, but never a module of rows
HOUR = 3600
DENIED_AN_HOUR = 20  # of one person are written down: who tries for ever must not fill the journal
LONGEST_VERB = 24  # the journal's column

P = ParamSpec("P")
T = TypeVar("T")


class Receipt(Struct, frozen=True):
    """Which stored update is being acted on."""

    bot: int
    update_id: int


class Acted(Struct, Generic[T], frozen=True):
    """Who acted, and what came of it; `profile` is the new one where they changed the network."""

    person: Person
    outcome: T
    profile: Profile | None = None


def acting(
    tx: Tx,
    caller: Caller,
    receipt: Receipt | None,
    conditions: Conditions,
    use_case: Callable[..., T],
    *args: Any,
    **kwargs: Any,
) -> Acted[T]:
    """Run a use case for whoever an update comes from, and mark the update done in the same breath.

    An update that was acted on before raises AlreadyActed and changes nothing. BadAnswer for a
    command of staff that an inline bot has written.
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
        # Of somebody outside, what does not exist is written down as what is not theirs is: the
        # answer must not even take longer for one of both.
        if isinstance(refusal, NotAllowed) or not person.is_staff:
            refusal.attempt = refusal.attempt or Attempt(use_case.__name__)
        raise
    changed = outcome.profile if isinstance(outcome, ChangedNetwork) else None
    return Acted(person, outcome, changed)


def denied(req: Request, attempt: Attempt) -> None:
    """Somebody tried what they have no authority for: one entry of the journal, some an hour.

    Who is no staff has no name there: what a citizen typed must lead nobody to them.
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


def settle(tx: Tx, receipt: Receipt) -> None:
    """Mark an update done that asked for nothing of ours."""
    inbox.acted(tx, receipt.bot, receipt.update_id)


def witnessed(
    tx: Tx,
    receipt: Receipt | None,
    conditions: Conditions,
    use_case: Callable[..., T],
    *args: Any,
) -> T:
    """Run what Telegram itself tells of, in nobody's name, and mark the update done with it."""
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
    """Run a use case that nobody asked for: a clock's, the courier's, an operator's command."""
    return use_case(Request(tx, conditions), *args, **kwargs)


def greet(req: Request) -> Person:
    """Nothing but who it is: for the commands that only show something."""
    return req.actor


def choose_language(req: Request, locale: str) -> str:
    """Speak this language to somebody from now on."""
    if locale not in req.profile.locales:
        raise Refusal("language-unknown")
    people.set_locale(req.tx, req.actor.who, locale)
    return locale
