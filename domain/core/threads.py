"""Await work that a thread does, so that no clean-up begins while the thread still works."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


async def in_thread(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """As `asyncio.to_thread`; a cancellation is raised when the function has ended."""
    return await finished(asyncio.to_thread(function, *args, **kwargs))


async def finished(work: Coroutine[Any, Any, T]) -> T:
    """Await a coroutine to its end; a cancellation, or the coroutine's own error, comes only then.

    A thread cannot be cancelled: asyncio stops waiting for it, and it goes on with files that the
    caller removes meanwhile.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        if not task.cancelled():
            task.result()  # its error says more than the cancellation
        raise
