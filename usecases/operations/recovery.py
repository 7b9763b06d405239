"""What a process that died had in its hands, as the next one finds it."""

from collections.abc import Sequence

from msgspec import Struct

from storage.broadcasts import recipients
from storage.engine import leases
from storage.engine.database import Tx
from storage.engine.leases import Lease
from storage.evidence import evidence
from storage.queues import inbox, outbox
from storage.queues.inbox import Arrival
from usecases.core.request import Request
from usecases.delivery import replies

WORKERS = "worker:"  # how the leases of those begin that share the inbox
UNANSWERED_SECONDS = 3600  # older questions are not asked again


class Left(Struct, frozen=True):
    """How much was left: notices and mails to send again, readers in doubt, files to fetch."""

    notices: int
    readers: int
    files: int

    def __bool__(self) -> bool:
        return bool(self.notices or self.readers or self.files)


def take_over(req: Request) -> Left:
    """Nobody sends at this moment: what is in somebody's hands is in a dead sender's.

    News and files are due again at once; a reader who may have a broadcast never gets it twice.
    """
    return Left(
        notices=outbox.reclaim(req.tx, req.now),
        readers=recipients.lose_all(req.tx),
        files=evidence.reclaim(req.tx, req.now),
    )


def look(tx: Tx, bot: int) -> dict[str, Lease]:
    """How all workers stand; what nobody of them holds is free for anybody."""
    inbox.free_orphans(tx, bot)
    return leases.named(tx, WORKERS)


def inherit(req: Request, bot: int, worker: str, *, seen: Lease) -> int | None:
    """A worker is gone: what it had claimed waits for anybody, in its order; how much that is.

    Whose update had acted, and who may not have had the answer, is owed their open question,
    unless another update of theirs still brings one. None where somebody else was faster, or the
    worker is not gone.
    """
    if not leases.drop(req.tx, worker, seen=seen):
        return None
    unanswered = inbox.unanswered(req.tx, bot, req.now - UNANSWERED_SECONDS, worker)
    inbox.forget_questions(req.tx, worker)
    for who in unanswered:
        if not inbox.waits(req.tx, bot, who):
            replies.owe_screen(req, who)
    return inbox.free(req.tx, bot, worker)


def claim_updates(
    tx: Tx,
    bot: int,
    worker: str,
    *,
    answered: Sequence[int],
    doubted: Sequence[int] | None,
    limit: int,
) -> list[Arrival]:
    """A worker is through with some updates and takes the next, up to `limit`.

    Where it cannot be sure what it holds, `doubted` is all that it knows of; the rest is given
    back.
    """
    if answered:
        inbox.answered(tx, bot, answered)
    if doubted is not None:
        inbox.free(tx, bot, worker, but=doubted)
    return inbox.claim(tx, bot, worker, limit=limit) if limit > 0 else []
