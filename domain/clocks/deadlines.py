"""Deadlines: working days of an office calendar, calendar days, and pauses."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import asdict, replace

HOUR = 3600
DAY = timedelta(days=1)
ANNOUNCING = 11  # the month in which the next year's holidays are usually announced


class Calendar(Struct, frozen=True, kw_only=True):
    """When the offices work. `weekend` holds weekdays, Monday is 0.

    `working` are days worked although they are a weekend's (make-up days); they also win over
    `holidays`. `opens` and `closes` are local times on `timezone`'s clock.
    """

    timezone: str
    weekend: frozenset[int] = frozenset({5, 6})
    holidays: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    opens: time = time(9)
    closes: time = time(18)

    def __post_init__(self) -> None:
        if self.weekend >= set(range(7)):
            raise ValueError("a week without a working day has no deadlines")

    def is_working(self, day: date) -> bool:
        """Whether the offices are open on this local day."""
        if day in self.working:
            return True
        return day.weekday() not in self.weekend and day not in self.holidays

    def years_needed(self, today: date) -> tuple[int, ...]:
        """The years whose holidays should be known by now: this, from November on the next, too."""
        coming = (today.year + 1,) if today.month >= ANNOUNCING else ()
        return (today.year, *coming)

    def years_missing(self, today: date) -> tuple[int, ...]:
        """Those of `years_needed` without a holiday."""
        known = {day.year for day in self.holidays}
        return tuple(year for year in self.years_needed(today) if year not in known)

    def day_of(self, at: int) -> date:
        """The local date of a moment in Unix seconds."""
        return datetime.fromtimestamp(at, ZoneInfo(self.timezone)).date()

    def moment(self, day: date, clock: time) -> int:
        """Unix seconds of a local date and time."""
        return int(datetime.combine(day, clock, ZoneInfo(self.timezone)).timestamp())

    def adjusted(self, *, holidays: Collection[str], working: Collection[str]) -> Self:
        """This calendar with more days off and on, given as ISO dates; days on win."""
        if not (holidays or working):
            return self
        return replace(
            self,
            holidays=self.holidays | {date.fromisoformat(day) for day in holidays},
            working=self.working.difference(map(date.fromisoformat, holidays))
            | {date.fromisoformat(day) for day in working},
        )

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "timezone": self.timezone,
            "weekend": sorted(self.weekend),
            "holidays": [day.isoformat() for day in sorted(self.holidays)],
            "working": [day.isoformat() for day in sorted(self.working)],
            "opens": self.opens.isoformat(),
            "closes": self.closes.isoformat(),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """From plain JSON values, as made by `to_document`."""
        return cls(
            timezone=document["timezone"],
            weekend=frozenset(document["weekend"]),
            holidays=frozenset(map(date.fromisoformat, document["holidays"])),
            working=frozenset(map(date.fromisoformat, document["working"])),
            opens=time.fromisoformat(document["opens"]),
            closes=time.fromisoformat(document["closes"]),
        )


class Clocks(Struct, frozen=True, kw_only=True):
    """How long each step may take.

    Working days: accept, word (a personal word to the reporter), close, hard, appeal.
    Calendar days: referral, appeal_window, needs_info, draft and the reminders before the last
    two; `longest_months` are calendar months. Hours, day and night: danger (to life), and removal
    (until a site or provider answers a removal request).
    """

    accept_days: int = 1
    word_days: int = 3
    close_days: int = 6
    hard_days: int = 10
    referral_days: int = 30
    longest_months: int = 3
    danger_hours: int = 1
    removal_hours: int = 24
    appeal_days: int = 10
    appeal_window_days: int = 180
    needs_info_days: int = 14
    needs_info_reminder_days: int = 7
    draft_days: int = 7
    draft_reminder_days: int = 6

    def adjusted(self, overrides: Mapping[str, int]) -> Self:
        """These values with some of them overridden (by a category or a unit)."""
        return replace(self, **overrides) if overrides else self

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """From plain JSON values; values missing in the document have their default."""
        known = cls.__struct_fields__
        return cls(**{name: value for name, value in document.items() if name in known})


ORDER = (  # the earlier value, the later one, and the minimum of days between them
    ("accept_days", "close_days", 0),
    ("word_days", "hard_days", 0),
    ("close_days", "hard_days", 0),
    ("needs_info_reminder_days", "needs_info_days", 1),
    ("draft_reminder_days", "draft_days", 1),
)


def working_deadline(calendar: Calendar, start: int, days: int) -> int:
    """The end of office hours on the n-th working day after the day of `start`.

    The day of the start does not count, whatever the hour, as in Chinese civil law: filed on
    Monday morning or Monday night, one working day ends on Tuesday at the close.
    """
    if days < 1:
        raise ValueError("a working deadline is at least one day away")
    day = calendar.day_of(start)
    while days:
        day += DAY
        days -= calendar.is_working(day)
    return calendar.moment(day, calendar.closes)


def working_days(calendar: Calendar, after: date, until: date) -> int:
    """How many working days there are after one local day, up to and with another."""
    days = range(1, (until - after).days + 1)
    return sum(calendar.is_working(after + each * DAY) for each in days)


def close_after(calendar: Calendar, at: int) -> int:
    """The first end of office hours at or after this moment."""
    day = calendar.day_of(at)
    while not calendar.is_working(day) or calendar.moment(day, calendar.closes) < at:
        day += DAY
    return calendar.moment(day, calendar.closes)


def calendar_deadline(calendar: Calendar, start: int, *, days: int = 0, months: int = 0) -> int:
    """The last second of the local day this many months and days after `start`.

    A month without that day ends early: three months after 30 November is 28 (or 29) February.
    """
    day = _months_on(calendar.day_of(start), months) + days * DAY
    return calendar.moment(day + DAY, time.min) - 1


def danger_deadline(clocks: Clocks, start: int) -> int:
    """The deadline for danger to life, in hours, independent of office hours."""
    return start + clocks.danger_hours * HOUR


def paused_for(paused_at: int, now: int) -> int:
    """Length of a pause in seconds; never negative, even if the machine's clock was set back."""
    return max(0, now - paused_at)


def resumed(due_at: int, paused_at: int, now: int) -> int:
    """The deadline after a pause: as far away as when the pause began."""
    return due_at + paused_for(paused_at, now)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - DAY).day))
