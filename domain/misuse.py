"""Misuse: a warning first, then a pause of processing; and why a case waits outside the queue."""

from enum import StrEnum

from msgspec import Struct

DAY = 24 * 3600
PAUSE_DAYS = (1, 3, 7, 30)
WARNED_FOR = DAY  # seconds before a pause may follow: a warning is there to be heeded
LEAST_REASON = 10  # characters
CALM = 600  # seconds with less than half of what makes a flood, and it is over
MINUTE = 60


class Quarantine(StrEnum):
    """Why a case is stored and not worked on for now; the words are `staff-quarantine-<value>`."""

    PAUSE = "pause"  # its reporter's reports wait for a time
    FLOOD = "flood"  # more came in at once than anybody can read


class SanctionKind(StrEnum):
    """What an office may do about misuse; never about filing."""

    WARNING = "warning"
    PAUSE = "pause"


class Result(StrEnum):
    """What became of a pause before its time; the words of the first two are `verdict-<value>`."""

    KEEP = "keep"  # judged, and it stands
    LIFT = "lift"  # judged, and it is over
    ENDED = "ended"  # by a lead, unasked


class Sanction(Struct, frozen=True, kw_only=True):
    """A warning or a pause, by the report it was about; `who` is the reporter's fingerprint.

    `appeal` are the reporter's words against it, `judgement` those of whoever looked again. Times
    are unix seconds; a pause that runs out is over without a result.
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
        """Whether this is a pause that still runs."""
        runs = self.until is not None and now < self.until
        return runs and self.result not in {Result.LIFT, Result.ENDED}

    def may_appeal(self, now: int) -> bool:
        """Whether the reporter may ask for another look: once."""
        return self.is_open(now) and self.appealed_at is None

    def is_to_judge(self, now: int) -> bool:
        """Whether somebody who did not impose it has to look again."""
        return self.is_open(now) and self.appealed_at is not None and self.result is None


def may_warn(warned_at: int | None, now: int) -> bool:
    """Whether a reporter may be warned (again): at most once a day."""
    return warned_at is None or now >= warned_at + WARNED_FOR


def may_pause(warned_at: int | None, paused_until: int | None, now: int) -> bool:
    """Whether a pause may follow: after a first warning a day old, and where none runs already."""
    warned = warned_at is not None and now >= warned_at + WARNED_FOR
    return warned and (paused_until is None or paused_until <= now)
