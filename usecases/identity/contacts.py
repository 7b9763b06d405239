"""A contact on its way to whoever may see it: said once at most, and wiped out of the chat."""

from typing import Any

from domain.identity import WIPED_AFTER
from storage.identity import identities as requests
from storage.queues import outbox
from storage.queues.outbox import Claimed, Notice, NoticeState, Rank
from usecases.core.request import Request
from usecases.identity import contact_requests

ONCE = frozenset({"identity"})
"""What is never said twice by itself: a copy that nobody knows of could not be wiped."""

RETRY = 10  # seconds, where it surely did not arrive: somebody sits and waits for it
DELETABLE = 47 * 3600  # Telegram lets a bot delete its messages for two days


def found(req: Request, notice: Notice) -> dict[str, Any]:
    """What the words of a notice about a contact need; the contact only where it is shown now."""
    if notice.kind == "wipe":
        return {"wipes": notice.params["message"]}
    request = requests.get(req.tx, notice.params["request"])
    if req.person is None or request is None:
        return {}
    about: dict[str, Any] = {"request": contact_requests.view(req, request)}
    if notice.kind == "identity":
        about["contact"] = contact_requests.contact(req, request)
    return about


def was_lost(req: Request, claimed: Claimed) -> bool:
    """Whether a courier took it before and never came back, so that it may have been said."""
    if claimed.notice.kind not in ONCE or claimed.tries == 1:
        return False
    uncertain(req, claimed)
    return True


def uncertain(req: Request, claimed: Claimed) -> None:
    """Nobody can say whether it came through: settled, and whoever waits for a contact is told."""
    outbox.settle(req.tx, claimed, NoticeState.UNCERTAIN, req.now)
    notice = claimed.notice
    if notice.kind in ONCE:
        showing = notice.dedupe.rpartition(":")[2]
        contact_requests.uncertain(req, notice.params["request"], showing)


def owe_wipe(req: Request, claimed: Claimed, message_id: int) -> None:
    """The message that shows a contact is to go again, soon."""
    notice = claimed.notice
    place = f"wipe:{notice.recipient}:{message_id}"
    outbox.put(
        req.tx,
        Notice(
            kind="wipe",
            recipient=notice.recipient,
            params={
                "request": notice.params["request"],
                "message": message_id,
                "until": req.now + DELETABLE,
            },
            rank=Rank.REPLY,
            dedupe=place,
            due_at=req.now + WIPED_AFTER,
            order_key=place,  # it holds up nothing else
        ),
        req.now,
    )


def not_wiped(req: Request, claimed: Claimed, due_at: int | None) -> None:
    """Deleting can be repeated, so it is at `due_at`, as long as Telegram allows it.

    After that, or where it never will (None), people are asked to do it.
    """
    params = claimed.notice.params
    if due_at is None or due_at > params["until"]:
        outbox.settle(req.tx, claimed, NoticeState.FAILED, req.now)
        contact_requests.not_wiped(req, params["request"], params["message"])
    else:
        outbox.put_off(req.tx, claimed, due_at, counts=True, unknown=False)
