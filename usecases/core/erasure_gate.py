"""Guard for jobs that erase data by age: none of them runs while the clock is doubted."""

from collections.abc import Callable
from functools import wraps

from usecases.core import wrong_times
from usecases.core.request import Conditions, Request

Job = Callable[[Request], int]

_ERASING: set[Job] = set()


def erasing(job: Job) -> Job:
    """Decorator for an erasing job: it returns 0 and does nothing while the clock is doubted.

    Nor while times that a wrong clock has written are still to be set anew.
    """

    @wraps(job)
    def gated(req: Request) -> int:
        return job(req) if time_counts(req) else 0

    _ERASING.add(gated)
    return gated


def is_erasing(job: Job) -> bool:
    """Whether a job is decorated with `erasing`."""
    return job in _ERASING


def time_counts(req: Request) -> bool:
    """Whether a time may be found to be over: the clock is trusted, and no wrong one set it."""
    return passes(req.conditions) and not wrong_times.pending(req.tx)


def passes(conditions: Conditions) -> bool:
    """Whether data may be erased because of the current time."""
    return conditions.clock_trusted
