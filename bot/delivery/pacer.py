"""Rate limiting of sends: per chat and in total, with the pauses that Telegram asks for by 429."""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from bot.core.loop import wait_for

PRIVATE_BURST = 4  # messages at once in one private chat, then one a second
PRIVATE_EVERY = 1.0
GROUP_EVERY = 60 / 18  # Telegram allows 20 a minute; two are left for answers
MOST_KEPT = 2_000  # chats remembered; the least recently used are dropped first
SLOWDOWN = 0.9  # factor of the total rate after a 429
PRIVATE_CROWDED = 5.0  # messages above the allowed rate: a 429 is then the limit of this chat
GROUP_CROWDED = 18.0
STUBBORN = 10  # 429s in a row in one chat: treated as the limit of this chat
SOON = 3.0  # seconds: replies wait for the end of a pause up to this long
MOST_GIVEN_WAY = 1.0  # seconds by which replies may delay notices
RECOVERY = 1.002  # factor of the total rate with each send, until it is back to normal

PACED: ContextVar[bool] = ContextVar("paced", default=False)
"""True in tasks that call `slot` before each send (notices); other sends are only counted."""


@dataclass(slots=True)
class Pacer:
    """Schedules sends; `rate` is messages per second over all chats."""

    rate: float
    clock: Callable[[], float]
    _next: float = 0.0
    _rate_factor: float = 1.0
    _paused: float = 0.0
    _chats: dict[int, float] = field(default_factory=dict)
    _pauses: dict[int, float] = field(default_factory=dict)
    _levels: dict[int, tuple[float, float]] = field(default_factory=dict)
    _refused: dict[int, int] = field(default_factory=dict)

    def wait_for(self, chat: int) -> float:
        """Reserve this chat's next slot; returns the seconds until then."""
        now = self.clock()
        every, burst = (GROUP_EVERY, 1) if chat < 0 else (PRIVATE_EVERY, PRIVATE_BURST)
        # A chat's reservations may be ahead of the clock by one burst.
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
        self._next = max(self._next, now) + 1 / (self.rate * self._rate_factor)
        self._rate_factor = min(1.0, self._rate_factor * RECOVERY)
        return at - now

    def spend(self) -> None:
        """A reply was sent without a slot: delay the next slots, by MOST_GIVEN_WAY at most."""
        now = self.clock()
        later = max(self._next, now) + 1 / (self.rate * self._rate_factor)
        self._next = min(later, max(self._next, now + MOST_GIVEN_WAY))

    def pause(self, seconds: float, chat: int | None = None) -> None:
        """Stop sending to this chat, or to all, for so many seconds, and lower the total rate."""
        until = self.clock() + seconds
        if chat is None:
            self._paused = max(self._paused, until)
        else:
            self._pauses = {c: t for c, t in self._pauses.items() if t > self.clock()}
            self._pauses[chat] = max(self._pauses.get(chat, 0.0), until)
        self._rate_factor = max(0.3, self._rate_factor * SLOWDOWN)

    def count(self, chat: int) -> None:
        """Count a send to this chat, with or without a slot."""
        level = self._level(chat) + 1
        self._levels.pop(chat, None)
        self._levels[chat] = level, self.clock()
        if len(self._levels) > MOST_KEPT:
            del self._levels[next(iter(self._levels))]

    def handle_429(self, seconds: float, chat: int | None) -> None:
        """Handle a 429, which does not say whether the limit is the chat's or the bot's.

        If the chat got more messages than allowed, or STUBBORN refusals in a row, only this chat
        pauses; otherwise all do.
        """
        own = False
        if chat is not None:
            self._refused[chat] = self._refused.get(chat, 0) + 1
            own = self._level(chat) > _crowded_from(chat) or self._refused[chat] >= STUBBORN
        self.pause(seconds, chat if own else None)

    def accepted(self, chat: int) -> None:
        """A call for this chat succeeded: reset its count of 429s."""
        self._refused.pop(chat, None)

    def _level(self, chat: int) -> float:
        """How many messages the chat is above its sustained rate."""
        level, at = self._levels.get(chat, (0.0, 0.0))
        return max(0.0, level - (self.clock() - at) / (GROUP_EVERY if chat < 0 else PRIVATE_EVERY))

    def pause_left(self, chat: int | None) -> float:
        """Remaining seconds of a pause of this chat, or of all; negative if there is none."""
        own = 0.0 if chat is None else self._pauses.get(chat, 0.0)
        return max(self._paused, own) - self.clock()

    async def hold(self, chat: int | None) -> float:
        """Wait for the end of a pause of up to SOON, except in paced tasks; returns what remains.

        Replies wait briefly, since a person is in the chat; the courier reschedules notices.
        """
        left = self.pause_left(chat)
        if 0 < left <= SOON and not PACED.get():
            await asyncio.sleep(left)
            left = self.pause_left(chat)
        return max(0.0, left)

    async def slot(self, chat: int, unless: asyncio.Event | None = None) -> bool:
        """Wait for this chat's next slot; returns False if `unless` was set meanwhile."""
        seconds = self.wait_for(chat)
        if unless is None:
            await asyncio.sleep(max(0.0, seconds))
            return True
        if seconds > 0:
            await wait_for(unless, seconds)
        return not unless.is_set()


def _crowded_from(chat: int) -> float:
    return GROUP_CROWDED if chat < 0 else PRIVATE_CROWDED
