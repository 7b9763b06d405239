"""The words of the news of a report, one function a kind; none of them names the content."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from domain.status import Status
from handlers.notices import misuse
from handlers.reporting import screens as report_screens
from handlers.ui.localizer import Voice
from handlers.ui.markup import bold, lines, paragraphs
from handlers.ui.sanitize import spoken
from usecases.delivery.outbox_delivery import Delivery
from usecases.reporting.standing import Standing

Text = Callable[[Voice, Delivery, Standing, int], Markup]

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


def head(voice: Voice, kind: str, found: Standing) -> Markup:
    """Neutral first: the tail of the code and the state."""
    state = voice.say(f"status-{STATES.get(kind, found.report.status)}")
    return bold(voice.say("notice-head", tail=found.report.tail, status=state))


def _due(voice: Voice, delivery: Delivery, status: Status) -> str:
    at = delivery.params.get("due_at")
    return report_screens.due(voice, status, at if isinstance(at, int) else None)


def _until(voice: Voice, delivery: Delivery) -> str:
    until = delivery.params.get("appeal_until")
    return report_screens.appeal_until(voice, until if isinstance(until, int) else None)


def _kept(voice: Voice, delivery: Delivery) -> str:
    """Until when the contents are kept, said where a case ends."""
    until = delivery.params.get("kept_until")
    return voice.say("notice-kept-until", day=voice.day(until)) if isinstance(until, int) else ""


def _accepted(voice: Voice, delivery: Delivery, _: Standing, __: int) -> Markup:
    category = voice.category(delivery.params["category"])
    return lines(
        voice.say("notice-accepted", category=category), _due(voice, delivery, Status.ACCEPTED)
    )


def _not_accepted(voice: Voice, delivery: Delivery, _: Standing, most: int) -> Markup:
    params = delivery.params
    return paragraphs(
        voice.say("notice-not_accepted"),
        report_screens.decision(voice, "triage", params["ground"], "", params["feedback"], most),
        lines(_until(voice, delivery), _kept(voice, delivery)),
    )


def _question(voice: Voice, delivery: Delivery, _: Standing, most: int) -> Markup:
    until = voice.when(delivery.params["until"])
    return paragraphs(
        voice.say("notice-question", until=until),
        report_screens.question(voice, delivery.params["question"], most),
    )


def _told(voice: Voice, delivery: Delivery, _: Standing, most: int) -> Markup:
    return paragraphs(
        voice.say("notice-told"), spoken(delivery.params["text"], most), voice.say("told-reply")
    )


def _question_reminder(voice: Voice, delivery: Delivery, found: Standing, most: int) -> Markup:
    until = voice.when(delivery.params["until"])
    return paragraphs(
        voice.say("notice-question_reminder", until=until),
        report_screens.question(voice, found.question, most),
    )


def _closed(voice: Voice, delivery: Delivery, found: Standing, most: int) -> Markup:
    params = delivery.params
    return paragraphs(
        voice.say("notice-closed"),
        report_screens.decision(
            voice, "finding", params["outcome"], params["rule"], params["feedback"], most
        ),
        lines(_until(voice, delivery), _kept(voice, delivery)),
        voice.say("rate-ask") if found.can_rate else None,
    )


def _appeal_result(voice: Voice, delivery: Delivery, found: Standing, most: int) -> Markup:
    params = delivery.params
    return paragraphs(
        voice.say("notice-appeal_result"),
        report_screens.decision(
            voice, "appeal", params["result"], params["rule"], params["feedback"], most
        ),
        lines(voice.say("notice-appeal-next"), _kept(voice, delivery)),
        voice.say("rate-ask") if found.can_rate else None,
    )


def _appeal_remitted(voice: Voice, delivery: Delivery, _: Standing, most: int) -> Markup:
    return paragraphs(
        lines(voice.say("notice-appeal_remitted"), _due(voice, delivery, Status.VERIFYING)),
        report_screens.reasons(voice, delivery.params["feedback"], most),
    )


def _lapsed(voice: Voice, delivery: Delivery, _: Standing, __: int) -> Markup:
    return paragraphs(
        voice.say("notice-lapsed"), lines(_until(voice, delivery), _kept(voice, delivery))
    )


def _transferred(voice: Voice, delivery: Delivery, found: Standing, most: int) -> Markup:
    params = delivery.params
    return paragraphs(
        lines(
            voice.say("notice-transferred", unit=voice.unit(params["unit"]), how=params["how"]),
            _due(voice, delivery, found.report.status),
        ),
        report_screens.reasons(voice, params["reason"], most),
    )


def _of_unit(voice: Voice, delivery: Delivery, found: Standing, _: int) -> Markup:
    """A sentence that names the unit which answers now, and by when."""
    words = voice.say(f"notice-{delivery.kind}", unit=voice.unit(delivery.params["unit"]))
    return lines(words, _due(voice, delivery, found.report.status))


def _referred(voice: Voice, delivery: Delivery, _: Standing, __: int) -> Markup:
    authority = voice.say(f"authority-{delivery.params['authority']}")
    words = voice.say("notice-referred", authority=authority)
    return lines(words, voice.say("due-word", due=voice.day(delivery.params["due_at"])))


def _late(voice: Voice, delivery: Delivery, found: Standing, _: int) -> Markup:
    """Who knows of it now, and the new time; nobody is above the last unit."""
    unit = delivery.params.get("unit") or ""
    words = voice.say("notice-late", unit=voice.unit(unit) if unit else "none")
    return lines(words, _due(voice, delivery, found.report.status))


def _withdrawn(voice: Voice, delivery: Delivery, _: Standing, __: int) -> Markup:
    return lines(voice.say("notice-withdrawn"), _kept(voice, delivery))


def _joined(voice: Voice, delivery: Delivery, found: Standing, _: int) -> Markup:
    """Whom it is with is said, too: the others may have reported it to another office."""
    return lines(
        voice.say("notice-joined"),
        voice.say("receipt-unit", unit=voice.unit(found.report.unit)),
        _due(voice, delivery, found.report.status),
    )


def _plain(voice: Voice, delivery: Delivery, found: Standing, _: int) -> Markup:
    """A sentence, and by when the next word comes."""
    status = STATES.get(delivery.kind, found.report.status)
    return lines(voice.say(f"notice-{delivery.kind}"), _due(voice, delivery, status))


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
