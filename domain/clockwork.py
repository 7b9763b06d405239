"""What time does to a case: reminders, escalation, alarms, retention. Pure functions."""

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from domain.case import Case, Priority
from domain.clocks.deadlines import (
    DAY,
    Calendar,
    calendar_deadline,
    close_after,
    danger_deadline,
    resumed,
    working_days,
    working_deadline,
)
from domain.network.people import Verb
from domain.network.units import above
from domain.profile import Profile
from domain.routing import next_above
from domain.status import Status

LEAST_WARNING = 600  # seconds between start and reminder, at least
ALARM_SECONDS = 300  # between two alarms
ALARM_ROUNDS = 3  # after so many the next unit above gets the alarm, too
SECONDS_A_DAY = 24 * 3600
LONGEST_DAYS = 1095  # of retention, if a profile has no categories
UNAPPEALABLE_DAYS = 30  # until a case without a decision (withdrawn, joined) is archived


def reminder(calendar: Calendar, start: int, due_at: int) -> int | None:
    """When staff are reminded of a deadline that runs from `start`; all in unix seconds.

    At the opening of the last working day until then; if no opening is in between, halfway. None if
    less than LEAST_WARNING would remain.
    """
    day = datetime.fromtimestamp(due_at, ZoneInfo(calendar.timezone)).date()
    while not calendar.is_working(day):
        day -= DAY
    opening = calendar.moment(day, calendar.opens)
    at = opening if start < opening < due_at else start + (due_at - start) // 2
    return at if at - start >= LEAST_WARNING else None


# The deadlines that are counted from the opening of a case.


def close_by(profile: Profile, case: Case, now: int) -> int:
    """The deadline for telling the reporter the result; if past, one working day from now."""
    due_at = _from_opening(profile, case, profile.clocks_for(*_kind(case)).close_days)
    return due_at if due_at > now else another_day(profile, case, now)


def hard_limit(profile: Profile, case: Case) -> int:
    """The latest deadline for a first result, whatever happened to earlier deadlines."""
    return _from_opening(profile, case, profile.clocks_for(*_kind(case)).hard_days)


def handed_on(profile: Profile, case: Case, now: int) -> int:
    """The deadline of the next step for a unit that has just got the case.

    It is counted from now, but not beyond the hard limit while that is in the future. A case
    referred to an authority keeps its deadline.
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
    """The deadline one working day from now."""
    return working_deadline(profile.calendar_for(case.unit), now, 1)


def _from_opening(profile: Profile, case: Case, days: int) -> int:
    """The deadline this many working days after the opening, plus paused days."""
    calendar = profile.calendar_for(case.unit)
    return working_deadline(calendar, case.opened_at, days + case.paused_days)


def _kind(case: Case) -> tuple[str, str, str]:
    return case.category, case.subcategory, case.unit


def answer_until(profile: Profile, case: Case, asked_at: int) -> int:
    """Until when a question to the reporter may be answered, unix seconds.

    Never before the day that the reporter was told.
    """
    days = profile.clocks_for(*_kind(case)).needs_info_days
    until = calendar_deadline(profile.calendar_for(case.unit), asked_at, days=days)
    return max(until, case.answer_until or 0)


# Paused deadlines.


def stood(calendar: Calendar, paused_at: int, now: int) -> int:
    """The working days of a pause from `paused_at` until `now`."""
    return working_days(calendar, calendar.day_of(paused_at), calendar.day_of(now))


def goes_on(calendar: Calendar, case: Case, now: int) -> int | None:
    """The deadline of a case whose pause ends: as many working days are left as before the pause.

    For danger to life, and if it was late already, the remaining seconds are kept instead.
    """
    due_at, paused_at = case.due_at, case.paused_at
    if due_at is None or paused_at is None:
        return due_at
    if case.priority is Priority.DANGER or due_at <= paused_at:
        return resumed(due_at, paused_at, now)
    left = working_days(calendar, calendar.day_of(paused_at), calendar.day_of(due_at))
    if left:
        return working_deadline(calendar, now, left)
    return close_after(calendar, now + due_at - paused_at)


# Missed deadlines.


class Late(Struct, frozen=True, kw_only=True):
    """The changes of a case whose deadline has passed.

    `to` is the unit above that it is escalated to now, None if there is none left. `first`: whether
    its reporter must be told, because this step was not told before.
    """

    level: int
    to: str | None
    due_at: int
    remind_at: int | None
    first: bool


def late(profile: Profile, case: Case, now: int) -> Late:
    """Escalate a case whose deadline has passed: to the next unit above, with a new deadline.

    At the hard limit it goes straight to the top. The new deadline is not beyond the hard limit
    while that is in the future. At the top it is one working day, again and again.
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


_ENDS_DEADLINE = frozenset(
    {
        Verb.ACCEPT,
        Verb.REFUSE,
        Verb.LAPSE,
        Verb.JOIN,
        Verb.TRANSFER,
        Verb.RETURN,
        Verb.TAKE_OVER,
        Verb.ORDER,
        Verb.RETIRE,
        Verb.REFER,
        Verb.CONFIRM,
        Verb.DISMISS,
        Verb.REMIT,
        Verb.WITHDRAW,
    }
)


def ends_deadline(verb: Verb, status: Status) -> bool:
    """Whether this move ends the deadline that runs: its step is done, or another one begins."""
    return verb in _ENDS_DEADLINE or (verb is Verb.TELL and status is Status.REFERRED)


def _another(profile: Profile, case: Case, unit: str, now: int, *, at_top: bool) -> int:
    """The new deadline for the unit that a case was escalated to; at the top, one working day."""
    clocks = profile.clocks_for(case.category, case.subcategory, unit)
    if case.priority is Priority.DANGER:
        return danger_deadline(clocks, now)
    days = 1 if at_top else clocks.accept_days
    return working_deadline(profile.calendar_for(unit), now, days)


def _line(profile: Profile, unit: str) -> tuple[str, ...]:
    """The active units above this one, nearest first."""
    units = profile.by_code
    return tuple(code for code in above(units, unit) if not units[code].retired)


# Messages due to a reporter.


def referral_word(profile: Profile, case: Case, referred_at: int, now: int) -> int:
    """When the reporter must hear of a referral again: after `referral_days`, or at its end."""
    calendar, clocks = profile.calendar_for(case.unit), profile.clocks_for(*_kind(case))
    end = calendar_deadline(calendar, referred_at, months=clocks.longest_months)
    return min(calendar_deadline(calendar, now, days=clocks.referral_days), end)


# Danger to life.


def alarm_round(case: Case, now: int) -> int:
    """Which alarm this is, counted from 1."""
    return 1 + max(0, now - case.opened_at) // ALARM_SECONDS


# Retention.


def kept_until(profile: Profile, case: Case) -> int:
    """Until when the contents of an ended case are kept; never shorter than promised before.

    If its category is unknown, by the longest retention of all categories.
    """
    days = kept_days(profile, case.category, case.subcategory)
    until = (case.closed_at or case.opened_at) + days * SECONDS_A_DAY
    return max(until, case.retain_until or 0)


def kept_days(profile: Profile, category: str, subcategory: str) -> int:
    """How many days the contents of such a case are kept after its end."""
    found = profile.taxonomy.of(category, subcategory)
    if found is not None:
        return found.retention_days
    return max((each.retention_days for each in profile.taxonomy.categories), default=LONGEST_DAYS)


def ended_before(profile: Profile, status: Status, now: int) -> int:
    """A case of this state may be archived now if it ended before the returned time (unix seconds).

    One day is added, since an appeal window ends with its last day.
    """
    if status in {Status.CLOSED, Status.NOT_ACCEPTED}:
        return now - (profile.clocks.appeal_window_days + 1) * SECONDS_A_DAY
    return now - UNAPPEALABLE_DAYS * SECONDS_A_DAY
