"""Notices to the reporter of a report. None of them names the reported content."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from msgspec import field

from domain.case import Said
from domain.misuse import Result
from domain.notices.notice import Notice
from domain.status import Status


class ReporterNotice(Notice, frozen=True, kw_only=True):
    """Something about a report, to whoever filed it.

    `state` is the state it is about, though the case may have moved on since; None where it is
    about whatever the state is now.
    """

    guarded: ClassVar[bool] = False
    state: ClassVar[Status | None] = None


class ReasonedNotice(ReporterNotice, frozen=True, kw_only=True):
    """A result with the office's reasons: `feedback_in` by language, else `feedback`."""

    feedback: str
    feedback_in: Mapping[str, str] = field(default_factory=dict)


class ReceiptNotice(ReporterNotice, frozen=True, kw_only=True, tag="receipt"):
    """The report was filed: its query code, and what is kept with it."""


class FingerprintsNotice(ReporterNotice, frozen=True, kw_only=True, tag="fingerprints"):
    """The fingerprints of the reporter's files, now that all are stored.

    `filed`: the files were sent before the report was filed, so the receipt said that they are
    still being stored.
    """

    filed: bool = False


class StatusCardNotice(ReporterNotice, frozen=True, kw_only=True, tag="card"):
    """The one message that shows how a report stands; edited in place."""


class FilesNotice(ReporterNotice, frozen=True, kw_only=True, tag="files"):
    """Files an office sent along with its message `row`.

    `through` of them are done with; `unsent` are the places of those that Telegram refused.
    """

    row: int
    through: int = 0
    unsent: tuple[int, ...] = ()


# What became of the report.


class AcceptedNotice(ReporterNotice, frozen=True, kw_only=True, tag="accepted"):
    """The report was taken up."""

    state: ClassVar[Status | None] = Status.ACCEPTED
    category: str
    due_at: int | None = None


class NotAcceptedNotice(ReasonedNotice, frozen=True, kw_only=True, tag="not_accepted"):
    """The report was not taken up, and why."""

    state: ClassVar[Status | None] = Status.NOT_ACCEPTED
    ground: str
    appeal_until: int | None = None
    kept_until: int | None = None


class LapsedNotice(ReporterNotice, frozen=True, kw_only=True, tag="lapsed"):
    """No answer came in time: the case has ended."""

    state: ClassVar[Status | None] = Status.NOT_ACCEPTED
    appeal_until: int | None = None
    kept_until: int | None = None


class VerifyingNotice(ReporterNotice, frozen=True, kw_only=True, tag="verifying"):
    """Somebody is checking it."""

    state: ClassVar[Status | None] = Status.VERIFYING
    due_at: int | None = None


class ActingNotice(ReporterNotice, frozen=True, kw_only=True, tag="acting"):
    """A rule was broken: a site or provider was asked for a measure, and answers by `by`.

    `ask` is a `domain.removals.removal.Ask`; one of `unit` and `provider` is the code of whom was
    asked, neither if somebody was told by phone. Not `sent`: a letter has yet to reach the site.
    Notices of release 0.1 have `due_at` alone.
    """

    state: ClassVar[Status | None] = Status.ACTING
    due_at: int | None = None
    ask: str = ""
    unit: str = ""
    provider: str = ""
    by: int | None = None
    sent: bool = True


class ReferredNotice(ReporterNotice, frozen=True, kw_only=True, tag="referred"):
    """Another authority has it; `due_at` is when the reporter hears again."""

    state: ClassVar[Status | None] = Status.REFERRED
    authority: str
    due_at: int


class ClosedNotice(ReasonedNotice, frozen=True, kw_only=True, tag="closed"):
    """The decision."""

    state: ClassVar[Status | None] = Status.CLOSED
    outcome: str
    rule: str
    appeal_until: int | None = None
    kept_until: int | None = None


class WithdrawnNotice(ReporterNotice, frozen=True, kw_only=True, tag="withdrawn"):
    """The reporter withdrew it."""

    state: ClassVar[Status | None] = Status.WITHDRAWN
    kept_until: int | None = None


class JoinedNotice(ReporterNotice, frozen=True, kw_only=True, tag="joined"):
    """The report belongs to another case now, with others about the same content."""

    due_at: int | None = None


class DecidedBeforeNotice(ReporterNotice, frozen=True, kw_only=True, tag="decided_before"):
    """The same page, known to the public, was decided before; `decided_at` in unix seconds."""

    said: Said
    decided_at: int


class LateNotice(ReporterNotice, frozen=True, kw_only=True, tag="late"):
    """The office is late; `unit` above it knows, and is empty where nobody is above."""

    unit: str = ""
    due_at: int | None = None


class NewTimeReason(StrEnum):
    """Why a time that a reporter was told has changed."""

    CALENDAR = "calendar"  # a day has become a holiday
    CLOCK = "clock"  # it was told by a wrong clock


class NewTimeNotice(ReporterNotice, frozen=True, kw_only=True, tag="new_time"):
    """The office answers by another time than was told; of an ended case, its two times."""

    cause: NewTimeReason
    due_at: int | None = None
    kept_until: int | None = None
    appeal_until: int | None = None


# Words of the office.


class QuestionNotice(ReporterNotice, frozen=True, kw_only=True, tag="question"):
    """The office asks something."""

    state: ClassVar[Status | None] = Status.NEEDS_INFO
    question: str
    until: int


class QuestionReminderNotice(ReporterNotice, frozen=True, kw_only=True, tag="question_reminder"):
    """The office's question is still open."""

    state: ClassVar[Status | None] = Status.NEEDS_INFO
    until: int


class ToldNotice(ReporterNotice, frozen=True, kw_only=True, tag="told"):
    """The office says something."""

    text: str


class AnsweredNotice(ReporterNotice, frozen=True, kw_only=True, tag="answered"):
    """The answer to the office's question has come in."""

    due_at: int | None = None


# Another look.


class AppealedNotice(ReporterNotice, frozen=True, kw_only=True, tag="appealed"):
    """Somebody else will look at the decision."""

    state: ClassVar[Status | None] = Status.APPEALED
    due_at: int | None = None


class AppealResultNotice(ReasonedNotice, frozen=True, kw_only=True, tag="appeal_result"):
    """What came of an appeal."""

    state: ClassVar[Status | None] = Status.CLOSED
    result: str
    rule: str
    kept_until: int | None = None


class AppealRemittedNotice(ReasonedNotice, frozen=True, kw_only=True, tag="appeal_remitted"):
    """The case is checked again because of an appeal."""

    state: ClassVar[Status | None] = Status.VERIFYING
    due_at: int | None = None


# Another unit.


class TransferredNotice(ReporterNotice, frozen=True, kw_only=True, tag="transferred"):
    """Another unit has the case, and why; `how` it got there is a `HandoverKind`."""

    unit: str
    how: str
    reason: str
    due_at: int | None = None


class NewUnitNotice(ReporterNotice, frozen=True, kw_only=True):
    """Which unit answers now, and by when."""

    unit: str
    due_at: int | None = None


class TakenOverNotice(NewUnitNotice, frozen=True, kw_only=True, tag="taken_over"):
    """The unit above took it over."""


class UnitRetiredNotice(NewUnitNotice, frozen=True, kw_only=True, tag="unit_retired"):
    """The unit that had it is closed."""


class OrderedNotice(NewUnitNotice, frozen=True, kw_only=True, tag="ordered"):
    """The unit that has it was ordered to finish it."""


# Misuse of the channel.


class WarnedNotice(ReporterNotice, frozen=True, kw_only=True, tag="warned"):
    """A warning."""

    reason: str


class PausedNotice(ReporterNotice, frozen=True, kw_only=True, tag="paused"):
    """Reports of this person wait until then; `sanction` is the row to appeal against."""

    reason: str
    until: int
    sanction: int


class PauseJudgedNotice(ReporterNotice, frozen=True, kw_only=True, tag="pause_judged"):
    """What came of an appeal against a pause; `until` where it stands."""

    result: Result
    reason: str
    until: int | None = None


class UnpausedNotice(ReporterNotice, frozen=True, kw_only=True, tag="unpaused"):
    """A pause was ended early."""


class ReleasedNotice(ReporterNotice, frozen=True, kw_only=True, tag="released"):
    """The report has left the quarantine and is with the office."""

    due_at: int | None = None
