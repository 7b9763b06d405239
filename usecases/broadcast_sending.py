"""The sender's side of a broadcast: begun when due, filled, taken batch by batch, and ended."""

from collections.abc import Mapping

from msgspec import Struct

from domain.broadcast import KEPT_DAYS, Act, Broadcast, Delivery, State, check_step, next_start
from storage import broadcasts, people, recipients
from storage.db import Tx
from usecases import broadcasting, gate
from usecases.scene import Scene

FILL = 1000  # people written down in one transaction
LOST_SECONDS = 120  # whoever was taken so long ago and never settled fell out of the sender's hands
DAY = 24 * 3600
BATCH = 1000


class Reader(Struct, frozen=True):
    """Somebody who gets it: who, in which chat, in which language."""

    who: str
    chat: int
    locale: str


class Work(Struct, frozen=True, kw_only=True):
    """What to send now and to whom.

    `again`: there is more to do at once, though nobody to write to. `next_at`: when the next one
    begins, unix seconds, where nothing is being sent.
    """

    broadcast: Broadcast | None = None
    readers: tuple[Reader, ...] = ()
    again: bool = False
    next_at: int | None = None


Outcomes = Mapping[tuple[int, str], Delivery]
"""What became of a broadcast, by its number, for a person; `WAITING` gives them back."""


def advance(tx: Tx, scene: Scene, outcomes: Outcomes, *, want: int) -> Work:
    """Write down what became of those who were taken, and take so many of the next."""
    recipients.settle(tx, outcomes)
    for (_, who), outcome in outcomes.items():
        if outcome is Delivery.BLOCKED:
            people.set_unreachable(tx, who, scene.now)
    found = broadcasts.first_in(tx, State.SENDING) or _begun(tx, scene)
    if found is None:
        due = broadcasts.first_in(tx, State.APPROVED)
        return Work(next_at=due.start_at if due else None)
    if not found.filled:
        _fill(tx, found)
    readers = _taken(tx, scene, found, want)
    if not readers and want and found.filled:
        return _rest(tx, scene, found)
    return Work(broadcast=found, readers=readers, again=not found.filled)


def _begun(tx: Tx, scene: Scene) -> Broadcast | None:
    """The one that is due, begun; of a series, the next one waits from now on."""
    due = broadcasts.first_in(tx, State.APPROVED)
    if due is None or due.start_at is None or due.start_at > scene.now:
        return None
    if not broadcasting.still_wanted(tx, due):
        broadcasting.lapse(tx, scene, due)
        return None
    step = check_step(due.state, Act.BEGIN, clock=True)
    begun = broadcasts.change(tx, due, state=step.to, began_at=scene.now)
    if due.first_at is not None:
        zone = scene.profile.timezone
        following = next_start(due.repeat, due.first_at, zone, now=scene.now)
        if following is not None:
            broadcasts.again(tx, due, following)
    broadcasting.owe_cards(tx, scene, begun, 0)
    return begun


def _fill(tx: Tx, found: Broadcast) -> None:
    after = broadcasts.filled_to(tx, found.id)
    to, whole = recipients.fill(tx, found.id, found.body, after=after, limit=FILL)
    broadcasts.set_filled(tx, found.id, to, whole=whole)


def _taken(tx: Tx, scene: Scene, found: Broadcast, want: int) -> tuple[Reader, ...]:
    """The next ones; those who cannot be reached any more are done with at once."""
    taken = recipients.claim(tx, found.id, scene.now, limit=want) if want else ()
    there = people.addresses(tx, taken)
    gone = {(found.id, who): Delivery.BLOCKED for who in taken if who not in there}
    recipients.settle(tx, gone)
    return tuple(Reader(who, *there[who]) for who in taken if who in there)


def _rest(tx: Tx, scene: Scene, found: Broadcast) -> Work:
    """Nobody waits: what still flies is waited for, and then it is over."""
    recipients.lose(tx, found.id, scene.now - LOST_SECONDS)
    counts = recipients.counts(tx, found.id)
    if counts.left:
        return Work(broadcast=found)
    step = check_step(found.state, Act.FINISH, clock=True)
    ended = broadcasts.change(tx, found, state=step.to, ended_at=scene.now)
    broadcasting.owe_cards(tx, scene, ended, 0)
    broadcasting.tell_end(tx, scene, ended, "broadcast_ended")
    return Work(again=True)


def show_progress(tx: Tx, scene: Scene, number: int, rate: float) -> None:
    """Every card of it tells how far it is, and how fast."""
    found = broadcasts.get(tx, number)
    if found is not None:
        broadcasting.owe_cards(tx, scene, found, rate)


def stumble(tx: Tx, scene: Scene, number: int) -> None:
    """Telegram refuses it again and again as it is: it stands still, and its admins learn of it."""
    found = broadcasts.get(tx, number)
    if found is None or found.state is not State.SENDING:
        return
    step = check_step(found.state, Act.PAUSE)
    paused = broadcasts.change(tx, found, state=step.to)
    broadcasting.owe_cards(tx, scene, paused, 0)
    broadcasting.tell_end(tx, scene, paused, "broadcast_stumbled")


@gate.erasing
def forget(tx: Tx, scene: Scene) -> int:
    """Who got what ended long ago: only the numbers stay."""
    found = broadcasts.over(tx, scene.now - KEPT_DAYS * DAY, limit=1)
    for number in found:
        if broadcasts.totals(tx, number) is None:
            broadcasts.keep_totals(tx, number, recipients.counts(tx, number))
        recipients.forget(tx, number, limit=BATCH)
    return len(found)
