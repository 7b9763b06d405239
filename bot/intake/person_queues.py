"""One queue per person: their updates run in order, those of different people concurrently."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

import structlog

log = structlog.get_logger("jubao.person_queues")

AT_ONCE = 256  # updates handled at a time; the HTTP client has as many connections
BACKLOG = 2000  # unfinished updates above which no more are fetched from Telegram

T = TypeVar("T")


class PersonQueues(Generic[T]):
    """Runs `work` for each item: in order within a lane (one person's queue), lanes concurrently.

    At most `at_once` items run at a time; it is full from `backlog` unfinished items on.
    """

    def __init__(
        self,
        work: Callable[[T], Awaitable[None]],
        *,
        at_once: int = AT_ONCE,
        backlog: int = BACKLOG,
    ) -> None:
        self._work = work
        self._slots = asyncio.Semaphore(at_once)
        self._backlog = backlog
        self._waiting: dict[str, deque[T]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._size = 0
        self._room = asyncio.Event()
        self._room.set()

    @property
    def size(self) -> int:
        """The number of unfinished items."""
        return self._size

    @property
    def full(self) -> bool:
        """Whether no more should be put in for now."""
        return not self._room.is_set()

    def put(self, lane: str, item: T) -> None:
        """Append to a lane; starts a task if the lane is idle."""
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
        """Wait until it is not full."""
        await self._room.wait()

    async def drain(self) -> None:
        """Wait until all items are done."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop(self, seconds: float) -> None:
        """Wait up to `seconds` for running items, then cancel; queued ones are dropped.

        Dropped updates are in the inbox and run after the next start.
        """
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
                async with self._slots:
                    try:
                        await self._work(item)
                    except Exception:
                        log.exception("queued-update-failed")
                    finally:
                        self._done()
        finally:
            del self._waiting[lane]

    def _done(self) -> None:
        self._size -= 1
        if self._size < self._backlog:
            self._room.set()
