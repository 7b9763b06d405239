"""A pause only after a warning that had time to be heeded; an appeal once, judged while it runs."""

import pytest
from msgspec.structs import replace

from domain.misuse import DAY, Result, Sanction, SanctionKind, may_pause, may_warn

NOW = 10 * DAY
PAUSE = Sanction(
    id=1,
    who="lin",
    kind=SanctionKind.PAUSE,
    case_id=7,
    report_id=5,
    unit="changsha",
    reason="the same again and again",
    imposed_by="zhou",
    imposed_at=NOW,
    until=NOW + 3 * DAY,
)
APPEALED = replace(PAUSE, appealed_at=NOW + 1)


@pytest.mark.parametrize(
    ("warned_at", "paused_until", "expected"),
    [
        (None, None, False),
        (NOW, None, False),
        (NOW - DAY + 1, None, False),
        (NOW - DAY, None, True),
        (NOW - 300 * DAY, None, True),
        (NOW - DAY, NOW + 1, False),
        (NOW - DAY, NOW, True),
    ],
)
def test_a_pause_follows_a_warning_that_is_a_day_old(warned_at, paused_until, expected):
    assert may_pause(warned_at, paused_until, NOW) is expected


@pytest.mark.parametrize(
    ("warned_at", "expected"),
    [(None, True), (NOW, False), (NOW - DAY + 1, False), (NOW - DAY, True)],
)
def test_nobody_is_warned_twice_a_day(warned_at, expected):
    assert may_warn(warned_at, NOW) is expected


@pytest.mark.parametrize(
    ("sanction", "now", "runs", "appealable", "to_judge"),
    [
        (PAUSE, NOW, True, True, False),
        (PAUSE, NOW + 3 * DAY - 1, True, True, False),
        (PAUSE, NOW + 3 * DAY, False, False, False),
        (APPEALED, NOW + 2, True, False, True),
        (APPEALED, NOW + 3 * DAY, False, False, False),
        (replace(APPEALED, result=Result.KEEP), NOW + 2, True, False, False),
        (replace(APPEALED, result=Result.LIFT), NOW + 2, False, False, False),
        (replace(PAUSE, result=Result.ENDED), NOW + 2, False, False, False),
        (replace(PAUSE, kind=SanctionKind.WARNING, until=None), NOW, False, False, False),
    ],
)
def test_a_pause_runs_until_its_time_or_somebodys_word(sanction, now, runs, appealable, to_judge):
    assert sanction.is_open(now) is runs
    assert sanction.may_appeal(now) is appealable
    assert sanction.is_to_judge(now) is to_judge
