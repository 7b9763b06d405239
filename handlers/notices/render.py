"""Owed news in words: to reporters here, to staff and groups next door."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from domain.network.people import Verb
from handlers.core.services import Services
from handlers.dialogs import home, question_screen
from handlers.dialogs.render import not_kept
from handlers.notices import misuse, reporter, staff_notices
from handlers.reporting import receipt
from handlers.reporting import screens as report_screens
from handlers.reporting.screens import form_key
from handlers.suggestions import screens as suggestion_screens
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import Key, Screen, lines, paragraphs
from usecases.core.outcomes import Asked
from usecases.delivery.outbox_delivery import Delivery
from usecases.reporting.standing import Standing

ROOM = 4000  # of a message's 4096 characters
OPEN_QUESTION = "screen"  # the kind of news that asks the open question again
Rows = tuple[tuple[Key, ...], ...]


def screen(services: Services, delivery: Delivery) -> Screen | None:
    """What to say; None where there is nothing to say any more."""
    if delivery.withheld:
        return None
    localizer = services.localizer(delivery.locale)
    if delivery.kind == OPEN_QUESTION:
        return _open_question(services, localizer, delivery)
    if delivery.kind in staff_notices.SCREENS:
        return staff_notices.screen(localizer, delivery)
    if delivery.kind in _OF_PEOPLE:
        return _OF_PEOPLE[delivery.kind](localizer, delivery)
    if delivery.standing is None:
        return None
    if delivery.kind in _OF_REPORTS:
        return _OF_REPORTS[delivery.kind](localizer, delivery, delivery.standing)
    return _news(localizer, delivery, delivery.standing)


def _open_question(services: Services, localizer: Localizer, delivery: Delivery) -> Screen | None:
    """The question that is open, where it still is: after an album, or an answer that got lost."""
    if not isinstance(delivery.outcome, Asked):
        return None
    shown = services.screens.question(localizer, delivery.outcome)
    key = str(delivery.params.get("note", ""))
    files = question_screen.files(delivery.outcome)
    missing = not_kept(localizer, delivery.params.get("not_kept", ()))
    key = "" if missing and not files else key  # nothing of the album could be kept
    shown = shown.led_by(localizer.say(key, files=files)) if key else shown
    shown = shown.led_by(missing)
    return shown.led_by(localizer.say("own-left-out")) if delivery.params.get("left_out") else shown


def _reminder(localizer: Localizer, _: Delivery) -> Screen:
    clocks = localizer.profile.clocks
    days = max(1, clocks.draft_days - clocks.draft_reminder_days)
    go_on = Key(label=localizer.say("button-continue"), button=Go(where="continue"))
    stop = Key(label=localizer.say("button-cancel"), button=Go(where="cancel"))
    return Screen(
        text=lines(localizer.say("notice-draft_reminder", days=days)), rows=((go_on, stop),)
    )


def _discarded(localizer: Localizer, _: Delivery) -> Screen:
    key = home.report_key(localizer)
    return Screen(text=lines(localizer.say("notice-draft_discarded")), rows=((key,),))


_OF_PEOPLE: Mapping[str, Callable[[Localizer, Delivery], Screen | None]] = {
    "draft_reminder": _reminder,
    "draft_discarded": _discarded,
    "suggestion_answered": suggestion_screens.answered,
}


def _receipt(localizer: Localizer, delivery: Delivery, found: Standing) -> Screen:
    screen = receipt.receipt(
        localizer, found.report, delivery.code, delivery.fingerprints, delivery.pending_files
    )
    refused = receipt.not_kept(localizer, delivery.refused_files)
    return replace(screen, text=paragraphs(screen.text, refused))


def _fingerprints(localizer: Localizer, delivery: Delivery, found: Standing) -> Screen | None:
    proof = receipt.proof(localizer, delivery.fingerprints, delivery.pending_files)
    refused = receipt.not_kept(localizer, delivery.refused_files)
    if not delivery.fingerprints and not refused:
        return None
    head = reporter.head(localizer, delivery.kind, found)
    said = localizer.say("notice-fingerprints") if delivery.fingerprints else None
    return Screen(text=paragraphs(head, said, proof, refused))


def unsent_files(services: Services, delivery: Delivery, places: list[int]) -> Screen:
    """Which files of an office did not reach the reporter, by their numbers."""
    listed = ", ".join(map(str, sorted(places)))
    localizer = services.localizer(delivery.locale)
    words = localizer.say("notice-files-unsent", count=len(places), places=listed)
    return Screen(text=lines(words))


def _files(localizer: Localizer, delivery: Delivery, found: Standing) -> Screen | None:
    """What stands under each file that an office sent along."""
    if not delivery.files:
        return None
    return Screen(text=lines(localizer.say("notice-files", tail=found.report.tail)))


def _card(localizer: Localizer, _: Delivery, found: Standing) -> Screen:
    return report_screens.standing(localizer, found)


_OF_REPORTS: Mapping[str, Callable[[Localizer, Delivery, Standing], Screen | None]] = {
    "receipt": _receipt,
    "fingerprints": _fingerprints,
    "files": _files,
    "card": _card,
}


def _news(localizer: Localizer, delivery: Delivery, found: Standing) -> Screen:
    """Neutral first: the tail of the code and the state; the content is never named."""
    text = shortened(
        lambda most: paragraphs(
            reporter.head(localizer, delivery.kind, found),
            reporter.TEXTS[delivery.kind](localizer, delivery, found, most),
        ),
        ROOM,
    )
    rows = (*_rows(localizer, delivery.kind, found), *misuse.rows(localizer, delivery))
    return Screen(text=text, rows=rows)


_APPEAL = frozenset({"closed", "not_accepted", "lapsed"})
_QUESTION = frozenset({"question", "question_reminder"})


def _rows(localizer: Localizer, kind: str, found: Standing) -> Rows:
    """What this news asks for, as far as it can still be done."""
    report, rows = found.report, []
    if kind in {"closed", "appeal_result"} and found.can_rate:
        rows.append(report_screens.rating_keys(report.id))
    if kind in _APPEAL and Verb.APPEAL in found.verbs:
        rows.append((form_key(localizer, report.id, "appeal", "button-appeal"),))
    if kind in _QUESTION and Verb.ANSWER in found.verbs:
        rows.append((form_key(localizer, report.id, "answer", "button-answer"),))
    if kind == "told" and found.can_add:
        rows.append((form_key(localizer, report.id, "addition", "button-reply"),))
    if kind in {"withdrawn", "lapsed"}:
        rows.append((home.report_key(localizer),))
    return tuple(rows)


KINDS = frozenset(
    {OPEN_QUESTION, *_OF_PEOPLE, *_OF_REPORTS, *reporter.TEXTS, *staff_notices.SCREENS}
)
"""Every kind of news that there are words for."""
