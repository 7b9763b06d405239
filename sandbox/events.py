"""What happens, told to whoever listens: the page, mostly."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from typing import Any

KEPT = 1000  # a page that was away for a moment catches up; one away for long loads anew


class Events:
    """A numbered row of events with a short memory."""

    def __init__(self) -> None:
        self._kept: deque[tuple[int, dict[str, Any]]] = deque(maxlen=KEPT)
        self._listeners: set[asyncio.Queue[tuple[int, dict[str, Any]]]] = set()
        self._number = 0

    def tell(self, event: dict[str, Any]) -> None:
        """Something happened."""
        self._number += 1
        self._kept.append((self._number, event))
        for queue in self._listeners:
            queue.put_nowait((self._number, event))

    async def listen(
        self, after: int | None = None
    ) -> AsyncGenerator[tuple[int, dict[str, Any]], None]:
        """Events as they come; `after` replays those that are still remembered behind it."""
        queue: asyncio.Queue[tuple[int, dict[str, Any]]] = asyncio.Queue()
        for number, event in self._kept:
            if after is not None and number > after:
                queue.put_nowait((number, event))
        self._listeners.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._listeners.discard(queue)
