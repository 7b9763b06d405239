"""Who somebody is, which language they are spoken to in, and how they come by a role."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from msgspec import Struct

from domain.core.errors import Attempt, NotAllowed, Refusal
from domain.network.people import (
    Caller,
    Person,
    Role,
)
from storage.audit import journal
from storage.engine import quotas
from storage.engine.database import Tx
from storage.network import people
from storage.queues import inbox
from storage.queues.inbox import AlreadyActed
from usecases.core.journal_notes import note
from usecases.core.request import Scene
from usecases.notify import receipts

__all__ = ["AlreadyActed", "note"]  # the edges meet the first, but never a module of rows
HOUR = 3600
DENIED_AN_HOUR = 20  # of one person are written down: who tries for ever must not fill the journal
LONGEST_VERB = 24  # the journal's column

T = TypeVar("T")


class Receipt(Struct, frozen=True):
    """Which stored update is being acted on."""

    bot: int
    update_id: int


class Acted(Struct, Generic[T], frozen=True):
    """Who acted, and what came of it."""

    person: Person
    outcome: T


def acting(
    tx: Tx,
    caller: Caller,
    receipt: Receipt | None,
    scene: Scene,
    use_case: Callable[..., T],
    *args: Any,
    **kwargs: Any,
) -> Acted[T]:
    """Run a use case for whoever an update comes from, and mark the update done in the same breath.

    An update that was acted on before raises AlreadyActed and changes nothing.
    """
    if receipt is not None:
        inbox.acted(tx, receipt.bot, receipt.update_id)
    person = people.meet(tx, caller, scene.now)
    if person.missed:
        receipts.tell_again(tx, scene, person.who)
    try:
        return Acted(person, use_case(tx, person, scene, *args, **kwargs))
    except NotAllowed as refusal:
        refusal.attempt = refusal.attempt or Attempt(use_case.__name__)
        raise


def denied(tx: Tx, person: Person, scene: Scene, attempt: Attempt) -> None:
    """Somebody tried what they have no authority for: one entry of the journal, some an hour.

    Who is no staff has no name there: what a citizen typed must lead nobody to them.
    """
    if quotas.use(tx, person.who, "denied", DENIED_AN_HOUR, HOUR, scene.now) is not None:
        return
    journal.add(
        tx,
        journal.Entry(
            who=person.who if person.is_staff else journal.OUTSIDER,
            role=int(Role.ADMIN if person.admin else Role.NOBODY),
            verb="denied",
            case_id=attempt.case_id,
            unit=attempt.unit,
            to=attempt.verb[:LONGEST_VERB],
            written_at=scene.now,
        ),
    )


def settle(tx: Tx, receipt: Receipt) -> None:
    """Mark an update done that asked for nothing of ours."""
    inbox.acted(tx, receipt.bot, receipt.update_id)


def witnessed(
    tx: Tx,
    receipt: Receipt | None,
    scene: Scene,
    use_case: Callable[..., T],
    *args: Any,
) -> T:
    """Run what Telegram itself tells of, in nobody's name, and mark the update done with it."""
    if receipt is not None:
        inbox.acted(tx, receipt.bot, receipt.update_id)
    return use_case(tx, scene, *args)


def greet(tx: Tx, person: Person, scene: Scene) -> Person:
    """Nothing but who it is: for the commands that only show something."""
    return person


def choose_language(tx: Tx, person: Person, scene: Scene, locale: str) -> str:
    """Speak this language to somebody from now on."""
    if locale not in scene.profile.locales:
        raise Refusal("language-unknown")
    people.set_locale(tx, person.who, locale)
    return locale
