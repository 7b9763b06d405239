"""Owed news in words: to reporters here, to staff and groups next door."""

from collections.abc import Callable, Mapping

from domain.people import Verb
from handlers import (
    form_screens,
    misuse_news,
    news,
    receipt_screens,
    report_screens,
    screens,
    staff_notices,
    suggestion_screens,
)
from handlers.buttons import Go
from handlers.house import House
from handlers.markup import Key, Screen, lines, paragraphs
from handlers.report_screens import form_key
from handlers.review_screens import shortened
from handlers.voice import Voice
from usecases.delivery import Delivery
from usecases.turns import Asked
from usecases.views import Standing

ROOM = 4000  # of a message's 4096 characters
Rows = tuple[tuple[Key, ...], ...]


def screen(house: House, delivery: Delivery) -> Screen | None:
    """What to say; None where there is nothing to say any more."""
    if delivery.withheld:
        return None
    voice = Voice.to(house, delivery.locale)
    if delivery.kind in staff_notices.SCREENS:
        return staff_notices.screen(voice, delivery)
    if delivery.kind in _OF_PEOPLE:
        return _OF_PEOPLE[delivery.kind](voice, delivery)
    if delivery.standing is None:
        return None
    if delivery.kind in _OF_REPORTS:
        return _OF_REPORTS[delivery.kind](voice, delivery, delivery.standing)
    return _news(voice, delivery, delivery.standing)


def _open_question(voice: Voice, delivery: Delivery) -> Screen | None:
    """The question that is open, where it still is: after an album, or an answer that got lost."""
    if not isinstance(delivery.turn, Asked):
        return None
    shown = screens.asked(voice, delivery.turn)
    key = str(delivery.params.get("note", ""))
    files = form_screens.files(delivery.turn)
    shown = shown.led_by(voice.say(key, files=files)) if key else shown
    return shown.led_by(voice.say("own-left-out")) if delivery.params.get("left_out") else shown


def _reminder(voice: Voice, _: Delivery) -> Screen:
    clocks = voice.profile.clocks
    days = max(1, clocks.draft_days - clocks.draft_reminder_days)
    go_on = Key(label=voice.say("button-continue"), button=Go(where="continue"))
    stop = Key(label=voice.say("button-cancel"), button=Go(where="cancel"))
    return Screen(text=lines(voice.say("notice-draft_reminder", days=days)), rows=((go_on, stop),))


def _discarded(voice: Voice, _: Delivery) -> Screen:
    key = report_screens.report_key(voice)
    return Screen(text=lines(voice.say("notice-draft_discarded")), rows=((key,),))


_OF_PEOPLE: Mapping[str, Callable[[Voice, Delivery], Screen | None]] = {
    "screen": _open_question,
    "draft_reminder": _reminder,
    "draft_discarded": _discarded,
    "suggestion_answered": suggestion_screens.answered,
}


def _receipt(voice: Voice, delivery: Delivery, found: Standing) -> Screen:
    return receipt_screens.receipt(
        voice, found.report, delivery.code, delivery.fingerprints, delivery.pending_files
    )


def _fingerprints(voice: Voice, delivery: Delivery, found: Standing) -> Screen | None:
    proof = receipt_screens.proof(voice, delivery.fingerprints, delivery.pending_files)
    if not delivery.fingerprints:
        return None
    head = news.head(voice, delivery.kind, found)
    return Screen(text=paragraphs(head, voice.say("notice-fingerprints"), proof))


def _files(voice: Voice, delivery: Delivery, found: Standing) -> Screen | None:
    """What stands under each file that an office sent along."""
    if not delivery.files:
        return None
    return Screen(text=lines(voice.say("notice-files", tail=found.report.tail)))


def _card(voice: Voice, _: Delivery, found: Standing) -> Screen:
    return report_screens.standing(voice, found)


_OF_REPORTS: Mapping[str, Callable[[Voice, Delivery, Standing], Screen | None]] = {
    "receipt": _receipt,
    "fingerprints": _fingerprints,
    "files": _files,
    "card": _card,
}


def _news(voice: Voice, delivery: Delivery, found: Standing) -> Screen:
    """Neutral first: the tail of the code and the state; the content is never named."""
    text = shortened(
        lambda most: paragraphs(
            news.head(voice, delivery.kind, found),
            news.TEXTS[delivery.kind](voice, delivery, found, most),
        ),
        ROOM,
    )
    rows = (*_rows(voice, delivery.kind, found), *misuse_news.rows(voice, delivery))
    return Screen(text=text, rows=rows)


_APPEAL = frozenset({"closed", "not_accepted", "lapsed"})
_QUESTION = frozenset({"question", "question_reminder"})


def _rows(voice: Voice, kind: str, found: Standing) -> Rows:
    """What this news asks for, as far as it can still be done."""
    report, rows = found.report, []
    if kind in {"closed", "appeal_result"} and found.can_rate:
        rows.append(report_screens.rating_keys(report.id))
    if kind in _APPEAL and Verb.APPEAL in found.verbs:
        rows.append((form_key(voice, report.id, "appeal", "button-appeal"),))
    if kind in _QUESTION and Verb.ANSWER in found.verbs:
        rows.append((form_key(voice, report.id, "answer", "button-answer"),))
    if kind == "told" and found.can_add:
        rows.append((form_key(voice, report.id, "addition", "button-reply"),))
    if kind in {"withdrawn", "lapsed"}:
        rows.append((report_screens.report_key(voice),))
    return tuple(rows)


KINDS = frozenset({*_OF_PEOPLE, *_OF_REPORTS, *news.TEXTS, *staff_notices.SCREENS})
"""Every kind of news that there are words for."""
