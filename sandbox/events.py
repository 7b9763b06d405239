"""Events for listeners, mostly the page."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from typing import Any

KEPT = 1000  # events kept for pages that reconnect; after a longer gap a page reloads
Told = tuple[int, dict[str, Any]]


class Events:
    """Numbered events, of which the latest are kept."""

    def __init__(self) -> None:
        self._kept: deque[Told] = deque(maxlen=KEPT)
        self._listeners: set[asyncio.Queue[Told]] = set()
        self.number = 0  # of the latest event

    def tell(self, event: dict[str, Any]) -> None:
        """Publish an event."""
        self.number += 1
        self._kept.append((self.number, event))
        for queue in self._listeners:
            queue.put_nowait((self.number, event))

    def listen(self, after: int | None = None) -> AsyncGenerator[Told, None]:
        """Events from now on; `after` first replays the kept events after this number.

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
