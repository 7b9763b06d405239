"""Guard for jobs that erase data by age: none of them runs while the clock is doubted."""

from collections.abc import Callable
from functools import wraps

from usecases.core.request import Conditions, Request

Job = Callable[[Request], int]

_ERASING: set[Job] = set()


def erasing(job: Job) -> Job:
    """Decorator for an erasing job: it returns 0 and does nothing while the clock is doubted."""

    @wraps(job)
    def gated(req: Request) -> int:
        return job(req) if passes(req.conditions) else 0

    _ERASING.add(gated)
    return gated


def is_erasing(job: Job) -> bool:
    """Whether a job is decorated with `erasing`."""
    return job in _ERASING


def passes(conditions: Conditions) -> bool:
    """Whether data may be erased because of the current time."""
    return conditions.clock_trusted
