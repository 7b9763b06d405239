"""Whether this machine's clock may be trusted with what cannot be undone.

One clock may be years ahead: a machine restored, a bad time server. Nothing is erased by it while
it is far from what was last seen.
"""

from enum import StrEnum

from msgspec import Struct

FAR = 3600  # seconds: two clocks that differ by no more agree
WORD_AFTER = 24 * 3600  # seconds of doubt, before a person's word may end it


class Doubt(StrEnum):
    """What speaks against the clock."""

    UNCHECKED = "unchecked"  # this process has not looked yet
    TELEGRAM = "telegram"  # Telegram's answers have another date
    UPDATE = "update"  # an update from Telegram is younger than this clock
    JOURNAL = "journal"  # the newest entry of the journal is younger than this clock
    JUMPED = "jumped"  # it went another way than the steady clock since the last look
    AHEAD = "ahead"  # the last time seen is long ago, as after a long stop
    BEHIND = "behind"  # the last time seen is still to come


class Seen(Struct, frozen=True, kw_only=True):
    """What there is to compare the clock's `now` with; unix seconds, None where it is not known.

    `telegram` is the time by the date of Telegram's answers, `update` the earliest that it can be
    by the dates of updates, both carried on by the steady clock. `expected` is this process's last
    trusted time, carried on likewise. `ticked` is the last trusted tick of any process, `journal`
    the newest entry. `word` is when a person said that this clock is right.
    """

    now: int
    telegram: float | None = None
    update: float | None = None
    journal: int | None = None
    expected: float | None = None
    ticked: int | None = None
    word: int | None = None


def doubt(seen: Seen) -> Doubt | None:
    """Why the clock is not to be trusted; None where it may be.

    Another's clock goes before what we wrote ourselves: that may have been by the wrong clock.
    """
    now = seen.now
    if agree(now, seen.word):
        return None
    if seen.telegram is not None:
        return None if agree(now, seen.telegram) else Doubt.TELEGRAM
    if agree(now, seen.update):
        return None
    if seen.update is not None and seen.update > now:
        return Doubt.UPDATE  # one that is older says nothing: it may have waited for us
    if seen.journal is not None and seen.journal > now + FAR:
        return Doubt.JOURNAL
    if seen.expected is not None:
        return None if agree(now, seen.expected) else Doubt.JUMPED
    last = seen.ticked if seen.ticked is not None else seen.journal
    if last is None or agree(now, last):
        return None  # where nothing was ever seen there is nothing to lose
    return Doubt.AHEAD if now > last else Doubt.BEHIND


def agree(now: float, other: float | None) -> bool:
    """Whether two clocks show about the same time."""
    return other is not None and abs(now - other) <= FAR
