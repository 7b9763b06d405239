"""What the clock does with a case: staff reminded, lateness passed up, people woken; all pure."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from domain.case import Case, Priority
from domain.deadlines import (
    DAY,
    Calendar,
    calendar_deadline,
    danger_deadline,
    resumed,
    working_deadline,
)
from domain.profile import Profile
from domain.routing import next_above
from domain.status import Status
from domain.units import above

LEAST_WARNING = 600  # seconds
ALARM_SECONDS = 300  # long enough to wake up and press a button, short enough for a life
ALARM_ROUNDS = 3  # a quarter of an hour without an answer: the next unit above is woken, too
SECONDS_A_DAY = 24 * 3600
LONGEST_DAYS = 1095  # that contents are kept, where a profile has no category at all
UNAPPEALABLE_DAYS = 30  # a withdrawn or joined case has no decision, only questions about it


def reminder(calendar: Calendar, start: int, due_at: int) -> int | None:
    """When staff are reminded of a deadline that runs from `start`; all in unix seconds.

    At the opening of the day it ends on; where no opening lies between, as in a night, halfway.
    None where so little time is left that a reminder would only be noise.
    """
    day = datetime.fromtimestamp(due_at, ZoneInfo(calendar.timezone)).date()
    opening = calendar.moment(day, calendar.opens)
    at = opening if start < opening < due_at else start + (due_at - start) // 2
    return at if at - start >= LEAST_WARNING else None


# The deadlines that are counted from the opening of a case.


def close_by(profile: Profile, case: Case, now: int) -> int:
    """By when the reporter is to hear the result; where that is past, one working day from now."""
    due_at = _from_opening(profile, case, profile.clocks_for(*_kind(case)).close_days)
    return due_at if due_at > now else another_day(profile, case, now)


def hard_limit(profile: Profile, case: Case) -> int:
    """The last moment for a first result, whatever has become of the deadlines before it."""
    return _from_opening(profile, case, profile.clocks_for(*_kind(case)).hard_days)


def handed_on(profile: Profile, case: Case, now: int) -> int:
    """By when a unit that has just been given the case owes what is owed next.

    Its clock begins anew, yet never goes beyond the hard limit while that is still to come. What
    is with an authority keeps its months.
    """
    clocks, state = profile.clocks_for(*_kind(case)), case.came_from or case.status
    if case.priority is Priority.DANGER:
        return danger_deadline(clocks, now)
    if state is Status.REFERRED and case.due_at is not None and case.due_at > now:
        return case.due_at
    days = {Status.SUBMITTED: clocks.accept_days, Status.APPEALED: clocks.appeal_days}
    due_at = working_deadline(
        profile.calendar_for(case.unit), now, days.get(state, clocks.close_days)
    )
    hard = hard_limit(profile, case)
    if state is Status.APPEALED or due_at <= hard:
        return due_at
    return hard if hard > now else another_day(profile, case, now)


def another_day(profile: Profile, case: Case, now: int) -> int:
    """One working day more."""
    return working_deadline(profile.calendar_for(case.unit), now, 1)


def _from_opening(profile: Profile, case: Case, days: int) -> int:
    """The days on which the clock stood still come on top."""
    calendar = profile.calendar_for(case.unit)
    return working_deadline(calendar, case.opened_at, days + case.paused_days)


def _kind(case: Case) -> tuple[str, str, str]:
    return case.category, case.subcategory, case.unit


# A clock that stood still.


def stood(calendar: Calendar, paused_at: int, now: int) -> int:
    """The working days that have passed while a clock stood still."""
    return _working_days(calendar, calendar.day_of(paused_at), calendar.day_of(now))


def goes_on(calendar: Calendar, case: Case, now: int) -> int | None:
    """The deadline of a case whose clock runs again: as many working days are left as there were.

    A danger to life counts seconds, and so does what was late already.
    """
    due_at, paused_at = case.due_at, case.paused_at
    if due_at is None or paused_at is None:
        return due_at
    if case.priority is Priority.DANGER or due_at <= paused_at:
        return resumed(due_at, paused_at, now)
    left = _working_days(calendar, calendar.day_of(paused_at), calendar.day_of(due_at))
    if left:
        return working_deadline(calendar, now, left)
    return _close_after(calendar, now + due_at - paused_at)


def _working_days(calendar: Calendar, after: date, until: date) -> int:
    days = range(1, (until - after).days + 1)
    return sum(calendar.is_working(after + each * DAY) for each in days)


def _close_after(calendar: Calendar, at: int) -> int:
    """The first close of office hours that is not before this moment."""
    day = calendar.day_of(at)
    while not calendar.is_working(day) or calendar.moment(day, calendar.closes) < at:
        day += DAY
    return calendar.moment(day, calendar.closes)


# Lateness.


class Late(Struct, frozen=True, kw_only=True):
    """What a passed deadline makes of a case.

    `to` is the unit above that it is passed up to now, None where there is none any more. `first`:
    its reporter has not been told of this before.
    """

    level: int
    to: str | None
    due_at: int
    remind_at: int | None
    first: bool


def late(profile: Profile, case: Case, now: int) -> Late:
    """A deadline has passed: one unit up, with a new time; at the hard limit straight to the top.

    The new time never goes beyond the hard limit while that is still to come. At the top it is one
    working day after the other, until somebody acts.
    """
    line = _line(profile, case.unit)
    hard = hard_limit(profile, case)
    if case.due_at == hard and line:
        to = line[-1] if case.escalated_to != line[-1] else None
        level = len(line) if to else case.overdue_level + 1
    else:
        to = next_above(profile.by_code, case.escalated_to or case.unit)
        level = case.overdue_level + 1
    if to is not None:
        to = profile.allowed_unit(to, case.category, case.subcategory)
        to = to if to != case.escalated_to else None
    unit = to or case.escalated_to or case.unit
    due_at = _another(profile, case, unit, now, at_top=to is None)
    if now < hard < due_at and case.status is not Status.APPEALED:
        due_at = hard
    return Late(
        level=level,
        to=to,
        due_at=due_at,
        remind_at=reminder(profile.calendar_for(unit), now, due_at),
        first=to is not None or case.overdue_level <= len(line),
    )


def _another(profile: Profile, case: Case, unit: str, now: int, *, at_top: bool) -> int:
    """The time that a unit has for what others let pass; at the top, one working day more."""
    clocks = profile.clocks_for(case.category, case.subcategory, unit)
    if case.priority is Priority.DANGER:
        return danger_deadline(clocks, now)
    days = 1 if at_top else clocks.accept_days
    return working_deadline(profile.calendar_for(unit), now, days)


def _line(profile: Profile, unit: str) -> tuple[str, ...]:
    """The units at work above this one, nearest first."""
    units = profile.by_code
    return tuple(code for code in above(units, unit) if not units[code].retired)


# Words that are owed to a reporter.


def referral_word(profile: Profile, case: Case, referred_at: int, now: int) -> int:
    """By when the reporter hears of a referral again: every month, and the end within three."""
    calendar, clocks = profile.calendar_for(case.unit), profile.clocks_for(*_kind(case))
    end = calendar_deadline(calendar, referred_at, months=clocks.longest_months)
    return min(calendar_deadline(calendar, now, days=clocks.referral_days), end)


# Danger to life.


def alarm_round(case: Case, now: int) -> int:
    """Which round of waking this is, counted from 1."""
    return 1 + max(0, now - case.opened_at) // ALARM_SECONDS


# The end.


def kept_until(profile: Profile, case: Case) -> int:
    """Until when the contents of an ended case are kept; never less long than was promised before.

    Where its category is not known any more, as long as any.
    """
    days = kept_days(profile, case.category, case.subcategory)
    until = (case.closed_at or case.opened_at) + days * SECONDS_A_DAY
    return max(until, case.retain_until or 0)


def kept_days(profile: Profile, category: str, subcategory: str) -> int:
    """How long the contents of such a case are kept after its end."""
    found = profile.taxonomy.of(category, subcategory)
    if found is not None:
        return found.retention_days
    return max((each.retention_days for each in profile.taxonomy.categories), default=LONGEST_DAYS)


def ended_before(profile: Profile, status: Status, now: int) -> int:
    """The moment before which a case of this state must have ended to be put away now.

    An appeal's window ends with its last day, so one day more than the window has surely closed.
    """
    if status in {Status.CLOSED, Status.NOT_ACCEPTED}:
        return now - (profile.clocks.appeal_window_days + 1) * SECONDS_A_DAY
    return now - UNAPPEALABLE_DAYS * SECONDS_A_DAY
