"""An answer to whoever was talking that did not come through: what its failure means."""

from storage.engine.database import Tx
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Notice, Rank
from usecases.core.request import Scene
from usecases.delivery.failures import Failure
from usecases.network import group_bindings


def unsaid(
    tx: Tx, scene: Scene, who: str, chat: int | None, failure: Failure, *, after: int = 0
) -> None:
    """Owe somebody their open question; who blocked the bot is written to no more until they write.

    `chat` is where it was to be said, negative for a group, None where that is not known.
    """
    if failure is not Failure.GONE:
        owe_screen(tx, scene, who, after=after)
    elif chat is not None and chat < 0:
        group_bindings.put_out(tx, scene, chat)
    else:
        people.set_unreachable(tx, who, scene.now)


def owe_screen(tx: Tx, scene: Scene, who: str, *, after: int = 0) -> None:
    """Somebody's answer could not be said: show them their open question again, later."""
    outbox.put(
        tx,
        Notice(
            kind="screen",
            recipient=who,
            params={"note": "dialogue-continue"},
            rank=Rank.REPLY,
            dedupe=f"screen:{who}",
            due_at=scene.now + after,
            order_key=f"person:{who}",
        ),
        scene.now,
        again=True,
    )
