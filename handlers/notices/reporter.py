"""The words of the news of a report, one function a kind; none of them names the content."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from domain.status import Status
from handlers.notices import misuse
from handlers.reporting import screens as report_screens
from handlers.ui.localizer import Localizer
from handlers.ui.markup import bold, lines, paragraphs
from handlers.ui.sanitize import spoken
from usecases.delivery.outbox_delivery import Delivery
from usecases.reporting.standing import Standing

Text = Callable[[Localizer, Delivery, Standing, int], Markup]

STATES: Mapping[str, Status] = {
    "accepted": Status.ACCEPTED,
    "not_accepted": Status.NOT_ACCEPTED,
    "lapsed": Status.NOT_ACCEPTED,
    "question": Status.NEEDS_INFO,
    "question_reminder": Status.NEEDS_INFO,
    "verifying": Status.VERIFYING,
    "referred": Status.REFERRED,
    "acting": Status.ACTING,
    "closed": Status.CLOSED,
    "appealed": Status.APPEALED,
    "appeal_result": Status.CLOSED,
    "appeal_remitted": Status.VERIFYING,
    "withdrawn": Status.WITHDRAWN,
}
"""The state that a piece of news is about, though the case may have moved on since."""


def head(localizer: Localizer, kind: str, found: Standing) -> Markup:
    """Neutral first: the tail of the code and the state."""
    state = localizer.say(f"status-{STATES.get(kind, found.report.status)}")
    return bold(localizer.say("notice-head", tail=found.report.tail, status=state))


def _due(localizer: Localizer, delivery: Delivery, status: Status) -> str:
    at = delivery.params.get("due_at")
    return report_screens.due(localizer, status, at if isinstance(at, int) else None)


def _until(localizer: Localizer, delivery: Delivery) -> str:
    until = delivery.params.get("appeal_until")
    return report_screens.appeal_until(localizer, until if isinstance(until, int) else None)


def _kept(localizer: Localizer, delivery: Delivery) -> str:
    """Until when the contents are kept, said where a case ends."""
    until = delivery.params.get("kept_until")
    return (
        localizer.say("notice-kept-until", day=localizer.day(until))
        if isinstance(until, int)
        else ""
    )


def _accepted(localizer: Localizer, delivery: Delivery, _: Standing, __: int) -> Markup:
    category = localizer.category(delivery.params["category"])
    return lines(
        localizer.say("notice-accepted", category=category),
        _due(localizer, delivery, Status.ACCEPTED),
    )


def _not_accepted(localizer: Localizer, delivery: Delivery, _: Standing, most: int) -> Markup:
    params = delivery.params
    return paragraphs(
        localizer.say("notice-not_accepted"),
        report_screens.decision(
            localizer, "triage", params["ground"], "", params["feedback"], most
        ),
        lines(_until(localizer, delivery), _kept(localizer, delivery)),
    )


def _question(localizer: Localizer, delivery: Delivery, _: Standing, most: int) -> Markup:
    until = localizer.when(delivery.params["until"])
    return paragraphs(
        localizer.say("notice-question", until=until),
        report_screens.question(localizer, delivery.params["question"], most),
    )


def _told(localizer: Localizer, delivery: Delivery, _: Standing, most: int) -> Markup:
    return paragraphs(
        localizer.say("notice-told"),
        spoken(delivery.params["text"], most),
        localizer.say("told-reply"),
    )


def _question_reminder(
    localizer: Localizer, delivery: Delivery, found: Standing, most: int
) -> Markup:
    until = localizer.when(delivery.params["until"])
    return paragraphs(
        localizer.say("notice-question_reminder", until=until),
        report_screens.question(localizer, found.question, most),
    )


def _closed(localizer: Localizer, delivery: Delivery, found: Standing, most: int) -> Markup:
    params = delivery.params
    return paragraphs(
        localizer.say("notice-closed"),
        report_screens.decision(
            localizer, "finding", params["outcome"], params["rule"], params["feedback"], most
        ),
        lines(_until(localizer, delivery), _kept(localizer, delivery)),
        localizer.say("rate-ask") if found.can_rate else None,
    )


def _appeal_result(localizer: Localizer, delivery: Delivery, found: Standing, most: int) -> Markup:
    params = delivery.params
    return paragraphs(
        localizer.say("notice-appeal_result"),
        report_screens.decision(
            localizer, "appeal", params["result"], params["rule"], params["feedback"], most
        ),
        lines(localizer.say("notice-appeal-next"), _kept(localizer, delivery)),
        localizer.say("rate-ask") if found.can_rate else None,
    )


def _appeal_remitted(localizer: Localizer, delivery: Delivery, _: Standing, most: int) -> Markup:
    return paragraphs(
        lines(localizer.say("notice-appeal_remitted"), _due(localizer, delivery, Status.VERIFYING)),
        report_screens.reasons(localizer, delivery.params["feedback"], most),
    )


def _lapsed(localizer: Localizer, delivery: Delivery, _: Standing, __: int) -> Markup:
    return paragraphs(
        localizer.say("notice-lapsed"),
        lines(_until(localizer, delivery), _kept(localizer, delivery)),
    )


def _transferred(localizer: Localizer, delivery: Delivery, found: Standing, most: int) -> Markup:
    params = delivery.params
    return paragraphs(
        lines(
            localizer.say(
                "notice-transferred", unit=localizer.unit(params["unit"]), how=params["how"]
            ),
            _due(localizer, delivery, found.report.status),
        ),
        report_screens.reasons(localizer, params["reason"], most),
    )


def _of_unit(localizer: Localizer, delivery: Delivery, found: Standing, _: int) -> Markup:
    """A sentence that names the unit which answers now, and by when."""
    words = localizer.say(f"notice-{delivery.kind}", unit=localizer.unit(delivery.params["unit"]))
    return lines(words, _due(localizer, delivery, found.report.status))


def _referred(localizer: Localizer, delivery: Delivery, _: Standing, __: int) -> Markup:
    authority = localizer.say(f"authority-{delivery.params['authority']}")
    words = localizer.say("notice-referred", authority=authority)
    return lines(words, localizer.say("due-word", due=localizer.day(delivery.params["due_at"])))


def _late(localizer: Localizer, delivery: Delivery, found: Standing, _: int) -> Markup:
    """Who knows of it now, and the new time; nobody is above the last unit."""
    unit = delivery.params.get("unit") or ""
    words = localizer.say("notice-late", unit=localizer.unit(unit) if unit else "none")
    return lines(words, _due(localizer, delivery, found.report.status))


def _withdrawn(localizer: Localizer, delivery: Delivery, _: Standing, __: int) -> Markup:
    return lines(localizer.say("notice-withdrawn"), _kept(localizer, delivery))


def _joined(localizer: Localizer, delivery: Delivery, found: Standing, _: int) -> Markup:
    """Whom it is with is said, too: the others may have reported it to another office."""
    return lines(
        localizer.say("notice-joined"),
        localizer.say("receipt-unit", unit=localizer.unit(found.report.unit)),
        _due(localizer, delivery, found.report.status),
    )


def _plain(localizer: Localizer, delivery: Delivery, found: Standing, _: int) -> Markup:
    """A sentence, and by when the next word comes."""
    status = STATES.get(delivery.kind, found.report.status)
    return lines(localizer.say(f"notice-{delivery.kind}"), _due(localizer, delivery, status))


TEXTS: Mapping[str, Text] = {
    "accepted": _accepted,
    "not_accepted": _not_accepted,
    "question": _question,
    "question_reminder": _question_reminder,
    "told": _told,
    "answered": _plain,
    "verifying": _plain,
    "acting": _plain,
    "referred": _referred,
    "transferred": _transferred,
    "taken_over": _of_unit,
    "unit_retired": _of_unit,
    "ordered": _of_unit,
    "late": _late,
    "closed": _closed,
    "appealed": _plain,
    "appeal_result": _appeal_result,
    "appeal_remitted": _appeal_remitted,
    "lapsed": _lapsed,
    "withdrawn": _withdrawn,
    "joined": _joined,
    **misuse.TEXTS,
}
"""What each kind says; the number is the most characters of a quote."""
