"""Misuse: warnings and pauses of processing, and the quarantine of cases."""

from enum import StrEnum

from msgspec import Struct

DAY = 24 * 3600
PAUSE_DAYS = (1, 3, 7, 30)
WARNED_FOR = DAY  # seconds between the first warning and a pause
LEAST_REASON = 10  # characters
CALM = 600  # seconds with less than half of a flood's number, after which it is over
MINUTE = 60


class Quarantine(StrEnum):
    """Why a case is in quarantine; the words are `staff-quarantine-<value>`."""

    PAUSE = "pause"  # its reporter is paused
    FLOOD = "flood"  # too many reports came in for the unit


class SanctionKind(StrEnum):
    """The sanctions for misuse; neither stops anybody from filing."""

    WARNING = "warning"
    PAUSE = "pause"


class Result(StrEnum):
    """The result of a pause; the words of the first two are `verdict-<value>`."""

    KEEP = "keep"  # judged: the pause continues
    LIFT = "lift"  # judged: the pause ends
    ENDED = "ended"  # ended by a lead, without an appeal


class Sanction(Struct, frozen=True, kw_only=True):
    """A warning or a pause because of a report; `who` is the reporter's fingerprint.

    `appeal` is the reporter's text, `judgement` that of the person who judged the appeal. Times are
    unix seconds; a pause that ends at `until` has no result.
    """

    id: int
    who: str
    kind: SanctionKind
    case_id: int
    report_id: int
    unit: str
    reason: str
    imposed_by: str
    imposed_at: int
    until: int | None = None
    appeal: str = ""
    appealed_at: int | None = None
    judgement: str = ""
    judged_by: str | None = None
    judged_at: int | None = None
    result: Result | None = None

    def is_open(self, now: int) -> bool:
        """Whether this is a pause in force."""
        runs = self.until is not None and now < self.until
        return runs and self.result not in {Result.LIFT, Result.ENDED}

    def may_appeal(self, now: int) -> bool:
        """Whether the reporter may appeal, which is possible once."""
        return self.is_open(now) and self.appealed_at is None

    def is_to_judge(self, now: int) -> bool:
        """Whether an appeal waits for somebody who did not impose the pause."""
        return self.is_open(now) and self.appealed_at is not None and self.result is None


def may_warn(warned_at: int | None, now: int) -> bool:
    """Whether a reporter may be warned (again): at most once a day."""
    return warned_at is None or now >= warned_at + WARNED_FOR


def may_pause(warned_at: int | None, paused_until: int | None, now: int) -> bool:
    """Whether a reporter may be paused: a day after the first warning, unless a pause runs."""
    warned = warned_at is not None and now >= warned_at + WARNED_FOR
    return warned and (paused_until is None or paused_until <= now)
