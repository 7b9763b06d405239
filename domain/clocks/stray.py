"""Which stored times were written by a wrong clock, and the deadline that replaces one. Pure."""

from msgspec import Struct

from domain.clocks.clock_trust import FAR
from domain.clocks.deadlines import Calendar, working_deadline
from domain.clocks.recount import Count

MARGIN = 120  # seconds: a process may have worked so long before the clock was looked at


class WrongTimes(Struct, frozen=True):
    """The times that a wrong clock showed, from `since` to `until`; unix seconds of that clock.

    Without them only what lies in the future of `now`, the right time, is known to be wrong.
    """

    now: int
    since: int = 0
    until: int = -1

    def has(self, at: int | None) -> bool:
        """Whether this moment was written by the wrong clock."""
        if at is None:
            return False
        in_span = self.since <= self.until and self.since - MARGIN <= at <= self.until + MARGIN
        return in_span or at > self.now + FAR


def set_anew(calendar: Calendar, count: Count, due_at: int, now: int) -> int:
    """The deadline that was set by a wrong clock at `count.start`, as it would be if set now.

    Where that clock was behind, never before `due_at`, which may have been right.
    """
    anew = now + due_at - count.start
    if count.days is not None:
        anew = working_deadline(calendar, now, count.days)
    return anew if count.start > now else max(anew, due_at)
