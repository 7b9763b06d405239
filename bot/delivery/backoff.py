"""Whether a place elsewhere can be reached; while it cannot, it is left alone for a while."""

from collections.abc import Callable
from dataclasses import dataclass

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0  # seconds


@dataclass(slots=True)
class Backoff:
    """What became of the last try; `now` is in unix seconds."""

    now: Callable[[], float]
    _pause: float = 0.0
    _until: float = 0.0

    def is_away(self) -> bool:
        """Whether the last try failed."""
        return self._pause > 0

    def rests(self) -> bool:
        """Whether it is too early for another try."""
        return self.is_away() and self.now() < self._until

    def failed(self) -> None:
        """It could not be reached: each pause is twice as long as the one before."""
        if self.rests():
            return  # others that had begun failed, too
        self._pause = min(LONGEST_PAUSE, max(FIRST_PAUSE, self._pause * 2))
        self._until = self.now() + self._pause

    def well(self) -> None:
        """It could."""
        self._pause = 0.0
