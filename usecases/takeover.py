"""What a sender that died had in its hands, as the next one finds it."""

from dataclasses import dataclass

from storage import evidence, outbox, recipients
from storage.db import Tx
from usecases.scene import Scene


@dataclass(frozen=True, slots=True)
class Left:
    """How much was left: notices and mails to send again, readers in doubt, files to fetch."""

    notices: int
    readers: int
    files: int

    def __bool__(self) -> bool:
        return bool(self.notices or self.readers or self.files)


def take_over(tx: Tx, scene: Scene) -> Left:
    """Nobody sends at this moment: what is in somebody's hands is in a dead sender's.

    News and files are due again at once; a reader who may have a broadcast never gets it twice.
    """
    return Left(
        notices=outbox.reclaim(tx, scene.now),
        readers=recipients.lose_all(tx),
        files=evidence.reclaim(tx, scene.now),
    )
