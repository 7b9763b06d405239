"""Notices to staff about a case."""

from typing import ClassVar

from domain.notices.notice import Notice
from domain.reported_accounts.measures import AccountMeasure
from domain.reviewers import Why
from domain.tasks import TaskKind


class CaseNotice(Notice, frozen=True, kw_only=True):
    """Something about a case, for whoever may read it.

    `mailed`: a unit without staff on Telegram is told by mail; the words are `mail-<kind>`.
    """

    mailed: ClassVar[bool] = False


class NewCaseNotice(CaseNotice, frozen=True, kw_only=True, tag="new_case"):
    """A case has come in."""

    mailed: ClassVar[bool] = True


class CaseFileTooLargeNotice(CaseNotice, frozen=True, kw_only=True, tag="case_file_too_large"):
    """The case file is too large for a chat."""


class CaseFileUncertainNotice(CaseNotice, frozen=True, kw_only=True, tag="case_file_uncertain"):
    """Nobody can say whether the case file arrived; it is not sent again by itself."""


class CaseFileFailedNotice(CaseNotice, frozen=True, kw_only=True, tag="case_file_failed"):
    """The case file could not be made or sent."""


class CaseFileNotRemovedNotice(CaseNotice, frozen=True, kw_only=True, tag="case_file_not_removed"):
    """The message with the case file could not be deleted: the lead is to do it."""


class CaseCameNotice(CaseNotice, frozen=True, kw_only=True, tag="case_came"):
    """A case has come from another unit."""

    mailed: ClassVar[bool] = True


class RepeatedNotice(CaseNotice, frozen=True, kw_only=True):
    """Something that a reporter may do many times in a row.

    `row` is the row id of what was written, `place` the highest row id of a place before. If it is
    `gathered`, it is also about all that came after it, and says how many there were.
    """

    mailed: ClassVar[bool] = True

    row: int = 0
    place: int = 0
    gathered: bool = False


class ReporterAddedNotice(RepeatedNotice, frozen=True, kw_only=True, tag="reporter_added"):
    """The reporter added something."""


class ReporterAnsweredNotice(CaseNotice, frozen=True, kw_only=True, tag="reporter_answered"):
    """The reporter answered the office's question."""

    mailed: ClassVar[bool] = True


class ReporterEditedNotice(RepeatedNotice, frozen=True, kw_only=True, tag="reporter_edited"):
    """The reporter changed what they had written."""


class ReporterWithdrewNotice(CaseNotice, frozen=True, kw_only=True, tag="reporter_withdrew"):
    """The reporter withdrew the report."""

    mailed: ClassVar[bool] = True


class ReporterJoinedNotice(CaseNotice, frozen=True, kw_only=True, tag="reporter_joined"):
    """Another case about the same content was joined to this one."""

    mailed: ClassVar[bool] = True


class SentBackNotice(CaseNotice, frozen=True, kw_only=True, tag="sent_back"):
    """A decision was not confirmed; the reason is the last note of the card."""


class RemittedNotice(CaseNotice, frozen=True, kw_only=True, tag="remitted"):
    """After an appeal the case is to be checked again."""

    mailed: ClassVar[bool] = True


class OrderNotice(CaseNotice, frozen=True, kw_only=True, tag="order"):
    """The unit above orders the case finished; its words are the last note of the card."""

    mailed: ClassVar[bool] = True


class WordWantedNotice(CaseNotice, frozen=True, kw_only=True, tag="word_wanted"):
    """The reporter should have heard from a person by now."""


class LateHereNotice(CaseNotice, frozen=True, kw_only=True, tag="late_here"):
    """A case is late and was passed up: to the unit that has it."""

    mailed: ClassVar[bool] = True


class LateAboveNotice(CaseNotice, frozen=True, kw_only=True, tag="late_above"):
    """A case is late and was passed up: to the unit above."""


class AlarmNotice(CaseNotice, frozen=True, kw_only=True, tag="alarm"):
    """A life is in danger, and nobody has said yet that they have it."""


class AlarmOverNotice(CaseNotice, frozen=True, kw_only=True, tag="alarm_over"):
    """Somebody has it: who that is."""

    name: str = ""


class AssignedNotice(CaseNotice, frozen=True, kw_only=True, tag="assigned"):
    """A colleague has given you a case: who that was."""

    by: str = ""


class MeasureEndedNotice(CaseNotice, frozen=True, kw_only=True, tag="measure_ended"):
    """A measure of so many days against the account of a case has ended."""

    mailed: ClassVar[bool] = True

    measure: AccountMeasure
    days: int


class TaskNotice(CaseNotice, frozen=True, kw_only=True, tag="task"):
    """A task about unit `about`, for the unit above it."""

    task: int
    chore: TaskKind
    about: str


class ReviewNotice(CaseNotice, frozen=True, kw_only=True):
    """To whoever may look again at a decision; `why` they are others than the unit's own leads."""

    why: Why | None = None


class ConfirmWantedNotice(ReviewNotice, frozen=True, kw_only=True, tag="confirm_wanted"):
    """A decision waits for a second person."""


class AppealEnteredNotice(ReviewNotice, frozen=True, kw_only=True, tag="appeal_entered"):
    """An appeal waits."""

    mailed: ClassVar[bool] = True


class PauseAppealedNotice(ReviewNotice, frozen=True, kw_only=True, tag="pause_appealed"):
    """An appeal against a pause waits."""


class ReminderNotice(ReviewNotice, frozen=True, kw_only=True, tag="reminder"):
    """A deadline is near."""

    mailed: ClassVar[bool] = True


class LateAgainNotice(ReviewNotice, frozen=True, kw_only=True, tag="late_again"):
    """A case is late again, and nobody is above who has not been told."""


class TakenFromYouNotice(Notice, frozen=True, kw_only=True, tag="taken_from_you"):
    """To the leads of `unit`, which had the case: they may not open it any more."""

    unit: str = ""
