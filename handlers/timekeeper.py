"""What one process knows of the time besides its clock: a steady clock, and Telegram's dates."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from domain.clock_trust import FAR, Doubt, Seen, agree

READ_EVERY = 5.0  # seconds: each answer of Telegram has a date, and reading one takes time
DATED = ("message", "edited_message", "my_chat_member")
"""What in an update has the time of its happening; a button has that of its message alone."""


@dataclass(slots=True, kw_only=True)
class Timekeeper:
    """Holds the clock `now` against others; `steady` goes on evenly, whatever is set.

    What was heard is kept as its difference to the steady clock.
    """

    now: Callable[[], float]
    steady: Callable[[], float]
    doubt: Doubt | None = Doubt.UNCHECKED
    newest_update: int | None = None
    _trusted: float | None = None
    _looked: float | None = None
    _telegram: float | None = None
    _update: float | None = None
    _read_at: float | None = None

    def trusts(self) -> bool:
        """Whether the clock was trusted at the last look, and has not jumped since."""
        return self.doubt is None and agree(self.now() - self.steady(), self._trusted)

    def heard_date(self, date: str | None) -> None:
        """An answer of Telegram has this date, where it has one."""
        at = self.steady()
        if date is None or (self._read_at is not None and at - self._read_at < READ_EVERY):
            return
        try:
            self._telegram = parsedate_to_datetime(date).timestamp() - at
        except ValueError:
            return
        self._read_at = at

    def heard_updates(self, updates: Iterable[dict[str, Any]]) -> None:
        """Updates have come: it is at least as late as the youngest of them says."""
        newest = max((_date(each) for each in updates), default=0)
        if newest > (self.newest_update or 0):
            self.newest_update = newest
        if newest:
            since = newest - self.steady()
            self._update = since if self._update is None else max(self._update, since)

    def seen(self) -> Seen:
        """The time by everything that this process knows."""
        at = self.steady()
        telegram, update, expected = (
            None if each is None else each + at
            for each in (self._telegram, self._update, self._trusted)
        )
        return Seen(now=int(self.now()), telegram=telegram, update=update, expected=expected)

    def looked(self) -> bool:
        """A look is taken; whether the clock has jumped since the one before."""
        before, self._looked = self._looked, self.now() - self.steady()
        return before is not None and abs(self._looked - before) > FAR

    def judged(self, seen: Seen, doubt: Doubt | None) -> None:
        """What the look has come to."""
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
