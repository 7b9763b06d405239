"""Signals that end a command: it cleans up first, and its exit code is 128 and their number."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from types import FrameType
from typing import Any, Generic, TypeVar

T = TypeVar("T")

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 2.0  # seconds until the operator is told why it has not stopped yet
STOPPING = "stopping: the step at hand ends first, then what was begun is removed\n"
_received: list[int] = []


class Interrupted(KeyboardInterrupt):
    """A signal ended the command, which has cleaned up; the message says what is left."""


def end_as_by_ctrl_c() -> None:
    """Let SIGTERM and SIGHUP end this process as SIGINT does: what is open is cleaned up.

    One that is ignored, as SIGHUP is under `nohup`, stays ignored.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)


def _interrupt(number: int, _: FrameType | None) -> None:
    _received.append(number)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in the background of a script
        raise KeyboardInterrupt
    signal.raise_signal(signal.SIGINT)  # asyncio cancels its main task then


def exit_code() -> int:
    """The exit code after a KeyboardInterrupt, as a shell gives it."""
    return 128 + (_received[0] if _received else signal.SIGINT)


def run(job: Coroutine[Any, Any, T], undone: str) -> T:
    """Run a job that is done whole or not at all; the first signal cancels it, and it cleans up.

    Further signals are ignored, and so are all after `ignore`. Raises Interrupted, with `undone`
    as its message, if a signal has cancelled the job.
    """
    with asyncio.Runner() as runner:
        stop = _Stop(runner.get_loop(), job)
        before = {number: signal.getsignal(number) for number in SIGNALS}
        for number in SIGNALS:
            if before[number] is not signal.SIG_IGN:
                signal.signal(number, stop)
        try:
            return runner.run(stop.ended())
        except asyncio.CancelledError:
            raise Interrupted(undone) from None
        finally:
            for number in SIGNALS:
                if signal.getsignal(number) is stop:
                    signal.signal(number, before[number])


class _Stop(Generic[T]):
    """A signal handler that cancels the job, between two steps of its loop, never within one."""

    def __init__(self, loop: asyncio.AbstractEventLoop, job: Coroutine[Any, Any, T]) -> None:
        self._loop = loop
        self._task = loop.create_task(job)

    async def ended(self) -> T:
        """What the job returns, or raises."""
        return await self._task

    def __call__(self, number: int, _: FrameType | None) -> None:
        self._loop.call_soon_threadsafe(self._cancel, number)

    def _cancel(self, number: int) -> None:
        if signal.getsignal(number) is signal.SIG_IGN:  # since `ignore`
            return
        ignore()
        _received.append(number)
        self._loop.call_later(PATIENCE, sys.stderr.write, STOPPING)
        self._task.cancel()


def is_stopping() -> bool:
    """Whether a signal ends this process: long work in a thread should stop."""
    return bool(_received)


def ignore() -> None:
    """Ignore these signals until the process ends.

    For the last step of a job, from which on all of it is done, and for its clean-up.
    """
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
