"""How fast we send: evenly under Telegram's limits, and not at all into a pause it asked for."""

import asyncio
import contextlib
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

PRIVATE_BURST = 4  # messages at once in one private chat, then one a second
PRIVATE_EVERY = 1.0
GROUP_EVERY = 60 / 18  # Telegram allows 20 a minute; two are left for answers
MOST_KEPT = 10_000  # chats remembered; the ones long quiet are forgotten first
GIVE_WAY = 0.9  # a 429 slows the pace by a tenth
MOST_GIVEN_WAY = 1.0  # seconds that answers may hold back news
CREEP = 1.002  # and each send after it wins a little back

PACED: ContextVar[bool] = ContextVar("paced", default=False)
"""Set by those who wait for their slot before they send; all other sends are only counted."""


@dataclass(slots=True)
class Pacer:
    """Gives out the moments to send at; `rate` is messages per second over all chats."""

    rate: float
    clock: Callable[[], float]
    _next: float = 0.0
    _slower: float = 1.0
    _paused: float = 0.0
    _chats: dict[int, float] = field(default_factory=dict)
    _pauses: dict[int, float] = field(default_factory=dict)

    def wait_for(self, chat: int) -> float:
        """Seconds until this chat may be written to, and take that moment."""
        now = self.clock()
        every, burst = (GROUP_EVERY, 1) if chat < 0 else (PRIVATE_EVERY, PRIVATE_BURST)
        # What is booked in this chat may run ahead of the clock by a burst, and no further.
        booked = self._chats.pop(chat, 0.0)
        at = max(
            now,
            self._next,
            self._paused,
            self._pauses.get(chat, 0.0),
            booked - every * (burst - 1),
        )
        self._chats[chat] = max(booked, at) + every
        if len(self._chats) > MOST_KEPT:
            del self._chats[next(iter(self._chats))]
        self._next = max(self._next, now) + 1 / (self.rate * self._slower)
        self._slower = min(1.0, self._slower * CREEP)
        return at - now

    def spend(self) -> None:
        """An answer was sent at once, without a slot: what waits gives way, but not for ever."""
        now = self.clock()
        later = max(self._next, now) + 1 / (self.rate * self._slower)
        self._next = min(later, max(self._next, now + MOST_GIVEN_WAY))

    def pause(self, seconds: float, chat: int | None = None) -> None:
        """Telegram asked to wait: this chat, or everybody."""
        until = self.clock() + seconds
        if chat is None:
            self._paused = max(self._paused, until)
        else:
            self._pauses = {c: t for c, t in self._pauses.items() if t > self.clock()}
            self._pauses[chat] = max(self._pauses.get(chat, 0.0), until)
        self._slower = max(0.3, self._slower * GIVE_WAY)

    def pause_left(self, chat: int) -> float:
        """How long a pause for this chat, or for everybody, still lasts."""
        return max(self._paused, self._pauses.get(chat, 0.0)) - self.clock()

    async def slot(self, chat: int, unless: asyncio.Event | None = None) -> bool:
        """Wait for this chat's next moment; False where it is not to be used any more."""
        seconds = self.wait_for(chat)
        if unless is None:
            await asyncio.sleep(max(0.0, seconds))
            return True
        if seconds > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await unless.wait()
        return not unless.is_set()
