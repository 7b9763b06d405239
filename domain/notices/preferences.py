"""When a member of staff is told of something: at once, with the next digest, or not at all.

Everything here is a pure rule. Times of the day are minutes after midnight, in the profile's
timezone; moments are unix seconds.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from enum import Enum, StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from msgspec import Struct

from domain.notices import case_notices as case
from domain.notices.notice import Notice
from domain.notices.removal_notices import RemovalNewsNotice

HOUR = 60
DAY = 24 * HOUR
MOST_TIMES = 12  # digests a day
MOST_QUIET = 14 * HOUR  # a longer quiet time would hold up what nobody else is told
MOST_PUSHES = 3  # notices about cases that one person gets in a minute; the others are one message
BURST_SECONDS = 60
GATHER_SECONDS = 600  # additions to one case: the first is told at once, then one message in these


class NoticeMode(StrEnum):
    """What of the news about cases a person is pushed; its words are `notices-mode-<value>`."""

    EACH = "each"  # each one, at once
    DIGEST = "digest"  # what asks this person at once, the rest in a digest
    MINE = "mine"  # what asks this person, and nothing else


DIGEST_TIMES: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "morning": (9 * HOUR,),
        "twice": (9 * HOUR, 14 * HOUR),
        "hourly": tuple(range(8 * HOUR, 19 * HOUR, HOUR)),
    }
)
"""Times of digests that can be chosen by button; others can be typed."""

QUIET_HOURS: Mapping[str, tuple[int, int] | None] = MappingProxyType(
    {"none": None, "night": (22 * HOUR, 7 * HOUR), "evening": (18 * HOUR, 8 * HOUR)}
)
"""Quiet hours that can be chosen by button, from and to; others can be typed."""


class Preferences(Struct, frozen=True, kw_only=True):
    """What a person chose. Without a `mode`: each one, but a digest where others are told at once.

    `times` are those of the digests. `quiet` is from when to when nothing is pushed but a danger to
    life; it may go over midnight.
    """

    mode: NoticeMode | None = None
    times: tuple[int, ...] = DIGEST_TIMES["twice"]
    quiet: tuple[int, int] | None = None


class Timing(Enum):
    """When a person is told of something."""

    NOW = "now"
    AFTER_QUIET = "after_quiet"  # when their quiet hours end
    DIGEST = "digest"  # with their next digest
    NEVER = "never"


class Recipient(Struct, frozen=True, kw_only=True):
    """Somebody who would be told of something.

    `quiet`: these are their quiet hours. `mine`: it asks this very person. `on_call`: they are on
    call for the unit. `able`: they can be written to, and may act on it.
    """

    who: str
    preferences: Preferences = Preferences()
    quiet: bool = False
    mine: bool = False
    on_call: bool = False
    able: bool = True


IN_GROUP: frozenset[type[Notice]] = frozenset(
    {
        case.NewCaseNotice,
        case.CaseCameNotice,
        case.ReporterAddedNotice,
        case.ReporterEditedNotice,
        case.ReporterWithdrewNotice,
        case.ReporterJoinedNotice,
        case.MeasureEndedNotice,
    }
)
"""What the card in a unit's group tells its people: new cases, and news with no deadline."""

ASKS_ONE: frozenset[type[Notice]] = frozenset(
    {case.AssignedNotice, case.SentBackNotice, case.OrderNotice}
)
"""What a colleague or a lead asks of the very people who get it."""

TO_REVIEW: frozenset[type[Notice]] = frozenset(
    {case.ConfirmWantedNotice, case.AppealEnteredNotice, case.PauseAppealedNotice}
)
"""What waits for a second person; where only one can be asked, it asks that very person."""


def plan(
    recipients: Iterable[Recipient], *, danger: bool = False, in_group: bool = False
) -> dict[str, Timing]:
    """When each of these people is told; `in_group`: a card in the unit's group tells it, too.

    Somebody who may act on it is always told: where all of them chose to hear only of what is
    theirs, and no group is told, it comes with their digest.
    """
    found = tuple(recipients)
    covered = in_group or any(each.on_call and each.able for each in found)
    when = {each.who: timing(each, danger=danger, covered=covered) for each in found}
    able = [each for each in found if each.able] or found
    if not in_group and all(when[each.who] is Timing.NEVER for each in able):
        when |= {each.who: Timing.DIGEST for each in able}
    return when


def timing(to: Recipient, *, danger: bool, covered: bool) -> Timing:
    """When one person is told; `covered`: a group, or who is on call, is told at once."""
    if danger:
        return Timing.NOW
    mode = to.preferences.mode or (NoticeMode.DIGEST if covered else NoticeMode.EACH)
    if to.mine or to.on_call or mode is NoticeMode.EACH:
        return Timing.AFTER_QUIET if to.quiet else Timing.NOW
    return Timing.DIGEST if mode is NoticeMode.DIGEST else Timing.NEVER


def quiet_until(preferences: Preferences, now: int, zone: ZoneInfo) -> int | None:
    """When the quiet hours end that `now` is in; None if it is in none."""
    if preferences.quiet is None:
        return None
    start, end = preferences.quiet
    local = datetime.fromtimestamp(now, zone)
    minute = local.hour * HOUR + local.minute
    if start <= end:
        return _at(local, end, zone) if start <= minute < end else None
    if minute >= start:
        return _at(local + timedelta(days=1), end, zone)
    return _at(local, end, zone) if minute < end else None


def next_digest(preferences: Preferences, now: int, zone: ZoneInfo) -> int:
    """When the next digest is due: after `now`, and never in quiet hours, but when they end."""
    local = datetime.fromtimestamp(now, zone)
    days = (local + timedelta(days=ahead) for ahead in range(3))
    due = (_at(day, minute, zone) for day in days for minute in preferences.times)
    at = min(each for each in due if each > now)
    return quiet_until(preferences, at, zone) or at


def leaves_at(before: int | None, now: int) -> int:
    """When one more piece of news of a kind about a case is told; `now` is at once.

    `before` is when the one before was told, or will be: later than `now` if it waits, and then
    this one is told with it.
    """
    if before is None or not now - GATHER_SECONDS < before <= now + GATHER_SECONDS:
        return now
    return before if before > now else before + GATHER_SECONDS


def is_first_today(told_at: int | None, now: int, zone: ZoneInfo) -> bool:
    """Whether the last digest, sent at `told_at`, was on an earlier day than `now`."""
    if told_at is None:
        return True
    return datetime.fromtimestamp(told_at, zone).date() < datetime.fromtimestamp(now, zone).date()


def _at(day: datetime, minute: int, zone: ZoneInfo) -> int:
    at = time(minute // HOUR % 24, minute % HOUR)
    return int(datetime.combine(day.date(), at, zone).timestamp())


TOPICS: Mapping[type[Notice], str] = MappingProxyType(
    {
        case.NewCaseNotice: "new",
        case.CaseCameNotice: "new",
        case.RemittedNotice: "new",
        case.LateHereNotice: "late",
        case.LateAboveNotice: "late",
        case.LateAgainNotice: "late",
        case.ReminderNotice: "late",
        case.WordWantedNotice: "late",
        case.ConfirmWantedNotice: "to_confirm",
        case.AppealEnteredNotice: "to_confirm",
        case.ReporterAddedNotice: "answers",
        case.ReporterAnsweredNotice: "answers",
        case.ReporterEditedNotice: "answers",
        RemovalNewsNotice: "answers",
    }
)
"""Under which count a digest has a type of news; all else is `other`."""
