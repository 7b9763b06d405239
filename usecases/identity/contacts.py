"""Send a contact to the person who may see it, at most once, and delete the message afterwards."""

from domain.identity import WIPED_AFTER
from domain.notices.contact_notices import IdentityNotice, WipeNotice
from storage.queues import outbox, outbox_claims
from storage.queues.outbox import NoticeState, Owed, Rank
from storage.queues.outbox_claims import Claimed
from usecases.core.request import Request
from usecases.identity import contact_requests

RETRY = 10  # seconds, if it certainly did not arrive: the person is waiting for it
DELETABLE = 47 * 3600  # Telegram lets a bot delete its messages for two days


def was_lost(req: Request, claimed: Claimed) -> bool:
    """Whether another courier claimed it and never settled it, so that it may have been sent."""
    if not isinstance(claimed.owed.notice, IdentityNotice) or claimed.tries == 1:
        return False
    uncertain(req, claimed)
    return True


def uncertain(req: Request, claimed: Claimed) -> None:
    """It may or may not have arrived: settle it, and notify the person who waits for a contact."""
    outbox_claims.settle(req.tx, claimed, NoticeState.UNCERTAIN, req.now)
    notice = claimed.owed.notice
    if isinstance(notice, IdentityNotice):
        showing = claimed.owed.dedupe.rpartition(":")[2]
        contact_requests.uncertain(req, notice.request, showing)


def owe_wipe(req: Request, claimed: Claimed, message_id: int) -> None:
    """Queue the deletion of the message that shows a contact."""
    shown, recipient = claimed.owed.notice, claimed.owed.recipient
    assert isinstance(shown, IdentityNotice)  # no other notice shows a contact
    place = f"wipe:{recipient}:{message_id}"
    outbox.put(
        req.tx,
        Owed(
            notice=WipeNotice(request=shown.request, message=message_id, until=req.now + DELETABLE),
            recipient=recipient,
            rank=Rank.REPLY,
            dedupe=place,
            due_at=req.now + WIPED_AFTER,
            order_key=place,  # an order key of its own: it delays nothing else
        ),
        req.now,
    )


def not_wiped(req: Request, claimed: Claimed, wipe: WipeNotice, due_at: int | None) -> None:
    """Deleting failed: try again at `due_at`, while Telegram allows it.

    After that, or where `due_at` is None (it will never work), people are asked to delete it.
    """
    if due_at is None or due_at > wipe.until:
        outbox_claims.settle(req.tx, claimed, NoticeState.FAILED, req.now)
        contact_requests.not_wiped(req, wipe.request, wipe.message)
    else:
        outbox_claims.put_off(req.tx, claimed, due_at, counts=True, unknown=False)
