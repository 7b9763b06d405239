"""Background loops: run a step repeatedly until cancelled; waits can be ended early."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from structlog.stdlib import BoundLogger


@dataclass(slots=True)
class WakeableLoop:
    """Runs `step` until cancelled; all times are in seconds.

    `step` returns how long to wait before the next one, 0 for no wait; `wake` ends that wait. An
    error of a step is logged as the event `failed`, and the next step comes `after_error` later;
    `wake` does not end that pause. An error of a type in `fatal` ends the loop. The first step
    comes after `delay`.
    """

    step: Callable[[], Awaitable[float]]
    log: BoundLogger
    failed: str
    after_error: float
    fatal: tuple[type[Exception], ...] = ()
    delay: float = 0.0
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """End the current wait, or skip the next one."""
        self._woken.set()

    async def run(self) -> None:
        """Run until cancelled, or until a fatal error, which is raised."""
        if self.delay:
            await asyncio.sleep(self.delay)
        while True:
            self._woken.clear()  # before the step: a wake during it is not lost
            try:
                seconds = await self.step()
            except self.fatal:
                raise
            except Exception:
                self.log.exception(self.failed)
                await asyncio.sleep(self.after_error)
                continue
            if seconds > 0:
                await wait_for(self._woken, seconds)


async def repeat(
    work: Callable[[], Awaitable[object]],
    *,
    every: float,
    log: BoundLogger,
    failed: str,
    fatal: tuple[type[Exception], ...] = (),
    delay: float = 0.0,
) -> None:
    """Run `work` every `every` seconds, also after errors, until cancelled; see WakeableLoop."""

    async def step() -> float:
        await work()
        return every

    await WakeableLoop(step, log, failed, every, fatal, delay).run()


async def wait_for(event: asyncio.Event, seconds: float) -> bool:
    """Wait for an event at most so many seconds; returns whether it is set."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return event.is_set()
    return True
