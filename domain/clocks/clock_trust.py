"""Whether this machine's clock may be trusted for erasing data.

A clock may be years wrong, e.g. on a restored machine or with a bad time server. Nothing is erased
by time while it is far from the last observed time.
"""

from enum import StrEnum

from msgspec import Struct

FAR = 3600  # seconds: two clocks that differ by no more agree
WORD_AFTER = 24 * 3600  # seconds of doubt before a person may confirm the clock


class Doubt(StrEnum):
    """Reasons not to trust the clock."""

    UNCHECKED = "unchecked"  # this process has not checked yet
    TELEGRAM = "telegram"  # differs from the date of Telegram's answers
    UPDATE = "update"  # an update from Telegram is younger than this clock
    JOURNAL = "journal"  # the newest entry of the journal is younger than this clock
    JUMPED = "jumped"  # differs from the monotonic clock since the last check
    AHEAD = "ahead"  # the last observed time is long ago, as after a long stop
    BEHIND = "behind"  # the last observed time is in the future


class Seen(Struct, frozen=True, kw_only=True):
    """Observed times to compare the clock's `now` with; unix seconds, None if not known.

    `telegram` is the time by the date of Telegram's answers, `update` the earliest possible time by
    the dates of updates, both advanced by the monotonic clock. `expected` is this process's last
    trusted time, advanced likewise. `ticked` is the last trusted tick of any process, `journal` the
    newest entry. `word` is when a person confirmed this clock. `doubted`: a doubt is open, so this
    clock may itself have dated that entry.
    """

    now: int
    telegram: float | None = None
    update: float | None = None
    journal: int | None = None
    expected: float | None = None
    ticked: int | None = None
    word: int | None = None
    doubted: bool = False


def doubt(seen: Seen) -> Doubt | None:
    """Why the clock is not trusted; None if it is.

    Telegram's time has priority over our own records, which may have a wrong time themselves.
    """
    now = seen.now
    if agree(now, seen.word):
        return None
    if seen.telegram is not None:
        return None if agree(now, seen.telegram) else Doubt.TELEGRAM
    if agree(now, seen.update):
        return None
    if seen.update is not None and seen.update > now:
        return Doubt.UPDATE  # an older update proves nothing: it may have waited
    if seen.journal is not None and seen.journal > now + FAR:
        return Doubt.JOURNAL
    if seen.expected is not None:
        return None if agree(now, seen.expected) else Doubt.JUMPED
    last = seen.ticked if seen.ticked is not None else seen.journal
    if last is None:
        return None  # without any record there is nothing to erase
    if agree(now, last) and (seen.ticked is not None or not seen.doubted):
        return None
    return Doubt.AHEAD if now > last else Doubt.BEHIND


def agree(now: float, other: float | None) -> bool:
    """Whether two times differ by at most FAR."""
    return other is not None and abs(now - other) <= FAR
