"""Whether a clock is trusted: by what was last seen, and by what others say."""

import pytest

from domain.clocks.clock_trust import FAR, Doubt, Seen, doubt

DAY = 24 * 3600
NOW = 1_795_579_200
YEARS = 3650 * DAY
WEEKS = 21 * DAY

TABLE = {
    "a first start, nothing was ever seen": ({}, None),
    "a start soon after the last tick": ({"ticked": NOW - 60, "journal": NOW - WEEKS}, None),
    "an hour after it": ({"ticked": NOW - FAR}, None),
    "an hour and a second after it": ({"ticked": NOW - FAR - 1}, Doubt.AHEAD),
    "three weeks of rest, and nobody else says what time it is": (
        {"ticked": NOW - WEEKS},
        Doubt.AHEAD,
    ),
    "the first start of this release, long after the newest entry": (
        {"journal": NOW - WEEKS},
        Doubt.AHEAD,
    ),
    "three weeks of rest, and Telegram agrees": (
        {"ticked": NOW - WEEKS, "telegram": NOW - 2.5},
        None,
    ),
    "three weeks of rest, and a fresh update agrees": (
        {"ticked": NOW - WEEKS, "update": NOW - 30.0},
        None,
    ),
    "three weeks of rest, and an update that has waited": (
        {"ticked": NOW - WEEKS, "update": NOW - 5 * 3600.0},
        Doubt.AHEAD,
    ),
    "three weeks of rest, and a person's word": ({"ticked": NOW - WEEKS, "word": NOW - 60}, None),
    "a person's word of yesterday": ({"ticked": NOW - WEEKS, "word": NOW - DAY}, Doubt.AHEAD),
    "ten years ahead at the start": ({"ticked": NOW - YEARS, "journal": NOW - YEARS}, Doubt.AHEAD),
    "ten years ahead, entries written meanwhile": (
        {"ticked": NOW - YEARS, "journal": NOW - 60},
        Doubt.AHEAD,
    ),
    "the second start of this release, and the doubted clock has dated the newest entry": (
        {"journal": NOW - 60, "doubted": True},
        Doubt.AHEAD,
    ),
    "the same, and Telegram agrees": (
        {"journal": NOW - 60, "doubted": True, "telegram": NOW + 1.0},
        None,
    ),
    "a doubt that is open, and a tick that was trusted before it": (
        {"ticked": NOW - 60, "journal": NOW - 60, "doubted": True},
        None,
    ),
    "ten years ahead, whatever the last tick says": (
        {"ticked": NOW - 60, "telegram": NOW - YEARS},
        Doubt.TELEGRAM,
    ),
    "ten years back at the start": ({"ticked": NOW + YEARS}, Doubt.BEHIND),
    "back behind the newest entry": (
        {"ticked": NOW - 60, "journal": NOW + YEARS},
        Doubt.JOURNAL,
    ),
    "back behind an update": ({"ticked": NOW - 60, "update": NOW + 2.0 * DAY}, Doubt.UPDATE),
    "right again, after a clock that was ahead has written": (
        {"ticked": NOW + YEARS, "journal": NOW + YEARS, "telegram": NOW + 1.0},
        None,
    ),
    "right again, and an update says so": (
        {"ticked": NOW + YEARS, "journal": NOW + YEARS, "update": NOW - 1.0},
        None,
    ),
    "a step within an hour": ({"expected": NOW - 3500.0, "ticked": NOW - 3500}, None),
    "a jump ahead between two ticks": (
        {"expected": NOW - 2.0 * DAY, "ticked": NOW - 60},
        Doubt.JUMPED,
    ),
    "a jump back between two ticks": ({"expected": NOW + 2.0 * DAY}, Doubt.JUMPED),
    "a machine that slept, and Telegram agrees": (
        {"expected": NOW - 2.0 * DAY, "telegram": NOW + 0.5},
        None,
    ),
    "a quiet night with a bot at work": ({"expected": float(NOW), "journal": NOW - DAY}, None),
}


@pytest.mark.parametrize("case", TABLE)
def test_a_clock_is_trusted_where_what_was_seen_bears_it_out(case):
    seen, found = TABLE[case]
    assert doubt(Seen(now=NOW, **seen)) is found
