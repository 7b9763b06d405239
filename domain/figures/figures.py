"""Figures: kinds of counts, and medians, means and shares computed from them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct, field


class FigureKind(StrEnum):
    """Kinds of counts; the words are `figure-<value>`. Ratings count reports, all others cases."""

    RECEIVED = "received"
    CAME = "came"  # from another unit
    LEFT = "left"  # to another unit
    JOINED = "joined"
    UNJOINED = "unjoined"  # a join was undone
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"
    VOID = "void"
    DISPOSED = "disposed"
    REMOVED = "removed"  # closed as removed
    CAME_BACK = "came_back"  # after it was removed
    ANSWERED = "answered"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    REFERRED = "referred"
    APPEALED = "appealed"
    APPEAL_DECIDED = "appeal_decided"
    APPEAL_CHANGED = "appeal_changed"
    RATED = "rated"  # its buckets are the stars
    TOOK_ACCEPT = "took_accept"  # from here on the buckets are rounded durations
    TOOK_DECIDE = "took_decide"
    TOOK_CLOSE = "took_close"
    TOOK_REMOVE = "took_remove"  # until the content was gone


def _durations() -> tuple[int, ...]:
    """Classes of durations from one minute to over ten years, each a tenth longer."""
    found = [60]
    while found[-1] < 11 * 366 * 24 * 3600:
        found.append(found[-1] * 11 // 10)
    return tuple(found)


DURATIONS = _durations()


def rounded(seconds: int) -> int:
    """The bucket of a duration in seconds: the nearest class, at most 5 % away."""
    at = bisect_left(DURATIONS, seconds)
    near = DURATIONS[max(0, at - 1) : at + 1]
    return min(near, key=lambda step: abs(step - seconds))


class Figures(Struct, frozen=True):
    """Counts by kind and bucket, without zeros."""

    counts: Mapping[FigureKind, Mapping[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, int, int]]) -> "Figures":
        """From kinds, buckets and counts in any order; repeated keys are summed."""
        counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for kind, bucket, count in rows:
            buckets = counts[kind]
            buckets[bucket] = buckets.get(bucket, 0) + count
        return cls({FigureKind(kind): buckets for kind, buckets in counts.items()})

    def __add__(self, other: "Figures") -> "Figures":
        return Figures.of([*self.rows(), *other.rows()])

    def rows(self) -> list[tuple[str, int, int]]:
        """Kinds, buckets and counts, in order."""
        return [
            (kind, bucket, count)
            for kind, buckets in sorted(self.counts.items())
            for bucket, count in sorted(buckets.items())
        ]

    def count(self, kind: FigureKind) -> int:
        """The count of a kind, over all buckets."""
        return sum(self.counts.get(kind, {}).values())

    def quantile(self, kind: FigureKind, share: float) -> int | None:
        """The rounded duration (seconds) at this quantile; None without data."""
        wanted = share * self.count(kind)
        seen = 0
        for bucket, count in sorted(self.counts.get(kind, {}).items()):
            seen += count
            if seen >= wanted:
                return bucket
        return None

    def mean(self, kind: FigureKind) -> float | None:
        """The mean of the buckets: of ratings, the stars."""
        number = self.count(kind)
        total = sum(bucket * count for bucket, count in self.counts.get(kind, {}).items())
        return total / number if number else None

    def share(self, kind: FigureKind, whole: int) -> float | None:
        """The count of a kind divided by `whole`; None if `whole` is 0."""
        return self.count(kind) / whole if whole > 0 else None

    @property
    def triaged(self) -> int:
        """Accepted or not: the denominator of the rate of valid reports."""
        return self.count(FigureKind.ACCEPTED) + self.count(FigureKind.REFUSED)

    @property
    def decided(self) -> int:
        """Upheld or not, or void: the denominator of the rate of disposal."""
        return sum(map(self.count, (FigureKind.UPHELD, FigureKind.NOT_UPHELD, FigureKind.VOID)))

    @property
    def owed(self) -> int:
        """Cases whose reporter is due an answer: the denominator of the rate of answers.

        If an old backlog is worked off, more are answered than came in.
        """
        came = (FigureKind.RECEIVED, FigureKind.CAME, FigureKind.UNJOINED)
        here = sum(map(self.count, came))
        gone = sum(map(self.count, (FigureKind.LEFT, FigureKind.JOINED, FigureKind.WITHDRAWN)))
        return here - gone


class Span(Struct, frozen=True):
    """Local days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1

    def periods(self) -> tuple[int, ...]:
        """The periods to sum: rows of whole months (20261100), and of the remaining days."""
        found: list[int] = []
        day = self.first
        while day <= self.last:
            end = month_end(day)
            if day.day == 1 and end <= self.last:
                found.append(month(day))
                day = end
            else:
                found.append(number(day))
            day += timedelta(days=1)
        return tuple(found)


def number(day: date) -> int:
    """A day as a period: 20261125."""
    return day.year * 10000 + day.month * 100 + day.day


def month(day: date) -> int:
    """The month of a day as a period: 20261100."""
    return day.year * 10000 + day.month * 100


def month_end(day: date) -> date:
    """The last day of the month that this day is in."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
