"""Who is told when: the rule as a table, and what must hold for any choice of anybody."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.notices.kinds import KINDS
from domain.notices.preferences import (
    DAY,
    DIGEST_TIMES,
    GATHER_SECONDS,
    HOUR,
    IN_GROUP,
    MOST_QUIET,
    QUIET_HOURS,
    TO_REVIEW,
    TOPICS,
    NoticeMode,
    Preferences,
    Recipient,
    Timing,
    is_first_today,
    leaves_at,
    next_digest,
    plan,
    quiet_until,
)

ZONE = ZoneInfo("Asia/Shanghai")
NOW, LATER, DIGEST, NEVER = Timing.NOW, Timing.AFTER_QUIET, Timing.DIGEST, Timing.NEVER
EACH, SOME, MINE = (Preferences(mode=mode) for mode in NoticeMode)


def moment(text):
    return int(datetime.fromisoformat(f"2026-12-{text}").replace(tzinfo=ZONE).timestamp())


def said(at):
    return f"{datetime.fromtimestamp(at, ZONE):%d %H:%M}"


ALONE = {  # what one person is told who works in a unit without a group, by what they chose
    # chosen: (usual, mine, on call, quiet, mine and quiet, danger and quiet)
    None: (NOW, NOW, NOW, LATER, LATER, NOW),
    NoticeMode.EACH: (NOW, NOW, NOW, LATER, LATER, NOW),
    NoticeMode.DIGEST: (DIGEST, NOW, NOW, DIGEST, LATER, NOW),
    NoticeMode.MINE: (NEVER, NOW, NOW, NEVER, LATER, NOW),
}


@pytest.mark.parametrize("mode", ALONE)
def test_what_one_person_is_told_when(mode):
    other = Recipient(who="other")  # who hears each one, so that nobody else must
    chosen = {"who": "me", "preferences": Preferences(mode=mode)}
    cases = (
        ({}, {}),
        ({"mine": True}, {}),
        ({"on_call": True}, {}),
        ({"quiet": True}, {}),
        ({"mine": True, "quiet": True}, {}),
        ({"quiet": True}, {"danger": True}),
    )
    found = [plan([Recipient(**chosen, **of), other], **how)["me"] for of, how in cases]
    assert tuple(found) == ALONE[mode]


def test_where_a_group_or_who_is_on_call_is_told_the_others_have_a_digest_unless_they_chose():
    team = (
        Recipient(who="usual"),
        Recipient(who="each", preferences=EACH),
        Recipient(who="digest", preferences=SOME),
        Recipient(who="mine", preferences=MINE),
    )
    usual = {"usual": DIGEST, "each": NOW, "digest": DIGEST, "mine": NEVER}
    assert plan(team, in_group=True) == usual
    called = Recipient(who="called", preferences=MINE, on_call=True)
    assert plan((*team, called)) == {**usual, "called": NOW}
    assert plan(team) == {**usual, "usual": NOW}


def test_who_is_on_call_but_cannot_be_reached_takes_nothing_off_the_others():
    away = Recipient(who="away", on_call=True, able=False)
    assert plan((away, Recipient(who="me")))["me"] is NOW


PEOPLE = st.lists(
    st.builds(
        Recipient,
        who=st.sampled_from("abcdef"),
        preferences=st.builds(Preferences, mode=st.none() | st.sampled_from(NoticeMode)),
        quiet=st.booleans(),
        mine=st.booleans(),
        on_call=st.booleans(),
        able=st.booleans(),
    ),
    min_size=1,
    unique_by=lambda each: each.who,
)


@given(PEOPLE, st.booleans())
def test_over_any_choice_somebody_who_may_act_is_told_and_of_danger_everybody_at_once(team, group):
    assert set(plan(team, danger=True, in_group=group).values()) == {NOW}
    when = plan(team, in_group=group)
    able = [each for each in team if each.able] or team
    assert group or any(when[each.who] is not NEVER for each in able)
    for each in team:
        if each.mine:
            assert when[each.who] is (LATER if each.quiet else NOW)


MINUTES = st.integers(0, DAY - 1)
CHOSEN = st.builds(
    lambda times, start, length: Preferences(
        mode=NoticeMode.DIGEST, times=tuple(sorted(times)), quiet=(start, (start + length) % DAY)
    ),
    st.sets(MINUTES, min_size=1, max_size=4),
    MINUTES,
    st.integers(1, MOST_QUIET),
)


@given(CHOSEN, st.integers(moment("01"), moment("05")))
def test_a_digest_comes_within_a_day_and_the_longest_quiet_and_never_in_quiet_hours(chosen, now):
    due = next_digest(chosen, now, ZONE)
    assert now < due <= now + (DAY + MOST_QUIET) * 60
    assert quiet_until(chosen, due, ZONE) is None
    ends = quiet_until(chosen, now, ZONE)
    assert ends is None or now < ends <= now + MOST_QUIET * 60


@pytest.mark.parametrize(
    ("times", "quiet", "now", "due"),
    [
        ("twice", "none", "01 08:59", "01 09:00"),
        ("twice", "none", "01 09:00", "01 14:00"),
        ("twice", "none", "01 14:00", "02 09:00"),
        ("morning", "none", "01 09:01", "02 09:00"),
        ("hourly", "none", "01 10:30", "01 11:00"),
        ("hourly", "evening", "01 17:30", "02 08:00"),
        ("hourly", "night", "01 18:00", "02 08:00"),
    ],
)
def test_when_the_next_digest_is_due(times, quiet, now, due):
    chosen = Preferences(times=DIGEST_TIMES[times], quiet=QUIET_HOURS[quiet])
    assert said(next_digest(chosen, moment(now), ZONE)) == due


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("01 21:59", None),
        ("01 22:00", "02 07:00"),
        ("02 00:00", "02 07:00"),
        ("02 06:59", "02 07:00"),
        ("02 07:00", None),
    ],
)
def test_quiet_hours_go_over_midnight(now, until):
    found = quiet_until(Preferences(quiet=QUIET_HOURS["night"]), moment(now), ZONE)
    assert (found and said(found)) == until


def test_a_day_is_that_of_the_timezone():
    assert is_first_today(None, moment("02 09:00"), ZONE)
    assert is_first_today(moment("01 23:59"), moment("02 00:00"), ZONE)
    assert not is_first_today(moment("02 00:00"), moment("02 23:59"), ZONE)


def test_the_offered_choices_are_allowed_ones():
    assert all(0 < len(times) <= 12 for times in DIGEST_TIMES.values())
    spans = [hours for hours in QUIET_HOURS.values() if hours is not None]
    assert all(0 < (end - start) % DAY <= MOST_QUIET for start, end in spans)
    assert {HOUR * 9, HOUR * 14} == set(Preferences().times)
    assert {*IN_GROUP, *TO_REVIEW, *TOPICS} <= set(KINDS.values())


@pytest.mark.parametrize(
    ("before", "at"),
    [
        (None, 5000),  # the first
        (5000, 5000 + GATHER_SECONDS),  # the second in the same second
        (5000 - 1, 5000 - 1 + GATHER_SECONDS),
        (5000 - GATHER_SECONDS + 1, 5001),
        (5000 - GATHER_SECONDS, 5000),  # long enough ago
        (1, 5000),
        (5001, 5001),  # one waits: it is told with that
        (5000 + GATHER_SECONDS, 5000 + GATHER_SECONDS),
        (5001 + GATHER_SECONDS, 5000),  # the clock was wrong
    ],
)
def test_when_one_more_addition_is_told(before, at):
    assert leaves_at(before, 5000) == at


@given(st.lists(st.integers(0, 400), max_size=60))
def test_over_any_additions_there_is_one_message_in_ten_minutes_and_none_is_later_than_that(gaps):
    now, before, told, waits = 1000, None, set(), []
    for gap in gaps:
        now += gap
        at = leaves_at(before, now)
        waits.append(at - now)
        told.add(at)
        before = at
    times = sorted(told)
    assert all(0 <= wait <= GATHER_SECONDS for wait in waits)
    assert all(b - a >= GATHER_SECONDS for a, b in pairwise(times))
