"""News to a reporter whose report was misuse, or waits: neutral, with reasons, never a threat."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from domain.misuse import Result
from handlers.misuse.callbacks import AppealPause
from handlers.reporting import screens as report_screens
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, lines, paragraphs
from usecases.delivery.outbox_delivery import Delivery
from usecases.reporting.standing import Standing


def _warned(localizer: Localizer, delivery: Delivery, _: Standing, most: int) -> Markup:
    return paragraphs(
        localizer.say("notice-warned"),
        report_screens.reasons(localizer, delivery.params["reason"], most),
        localizer.say("notice-warned-after"),
    )


def _paused(localizer: Localizer, delivery: Delivery, _: Standing, most: int) -> Markup:
    params = delivery.params
    return paragraphs(
        localizer.say("notice-paused", until=localizer.when(params["until"])),
        report_screens.reasons(localizer, params["reason"], most),
        localizer.say("notice-paused-after"),
    )


def _judged(localizer: Localizer, delivery: Delivery, _: Standing, most: int) -> Markup:
    params = delivery.params
    kept = params["result"] == Result.KEEP
    return paragraphs(
        localizer.say("notice-pause_judged"),
        localizer.say("notice-pause-kept", until=localizer.when(params["until"]))
        if kept
        else localizer.say("notice-pause-lifted"),
        report_screens.reasons(localizer, params["reason"], most),
    )


def _unpaused(localizer: Localizer, _: Delivery, __: Standing, ___: int) -> Markup:
    return lines(localizer.say("notice-unpaused"))


def _released(localizer: Localizer, delivery: Delivery, found: Standing, _: int) -> Markup:
    due_at = delivery.params["due_at"]
    return lines(
        localizer.say("notice-released"), report_screens.due(localizer, found.report.status, due_at)
    )


TEXTS: Mapping[str, Callable[[Localizer, Delivery, Standing, int], Markup]] = {
    "warned": _warned,
    "paused": _paused,
    "pause_judged": _judged,
    "unpaused": _unpaused,
    "released": _released,
}
"""What each kind says; the number is the most characters of a quote."""


def rows(localizer: Localizer, delivery: Delivery) -> tuple[tuple[Key, ...], ...]:
    """The way to an appeal, where there is one."""
    if delivery.kind != "paused":
        return ()
    button = AppealPause(sanction_id=delivery.params["sanction"])
    return ((Key(label=localizer.say("button-appeal"), button=button),),)
