"""An answer to whoever was talking that did not come through: what its failure means."""

from domain.notices.other_notices import OpenQuestionNotice
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from usecases.core.request import Request
from usecases.delivery.failures import Failure
from usecases.network import group_bindings


def unsaid(req: Request, who: str, chat: int | None, failure: Failure, *, after: int = 0) -> None:
    """Owe somebody their open question; who blocked the bot is written to no more until they write.

    `chat` is where it was to be said, negative for a group, None where that is not known.
    """
    if failure is not Failure.GONE:
        owe_screen(req, who, after=after)
    elif chat is not None and chat < 0:
        group_bindings.put_out(req, chat)
    else:
        people.set_unreachable(req.tx, who, req.now)


def owe_screen(req: Request, who: str, *, after: int = 0) -> None:
    """Somebody's answer could not be said: show them their open question again, later."""
    outbox.put(
        req.tx,
        Owed(
            notice=OpenQuestionNotice(note="dialogue-continue"),
            recipient=who,
            rank=Rank.REPLY,
            dedupe=f"screen:{who}",
            due_at=req.now + after,
            order_key=f"person:{who}",
        ),
        req.now,
        again=True,
    )
