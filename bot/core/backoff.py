"""Exponential backoff: the pause doubles with each failure in a row.

Used by loops that poll or fetch. The pauses of notices are in `usecases/delivery/retries.py`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Backoff:
    """Counts failures in a row and returns the pause after each; all times are in seconds.

    The first pause is `first`, none is longer than `longest`. Only `is_resting` needs the clock.
    """

    first: float
    longest: float
    clock: Callable[[], float] = time.monotonic
    failures: int = 0
    _pause: float = 0.0
    _until: float = 0.0

    @property
    def is_failing(self) -> bool:
        """Whether the last attempt failed."""
        return self.failures > 0

    @property
    def is_resting(self) -> bool:
        """Whether the pause after the last failure is still on."""
        return self.is_failing and self.clock() < self._until

    def failed(self) -> float:
        """Count a failure; returns the seconds to wait before the next attempt."""
        self._pause = min(self.longest, self._pause * 2 if self.failures else self.first)
        self.failures += 1
        self._until = self.clock() + self._pause
        return self._pause

    def succeeded(self) -> None:
        """The call succeeded: reset the backoff."""
        self.failures = 0
