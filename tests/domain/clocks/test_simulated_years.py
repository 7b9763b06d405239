"""Two years of cases on the profile's own calendar, with its holidays and make-up days."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from domain import clockwork
from domain.case import Case, Priority
from domain.clocks.deadlines import danger_deadline, working_deadline
from domain.network.units import above
from domain.status import Status
from tests.support.shipped import PROFILE

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = PROFILE.calendar
HOUR = 3600
START = int(datetime(2026, 1, 1, tzinfo=ZONE).timestamp())
END = int(datetime(2027, 12, 10, tzinfo=ZONE).timestamp())
UNITS = ("changshacn", "rednet", "changsha", "hunan", "cdyee")
CATEGORIES = ("fraud", "vulgar", "rumour", "infringement")


@dataclass
class Life:
    """One case, what happened to it, and when somebody was made to look at it."""

    case: Case
    now: int
    looks: list[int] = field(default_factory=list)
    climbed: list[str] = field(default_factory=list)
    reminded: list[tuple[int, int]] = field(default_factory=list)
    deadlines: list[int] = field(default_factory=list)
    stood: list[tuple[int, int, int]] = field(default_factory=list)

    def due(self, due_at: int) -> None:
        calendar = PROFILE.calendar_for(self.case.unit)
        remind_at = clockwork.reminder(calendar, self.now, due_at)
        self.case = replace(self.case, due_at=due_at, remind_at=remind_at)
        self.deadlines.append(due_at)

    def look(self) -> None:
        self.looks.append(self.now)


def opened(chance: random.Random, *, danger: bool = False) -> Life:
    now = chance.randrange(START, END)
    unit, category = chance.choice(UNITS), chance.choice(CATEGORIES)
    case = Case(
        id=1,
        number="2601-0001",
        status=Status.SUBMITTED,
        category=category,
        unit=unit,
        version=1,
        opened_at=now,
        priority=Priority.DANGER if danger else Priority.NORMAL,
    )
    life = Life(case, now)
    clocks = PROFILE.clocks_for(category, "", unit)
    calendar = PROFILE.calendar_for(unit)
    life.due(
        danger_deadline(clocks, now)
        if danger
        else working_deadline(calendar, now, clocks.accept_days)
    )
    life.look()
    return life


def tick(life: Life) -> None:
    """The clock's next deed: a reminder, else the deadline passes."""
    case = life.case
    assert case.due_at is not None
    if case.remind_at is not None:
        life.now = max(life.now, case.remind_at)
        life.reminded.append((life.now, case.due_at))
        life.case = replace(case, remind_at=None)
    else:
        life.now = max(life.now, case.due_at + 1)
        late = clockwork.late(PROFILE, case, life.now)
        life.climbed += [late.to] if late.to else []
        life.case = replace(
            case, overdue_level=late.level, escalated_to=late.to or case.escalated_to
        )
        life.due(late.due_at)
        assert life.case.due_at is not None
        assert life.case.due_at > life.now
    life.look()


def someone_acts(life: Life, chance: random.Random) -> None:
    """The office takes the case up, or asks and is answered, some time before the next deadline."""
    case = life.case
    assert case.due_at is not None
    life.now = chance.randrange(life.now, max(life.now, case.due_at) + 1)
    if case.status is Status.SUBMITTED and chance.random() < 0.5:
        life.case = replace(case, status=Status.ACCEPTED, overdue_level=0, escalated_to=None)
        life.climbed.clear()
        life.due(clockwork.close_by(PROFILE, life.case, life.now))
    else:
        pause(life, chance)
    life.look()


def pause(life: Life, chance: random.Random) -> None:
    calendar = PROFILE.calendar_for(life.case.unit)
    asked = life.now
    had = life.case.due_at
    assert had is not None
    life.now += chance.randrange(60, 14 * 24 * HOUR)
    due_at = clockwork.goes_on(calendar, replace(life.case, paused_at=asked), life.now)
    assert due_at is not None
    days = clockwork.stood(calendar, asked, life.now)
    life.case = replace(life.case, paused_days=life.case.paused_days + days)
    life.stood.append((clockwork.stood(calendar, asked, had), life.now, due_at))
    life.due(due_at)


def lives(seed: int, count: int = 250, *, danger: bool = False):
    """Cases that are worked on now and then, and mostly are not."""
    chance = random.Random(seed)
    for _ in range(count):
        life = opened(chance, danger=danger)
        for _ in range(chance.randrange(2, 14)):
            if life.case.due_at is not None and not danger and chance.random() < 0.25:
                someone_acts(life, chance)
            else:
                tick(life)
        yield life


def local(moment: int) -> datetime:
    return datetime.fromtimestamp(moment, ZONE)


@pytest.fixture(scope="module", params=[1, 2])
def years(request):
    return tuple(lives(request.param))


def test_every_deadline_is_a_working_day_at_the_closing_hour(years):
    seen = set()
    for life in years:
        for due_at in life.deadlines:
            day = local(due_at)
            assert CALENDAR.is_working(day.date()), day
            assert (day.hour, day.minute) == (18, 0), day
            seen.add(day.date())
    assert len(seen) > 300
    assert date(2026, 2, 28) in seen  # a Saturday that is worked
    assert date(2026, 10, 5) not in seen  # a Monday in the long holiday


def test_no_reminder_comes_after_its_deadline(years):
    found = [each for life in years for each in life.reminded]
    assert len(found) > 300
    assert all(reminded < due_at for reminded, due_at in found)


def test_no_case_lies_unlooked_at_for_longer_than_the_longest_clock(years):
    """Time in which the reporter was awaited does not count, as on every clock."""
    for life in years:
        waited = {now for _, now, _ in life.stood}
        for before, after in pairwise(life.looks):
            if after in waited:
                continue
            days = clockwork.stood(PROFILE.calendar_for(life.case.unit), before, after)
            assert days <= PROFILE.clocks.close_days + 1, (local(before), local(after))


def test_lateness_climbs_the_line_of_units_and_stops_at_its_top(years):
    reached = set()
    for life in years:
        line = above(PROFILE.by_code, life.case.unit)
        assert tuple(life.climbed) == line[: len(life.climbed)]
        reached.add((life.case.unit, len(life.climbed)))
    assert {("changshacn", 2), ("rednet", 1), ("hunan", 0)} <= reached


def test_a_pause_leaves_as_many_working_days_as_there_were(years):
    stood = [(life, *each) for life in years for each in life.stood]
    assert len(stood) > 100
    for life, left, now, due_at in stood:
        calendar = PROFILE.calendar_for(life.case.unit)
        days = clockwork.stood(calendar, now, due_at)
        assert days == left or (left == 0 and days <= 1)
        assert due_at > now


def test_danger_is_never_left_alone_for_more_than_an_hour():
    for life in lives(3, 100, danger=True):
        for before, after in pairwise(life.looks):
            assert after - before <= HOUR + 1
        assert tuple(life.climbed) == above(PROFILE.by_code, life.case.unit)[: len(life.climbed)]
