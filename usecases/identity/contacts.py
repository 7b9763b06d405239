"""A contact on its way to whoever may see it: said once at most, and wiped out of the chat."""

from domain.identity import WIPED_AFTER
from domain.notices.contact_notices import IdentityNotice, WipeNotice
from storage.queues import outbox
from storage.queues.outbox import Claimed, NoticeState, Owed, Rank
from usecases.core.request import Request
from usecases.identity import contact_requests

RETRY = 10  # seconds, where it surely did not arrive: somebody sits and waits for it
DELETABLE = 47 * 3600  # Telegram lets a bot delete its messages for two days


def was_lost(req: Request, claimed: Claimed) -> bool:
    """Whether a courier took it before and never came back, so that it may have been said."""
    if not isinstance(claimed.owed.notice, IdentityNotice) or claimed.tries == 1:
        return False
    uncertain(req, claimed)
    return True


def uncertain(req: Request, claimed: Claimed) -> None:
    """Nobody can say whether it came through: settled, and whoever waits for a contact is told."""
    outbox.settle(req.tx, claimed, NoticeState.UNCERTAIN, req.now)
    notice = claimed.owed.notice
    if isinstance(notice, IdentityNotice):
        showing = claimed.owed.dedupe.rpartition(":")[2]
        contact_requests.uncertain(req, notice.request, showing)


def owe_wipe(req: Request, claimed: Claimed, message_id: int) -> None:
    """The message that shows a contact is to go again, soon."""
    shown, recipient = claimed.owed.notice, claimed.owed.recipient
    assert isinstance(shown, IdentityNotice)  # nothing else shows a contact
    place = f"wipe:{recipient}:{message_id}"
    outbox.put(
        req.tx,
        Owed(
            notice=WipeNotice(request=shown.request, message=message_id, until=req.now + DELETABLE),
            recipient=recipient,
            rank=Rank.REPLY,
            dedupe=place,
            due_at=req.now + WIPED_AFTER,
            order_key=place,  # it holds up nothing else
        ),
        req.now,
    )


def not_wiped(req: Request, claimed: Claimed, wipe: WipeNotice, due_at: int | None) -> None:
    """Deleting can be repeated, so it is at `due_at`, as long as Telegram allows it.

    After that, or where it never will (None), people are asked to do it.
    """
    if due_at is None or due_at > wipe.until:
        outbox.settle(req.tx, claimed, NoticeState.FAILED, req.now)
        contact_requests.not_wiped(req, wipe.request, wipe.message)
    else:
        outbox.put_off(req.tx, claimed, due_at, counts=True, unknown=False)
