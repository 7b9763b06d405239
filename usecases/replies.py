"""An answer to whoever was talking that did not come through: what its failure means."""

from storage import outbox, people
from storage.db import Tx
from storage.outbox import Notice, Rank
from usecases import bindings
from usecases.scene import Scene
from usecases.undelivered import Failure


def unsaid(
    tx: Tx, scene: Scene, who: str, chat: int | None, failure: Failure, *, after: int = 0
) -> None:
    """Owe somebody their open question; who blocked the bot is written to no more until they write.

    `chat` is where it was to be said, negative for a group, None where that is not known.
    """
    if failure is not Failure.GONE:
        owe_screen(tx, scene, who, after=after)
    elif chat is not None and chat < 0:
        bindings.put_out(tx, scene, chat)
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
