"""The sender's side of a broadcast: start it when due, list recipients, send in batches, end it."""

from collections.abc import Mapping

from msgspec import Struct

from domain.broadcast import (
    KEPT_DAYS,
    Act,
    Broadcast,
    BroadcastDelivery,
    BroadcastState,
    check_step,
    next_start,
)
from domain.notices.staff_notices import BroadcastEndedNotice, BroadcastStumbledNotice
from storage.broadcasts import broadcasts, recipients
from storage.engine.database import Tx
from storage.network import people
from usecases.broadcasts import broadcast_lifecycle
from usecases.core import erasure_gate
from usecases.core.request import Request

FILL = 1000  # recipients stored per transaction
LOOK_AGAIN = 60  # seconds until the clock may be trusted again
LOST_SECONDS = 120  # a recipient claimed so long ago and not settled was lost by the sender
DAY = 24 * 3600
BATCH = 1000


class Reader(Struct, frozen=True):
    """A recipient: person, chat, language."""

    who: str
    chat: int
    locale: str


class Work(Struct, frozen=True, kw_only=True):
    """What to send now, and to whom.

    `again`: call again at once, though there is nobody to send to. `next_at`: when the next
    broadcast begins, unix seconds, if nothing is being sent.
    """

    broadcast: Broadcast | None = None
    readers: tuple[Reader, ...] = ()
    again: bool = False
    next_at: int | None = None


Outcomes = Mapping[tuple[int, str], BroadcastDelivery]
"""The delivery result by broadcast id and person; `WAITING` releases the recipient."""


def advance(req: Request, outcomes: Outcomes, *, want: int) -> Work:
    """Store the results of the last batch, and claim the next `want` recipients."""
    recipients.settle(req.tx, outcomes)
    for (_, who), outcome in outcomes.items():
        if outcome is BroadcastDelivery.BLOCKED:
            people.set_unreachable(req.tx, who, req.now)
    found = broadcasts.first_in(req.tx, BroadcastState.SENDING) or _start_due(req)
    if found is None:
        due = broadcasts.first_in(req.tx, BroadcastState.APPROVED)
        if due is not None and not erasure_gate.time_counts(req):
            return Work(next_at=req.now + LOOK_AGAIN)
        return Work(next_at=due.start_at if due else None)
    if not found.filled:
        _fill(req.tx, found)
    readers = _claim_recipients(req, found, want)
    if not readers and want and found.filled:
        return _end_if_sent(req, found)
    return Work(broadcast=found, readers=readers, again=not found.filled)


def _start_due(req: Request) -> Broadcast | None:
    """Start the broadcast that is due; of a series, schedule the next one."""
    due = broadcasts.first_in(req.tx, BroadcastState.APPROVED)
    if due is None or due.start_at is None or due.start_at > req.now:
        return None
    if not erasure_gate.time_counts(req):
        return None
    if not broadcast_lifecycle.still_wanted(req.tx, due):
        broadcast_lifecycle.lapse(req, due)
        return None
    step = check_step(due.state, Act.BEGIN, clock=True)
    begun = broadcasts.change(req.tx, due, state=step.to, began_at=req.now)
    if due.first_at is not None:
        zone = req.profile.timezone
        following = next_start(due.repeat, due.first_at, zone, now=req.now)
        if following is not None:
            broadcasts.again(req.tx, due, following)
    broadcast_lifecycle.owe_cards(req, begun, 0)
    return begun


def _fill(tx: Tx, found: Broadcast) -> None:
    after = broadcasts.filled_to(tx, found.id)
    to, whole = recipients.fill(tx, found.id, found.body, after=after, limit=FILL)
    broadcasts.set_filled(tx, found.id, to, whole=whole)


def _claim_recipients(req: Request, found: Broadcast, want: int) -> tuple[Reader, ...]:
    """The next recipients; those who cannot be reached any more are settled at once."""
    taken = recipients.claim(req.tx, found.id, req.now, limit=want) if want else ()
    address_of = people.addresses(req.tx, taken)
    gone = {(found.id, who): BroadcastDelivery.BLOCKED for who in taken if who not in address_of}
    recipients.settle(req.tx, gone)
    return tuple(Reader(who, *address_of[who]) for who in taken if who in address_of)


def _end_if_sent(req: Request, found: Broadcast) -> Work:
    """Nobody is left: wait for sends that are still running, then end the broadcast."""
    recipients.lose(req.tx, found.id, req.now - LOST_SECONDS)
    counts = recipients.counts(req.tx, found.id)
    if counts.left:
        return Work(broadcast=found)
    step = check_step(found.state, Act.FINISH, clock=True)
    ended = broadcasts.change(req.tx, found, state=step.to, ended_at=req.now)
    broadcast_lifecycle.owe_cards(req, ended, 0)
    broadcast_lifecycle.tell_end(req, ended, BroadcastEndedNotice)
    return Work(again=True)


def show_progress(req: Request, number: int, rate: float) -> None:
    """Update every card of the broadcast with its progress and rate."""
    found = broadcasts.get(req.tx, number)
    if found is not None:
        broadcast_lifecycle.owe_cards(req, found, rate)


def stumble(req: Request, number: int) -> None:
    """Telegram keeps refusing the message: pause the broadcast and notify its admins."""
    found = broadcasts.get(req.tx, number)
    if found is None or found.state is not BroadcastState.SENDING:
        return
    step = check_step(found.state, Act.PAUSE)
    paused = broadcasts.change(req.tx, found, state=step.to)
    broadcast_lifecycle.owe_cards(req, paused, 0)
    broadcast_lifecycle.tell_end(req, paused, BroadcastStumbledNotice)


@erasure_gate.erasing
def forget(req: Request) -> int:
    """Erase who got broadcasts that ended long ago; the counts stay. Returns how many."""
    found = broadcasts.over(req.tx, req.now - KEPT_DAYS * DAY, limit=1)
    for number in found:
        if broadcasts.totals(req.tx, number) is None:
            broadcasts.keep_totals(req.tx, number, recipients.counts(req.tx, number))
        recipients.forget(req.tx, number, limit=BATCH)
    return len(found)
