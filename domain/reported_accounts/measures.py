"""Measures against an account: warn, mute, suspend, close; how long, and when they end."""

from enum import StrEnum

from msgspec import Struct

DAY = 24 * 3600
LONGEST_DAYS = 365
OFFERED_DAYS = ("1", "3", "7", "15", "30", "90")
"""The lengths on the buttons, in days; others are typed."""


class AccountMeasure(StrEnum):
    """The ladder, the mildest first; the words are `measure-<value>`."""

    WARN = "warn"
    MUTE = "mute"
    SUSPEND = "suspend"
    CLOSE = "close"


TIMED = frozenset({AccountMeasure.MUTE, AccountMeasure.SUSPEND})
"""The measures for a number of days; a warning is over at once, a closed account stays closed."""


class MeasureTaken(Struct, frozen=True, kw_only=True):
    """A measure with its length in days, None where it has none.

    `began_at` is when the decision was confirmed, unix seconds; None while it waits. `account` is
    the row id of the case's account that it is against; None: all of them.
    """

    measure: AccountMeasure
    days: int | None = None
    began_at: int | None = None
    account: int | None = None

    def __post_init__(self) -> None:
        if (self.days is not None) != (self.measure in TIMED):
            raise ValueError(f"{self.measure} with {self.days} days")
        if self.days is not None and not 1 <= self.days <= LONGEST_DAYS:
            raise ValueError(f"{self.days} days")

    @property
    def ends_at(self) -> int | None:
        """When it ends, unix seconds; None if it has no end, or has not begun."""
        if self.days is None or self.began_at is None:
            return None
        return self.began_at + self.days * DAY


def parse_days(text: str) -> int | None:
    """A typed length: a number of days, with or without a word behind it; None if it is none."""
    typed = text.strip().casefold()
    for ending in ("days", "day", "d", "天", "日"):
        typed = typed.removesuffix(ending).rstrip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= len(str(LONGEST_DAYS))):
        return None
    days = int(typed)
    return days if 1 <= days <= LONGEST_DAYS else None
