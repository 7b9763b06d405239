"""Recover what a dead process had claimed."""

from collections.abc import Sequence

from msgspec import Struct

from storage.broadcasts import recipients
from storage.engine import leases
from storage.engine.database import Tx
from storage.engine.leases import Lease
from storage.evidence import evidence
from storage.queues import inbox, outbox_claims
from storage.queues.inbox import Arrival
from usecases.core.request import Request
from usecases.delivery import replies

WORKERS = "worker:"  # prefix of the leases of workers that share the inbox
UNANSWERED_SECONDS = 3600  # older questions are not asked again


class Left(Struct, frozen=True):
    """How much was left: notices and mails to send again, uncertain recipients, files to fetch."""

    notices: int
    readers: int
    files: int

    def __bool__(self) -> bool:
        return bool(self.notices or self.readers or self.files)


def take_over(req: Request) -> Left:
    """Release all claims of senders. Call only while nobody sends: every claim is a dead sender's.

    Notices and files are due again at once. A recipient who may have got a broadcast does not get
    it again.
    """
    return Left(
        notices=outbox_claims.reclaim(req.tx, req.now),
        readers=recipients.lose_all(req.tx),
        files=evidence.reclaim(req.tx, req.now),
    )


def look(tx: Tx, bot: int) -> dict[str, Lease]:
    """The leases of all workers by name; updates that none of them holds are released."""
    inbox.free_orphans(tx, bot)
    return leases.named(tx, WORKERS)


def inherit(req: Request, bot: int, worker: str, *, seen: Lease) -> int | None:
    """Release the updates of a dead worker, in their order. Returns how many.

    None where another worker was faster, or the worker is alive.
    """
    if not leases.drop(req.tx, worker, seen=seen):
        return None
    owe_replies(req, bot, worker)
    return inbox.free(req.tx, bot, worker)


def owe_replies(req: Request, bot: int, worker: str | None = None) -> int:
    """Queue what is sent instead of replies that a dead process may not have sent.

    Whoever has another update to run gets the reply to that one. With a `worker` only its own
    updates. Returns how many people get something.
    """
    unanswered = inbox.unanswered(req.tx, bot, req.now - UNANSWERED_SECONDS, worker)
    inbox.forget_questions(req.tx, worker)
    silent = [who for who in unanswered if not inbox.waits(req.tx, bot, who)]
    for who in silent:
        replies.owe_screen(req, who)
    return len(silent)


def claim_updates(
    tx: Tx,
    bot: int,
    worker: str,
    *,
    answered: Sequence[int],
    doubted: Sequence[int] | None,
    limit: int,
) -> list[Arrival]:
    """Mark `answered` as done, and claim up to `limit` further updates for this worker.

    Where the worker is not sure what it holds, `doubted` are all updates it knows of; its other
    claims are released.
    """
    if answered:
        inbox.answered(tx, bot, answered)
    if doubted is not None:
        inbox.free(tx, bot, worker, but=doubted)
    return inbox.claim(tx, bot, worker, limit=limit) if limit > 0 else []
