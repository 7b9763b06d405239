"""Checks the wall clock of a process against a monotonic clock and the dates from Telegram."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from domain.clocks.clock_trust import FAR, Doubt, Seen, agree

READ_EVERY = 5.0  # seconds; every response has a date, and parsing each one would cost time
DATED = ("message", "edited_message", "my_chat_member")
"""The parts of an update whose date is the time of the event; a press has no date of its own."""


@dataclass(slots=True, kw_only=True)
class Timekeeper:
    """Compares the wall clock `now` with other sources; `steady` is a monotonic clock.

    `doubt` is the result of the last check, None if the clock is trusted. Times from other sources
    are stored as offsets to `steady`, all in seconds.
    """

    now: Callable[[], float]
    steady: Callable[[], float]
    doubt: Doubt | None = Doubt.UNCHECKED
    logged: Doubt | None = None
    newest_update: int | None = None
    _trusted: float | None = None
    _looked: float | None = None
    _telegram: float | None = None
    _update: float | None = None
    _read_at: float | None = None

    def trusts(self) -> bool:
        """Whether the clock was trusted at the last check and has not jumped since."""
        return self.doubt is None and agree(self.now() - self.steady(), self._trusted)

    def heard_date(self, date: str | None) -> None:
        """Record the HTTP `Date` header of a response of Telegram; None if it had none."""
        at = self.steady()
        if date is None or (self._read_at is not None and at - self._read_at < READ_EVERY):
            return
        try:
            self._telegram = parsedate_to_datetime(date).timestamp() - at
        except ValueError:
            return
        self._read_at = at

    def heard_updates(self, updates: Iterable[dict[str, Any]]) -> None:
        """Record the newest date among these updates: the true time cannot be earlier."""
        newest = max((_date(each) for each in updates), default=0)
        if newest > (self.newest_update or 0):
            self.newest_update = newest
        if newest:
            since = newest - self.steady()
            self._update = since if self._update is None else max(self._update, since)

    def seen(self) -> Seen:
        """The current time according to each source."""
        at = self.steady()
        telegram, update, expected = (
            None if each is None else each + at
            for each in (self._telegram, self._update, self._trusted)
        )
        return Seen(now=int(self.now()), telegram=telegram, update=update, expected=expected)

    def looked(self) -> bool:
        """Record a check; returns whether the wall clock has jumped since the check before."""
        before, self._looked = self._looked, self.now() - self.steady()
        return before is not None and abs(self._looked - before) > FAR

    def judged(self, seen: Seen, doubt: Doubt | None) -> None:
        """Record the result of a check."""
        self.doubt = doubt
        if doubt is None:
            self._trusted = seen.now - self.steady()


def _date(update: dict[str, Any]) -> int:
    for kind in DATED:
        part = update.get(kind)
        if isinstance(part, dict):
            found = part.get("edit_date") or part.get("date")
            return found if isinstance(found, int) else 0
    return 0
