"""How fast we send: evenly under Telegram's limits, and not at all into a pause it asked for."""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from bot.core.loop import wait_for

PRIVATE_BURST = 4  # messages at once in one private chat, then one a second
PRIVATE_EVERY = 1.0
GROUP_EVERY = 60 / 18  # Telegram allows 20 a minute; two are left for answers
MOST_KEPT = 10_000  # chats remembered; the ones long quiet are forgotten first
GIVE_WAY = 0.9  # a 429 slows the pace by a tenth
PRIVATE_CROWDED = 5.0  # messages ahead of one a second: then a 429 is this chat's own
GROUP_CROWDED = 18.0
STUBBORN = 10  # 429s in a row in one chat: whatever it is, it is that chat's own
SOON = 3.0  # seconds: an answer waits out a pause as short as this
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
    _levels: dict[int, tuple[float, float]] = field(default_factory=dict)
    _refused: dict[int, int] = field(default_factory=dict)

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

    def count(self, chat: int) -> None:
        """Something was written in this chat, whoever has paced it or not."""
        level = self._level(chat) + 1
        self._levels.pop(chat, None)
        self._levels[chat] = level, self.clock()
        if len(self._levels) > MOST_KEPT:
            del self._levels[next(iter(self._levels))]

    def heed(self, seconds: float, chat: int | None) -> None:
        """A 429, which never says whom it is for.

        A chat that was written to faster than is allowed has met its own limit, and the others go
        on; so it is with one that is refused again and again. Any other has met the limit of all.
        """
        own = False
        if chat is not None:
            self._refused[chat] = self._refused.get(chat, 0) + 1
            own = self._level(chat) > _crowd(chat) or self._refused[chat] >= STUBBORN
        self.pause(seconds, chat if own else None)

    def accepted(self, chat: int) -> None:
        """A call for this chat has met no limit."""
        self._refused.pop(chat, None)

    def _level(self, chat: int) -> float:
        """How many messages a chat is ahead of what is allowed for long."""
        level, at = self._levels.get(chat, (0.0, 0.0))
        return max(0.0, level - (self.clock() - at) / (GROUP_EVERY if chat < 0 else PRIVATE_EVERY))

    def pause_left(self, chat: int | None) -> float:
        """How long a pause for this chat, or for everybody, still lasts."""
        own = 0.0 if chat is None else self._pauses.get(chat, 0.0)
        return max(self._paused, own) - self.clock()

    async def hold(self, chat: int | None) -> float:
        """Wait out a pause that is nearly over, where nobody else has; what is left of any other.

        An answer to whoever is talking is worth a moment's wait; news is put off by the courier.
        """
        left = self.pause_left(chat)
        if 0 < left <= SOON and not PACED.get():
            await asyncio.sleep(left)
            left = self.pause_left(chat)
        return max(0.0, left)

    async def slot(self, chat: int, unless: asyncio.Event | None = None) -> bool:
        """Wait for this chat's next moment; False where it is not to be used any more."""
        seconds = self.wait_for(chat)
        if unless is None:
            await asyncio.sleep(max(0.0, seconds))
            return True
        if seconds > 0:
            await wait_for(unless, seconds)
        return not unless.is_set()


def _crowd(chat: int) -> float:
    return GROUP_CROWDED if chat < 0 else PRIVATE_CROWDED
