"""An answer to whoever was talking that did not come through: what its failure means."""

from storage import people
from storage.db import Tx
from usecases import bindings, delivery
from usecases.delivery import Failure
from usecases.scene import Scene


def unsaid(
    tx: Tx, scene: Scene, who: str, chat: int | None, failure: Failure, *, after: int = 0
) -> None:
    """Owe somebody their open question; who blocked the bot is written to no more until they write.

    `chat` is where it was to be said, negative for a group, None where that is not known.
    """
    if failure is not Failure.GONE:
        delivery.owe_screen(tx, scene, who, after=after)
    elif chat is not None and chat < 0:
        bindings.put_out(tx, scene, chat)
    else:
        people.set_unreachable(tx, who, scene.now)
