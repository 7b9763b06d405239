"""Lanes: one person's updates in their order, different people's at once, not too many of them."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import structlog

log = structlog.get_logger("jubao.lanes")

AT_ONCE = 256  # as many answers on their way as the wire has connections for
BACKLOG = 2000  # beyond this nothing more is fetched: what waits stays safe with Telegram

T = TypeVar("T")


class PersonQueues(Generic[T]):
    """Runs `work` over what is put in: in order within a lane, lanes side by side."""

    def __init__(
        self,
        work: Callable[[T], Awaitable[None]],
        *,
        at_once: int = AT_ONCE,
        backlog: int = BACKLOG,
    ) -> None:
        self._work = work
        self._seats = asyncio.Semaphore(at_once)
        self._backlog = backlog
        self._waiting: dict[str, deque[T]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._size = 0
        self._room = asyncio.Event()
        self._room.set()

    @property
    def size(self) -> int:
        """How much has been put in and is not done."""
        return self._size

    @property
    def full(self) -> bool:
        """Whether nothing more should be put in for now."""
        return not self._room.is_set()

    def put(self, lane: str, item: T) -> None:
        """Append to a lane; a lane that was idle starts to run."""
        self._size += 1
        if self._size >= self._backlog:
            self._room.clear()
        queue = self._waiting.get(lane)
        if queue is not None:
            queue.append(item)
            return
        self._waiting[lane] = deque([item])
        task = asyncio.create_task(self._run(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def room(self) -> None:
        """Wait until there is room for more."""
        await self._room.wait()

    async def drain(self) -> None:
        """Wait until everything put in is done."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop(self, seconds: float) -> None:
        """Let what runs come to its end, and give up on the rest; it is stored and runs again."""
        for queue in self._waiting.values():
            self._size -= len(queue)
            queue.clear()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, lane: str) -> None:
        queue = self._waiting[lane]
        try:
            while queue:
                item = queue.popleft()
                async with self._seats:
                    try:
                        await self._work(item)
                    except Exception:
                        log.exception("lane-work-failed")
                    finally:
                        self._done()
        finally:
            del self._waiting[lane]

    def _done(self) -> None:
        self._size -= 1
        if self._size < self._backlog:
            self._room.set()
