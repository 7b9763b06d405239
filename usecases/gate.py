"""The gate before everything that time alone erases: nothing passes by a doubtful clock."""

from collections.abc import Callable
from functools import wraps

from storage.db import Tx
from usecases.scene import Scene

Job = Callable[[Tx, Scene], int]

_ERASING: set[Job] = set()


def erasing(job: Job) -> Job:
    """A job of the clock that lets something go for good: it finds nothing while in doubt."""

    @wraps(job)
    def gated(tx: Tx, scene: Scene) -> int:
        return job(tx, scene) if passes(scene) else 0

    _ERASING.add(gated)
    return gated


def is_erasing(job: Job) -> bool:
    """Whether a job stands behind the gate."""
    return job in _ERASING


def passes(scene: Scene) -> bool:
    """Whether something may be erased because of the time it is."""
    return scene.clock_trusted
