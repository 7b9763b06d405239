"""The gate before everything that time alone erases: nothing passes by a doubtful clock."""

from collections.abc import Callable
from functools import wraps

from usecases.core.request import Conditions, Request

Job = Callable[[Request], int]

_ERASING: set[Job] = set()


def erasing(job: Job) -> Job:
    """A job of the clock that lets something go for good: it finds nothing while in doubt."""

    @wraps(job)
    def gated(req: Request) -> int:
        return job(req) if passes(req.conditions) else 0

    _ERASING.add(gated)
    return gated


def is_erasing(job: Job) -> bool:
    """Whether a job stands behind the gate."""
    return job in _ERASING


def passes(conditions: Conditions) -> bool:
    """Whether something may be erased because of the time it is."""
    return conditions.clock_trusted
