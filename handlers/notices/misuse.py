"""News to a reporter whose report was misuse, or waits: neutral, with reasons, never a threat."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from domain.misuse import Result
from handlers.misuse.callbacks import AppealPause
from handlers.reporting import screens as report_screens
from handlers.ui.localizer import Voice
from handlers.ui.markup import Key, lines, paragraphs
from usecases.delivery.outbox_delivery import Delivery
from usecases.reporting.standing import Standing


def _warned(voice: Voice, delivery: Delivery, _: Standing, most: int) -> Markup:
    return paragraphs(
        voice.say("notice-warned"),
        report_screens.reasons(voice, delivery.params["reason"], most),
        voice.say("notice-warned-after"),
    )


def _paused(voice: Voice, delivery: Delivery, _: Standing, most: int) -> Markup:
    params = delivery.params
    return paragraphs(
        voice.say("notice-paused", until=voice.when(params["until"])),
        report_screens.reasons(voice, params["reason"], most),
        voice.say("notice-paused-after"),
    )


def _judged(voice: Voice, delivery: Delivery, _: Standing, most: int) -> Markup:
    params = delivery.params
    kept = params["result"] == Result.KEEP
    return paragraphs(
        voice.say("notice-pause_judged"),
        voice.say("notice-pause-kept", until=voice.when(params["until"]))
        if kept
        else voice.say("notice-pause-lifted"),
        report_screens.reasons(voice, params["reason"], most),
    )


def _unpaused(voice: Voice, _: Delivery, __: Standing, ___: int) -> Markup:
    return lines(voice.say("notice-unpaused"))


def _released(voice: Voice, delivery: Delivery, found: Standing, _: int) -> Markup:
    due_at = delivery.params["due_at"]
    return lines(
        voice.say("notice-released"), report_screens.due(voice, found.report.status, due_at)
    )


TEXTS: Mapping[str, Callable[[Voice, Delivery, Standing, int], Markup]] = {
    "warned": _warned,
    "paused": _paused,
    "pause_judged": _judged,
    "unpaused": _unpaused,
    "released": _released,
}
"""What each kind says; the number is the most characters of a quote."""


def rows(voice: Voice, delivery: Delivery) -> tuple[tuple[Key, ...], ...]:
    """The way to an appeal, where there is one."""
    if delivery.kind != "paused":
        return ()
    button = AppealPause(sanction_id=delivery.params["sanction"])
    return ((Key(label=voice.say("button-appeal"), button=button),),)
