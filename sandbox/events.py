"""What happens, told to whoever listens: the page, mostly."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from typing import Any

KEPT = 1000  # a page that was away for a moment catches up; one away for long loads anew
Told = tuple[int, dict[str, Any]]


class Events:
    """A numbered row of events with a short memory."""

    def __init__(self) -> None:
        self._kept: deque[Told] = deque(maxlen=KEPT)
        self._listeners: set[asyncio.Queue[Told]] = set()
        self._number = 0

    def tell(self, event: dict[str, Any]) -> None:
        """Something happened."""
        self._number += 1
        self._kept.append((self._number, event))
        for queue in self._listeners:
            queue.put_nowait((self._number, event))

    def listen(self, after: int | None = None) -> AsyncGenerator[Told, None]:
        """Events from this very moment on; `after` first replays those remembered behind it.

        Close the generator when done.
        """
        queue: asyncio.Queue[Told] = asyncio.Queue()
        for number, event in self._kept:
            if after is not None and number > after:
                queue.put_nowait((number, event))
        self._listeners.add(queue)
        return self._heard(queue)

    async def _heard(self, queue: asyncio.Queue[Told]) -> AsyncGenerator[Told, None]:
        try:
            while True:
                yield await queue.get()
        finally:
            self._listeners.discard(queue)
