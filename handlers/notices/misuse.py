"""Notices to reporters about misuse and pauses: neutral wording, with reasons, no threats."""

from markupsafe import Markup

from domain.misuse import Result
from domain.notices.reporter_notices import (
    PausedNotice,
    PauseJudgedNotice,
    ReleasedNotice,
    UnpausedNotice,
    WarnedNotice,
)
from handlers.misuse.callbacks import AppealPause
from handlers.reporting import screens as report_screens
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, lines, paragraphs
from usecases.reporting.standing import Standing


def warned(localizer: Localizer, notice: WarnedNotice, _: Standing, most: int) -> Markup:
    """A warning: the reason, and what happens if it is repeated."""
    return paragraphs(
        localizer.say("notice-warned"),
        report_screens.reasons(localizer, notice.reason, most),
        localizer.say("notice-warned-after"),
    )


def paused(localizer: Localizer, notice: PausedNotice, _: Standing, most: int) -> Markup:
    """A pause: until when new reports are not processed, and why."""
    return paragraphs(
        localizer.say("notice-paused", until=localizer.when(notice.until)),
        report_screens.reasons(localizer, notice.reason, most),
        localizer.say("notice-paused-after"),
    )


def judged(localizer: Localizer, notice: PauseJudgedNotice, _: Standing, most: int) -> Markup:
    """The result of the appeal against a pause, with reasons."""
    return paragraphs(
        localizer.say("notice-pause_judged"),
        localizer.say("notice-pause-kept", until=localizer.when(notice.until))
        if notice.result is Result.KEEP and notice.until is not None
        else localizer.say("notice-pause-lifted"),
        report_screens.reasons(localizer, notice.reason, most),
    )


def unpaused(localizer: Localizer, _: UnpausedNotice, __: Standing, ___: int) -> Markup:
    """The pause is over: reports are processed again."""
    return lines(localizer.say("notice-unpaused"))


def released(localizer: Localizer, notice: ReleasedNotice, found: Standing, _: int) -> Markup:
    """The report is out of quarantine: by when the office answers."""
    due_at = notice.due_at
    return lines(
        localizer.say("notice-released"), report_screens.due(localizer, found.report.status, due_at)
    )


def appeal(localizer: Localizer, notice: PausedNotice, _: Standing) -> tuple[Key, ...]:
    """The button to appeal against a pause."""
    button = AppealPause(sanction_id=notice.sanction)
    return (Key(label=localizer.say("button-appeal"), button=button),)
