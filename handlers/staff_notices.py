"""News to staff: a short first line, then the card; and a unit's line in its group."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from handlers import case_screens
from handlers.harmless import harmless
from handlers.markup import Screen, cut, lines, paragraphs, quote
from handlers.voice import Voice
from usecases.delivery import Delivery

LONGEST_REASON = 300  # characters: the whole of it stands in the card's notes


def screen(voice: Voice, delivery: Delivery) -> Screen | None:
    """What to say; None where there is nothing to say any more. KeyError for other news."""
    return _SCREENS[delivery.kind](voice, delivery)


def is_ours(kind: str) -> bool:
    """Whether this is news to staff."""
    return kind in _SCREENS


def _with_card(voice: Voice, delivery: Delivery) -> Screen | None:
    """Whoever has lost the role since has no card, and learns nothing."""
    if delivery.card is None:
        return None
    card = case_screens.card(voice, delivery.card)
    words = voice.say(f"notice-{delivery.kind}", number=delivery.card.case.number)
    return _led(card, lines(words))


def _sent_back(voice: Voice, delivery: Delivery) -> Screen | None:
    if delivery.card is None:
        return None
    card = case_screens.card(voice, delivery.card)
    words = voice.say("notice-sent_back", number=delivery.card.case.number)
    reason = cut(harmless(str(delivery.params.get("reason", ""))), LONGEST_REASON)
    return _led(card, lines(words, quote(reason) if reason else None))


def _group_card(voice: Voice, delivery: Delivery) -> Screen | None:
    case = delivery.case
    if case is None or voice.profile.taxonomy.is_closed(case.category, case.subcategory):
        return None
    return case_screens.in_group(voice, case, delivery.at)


def _group_lost(voice: Voice, delivery: Delivery) -> Screen | None:
    if delivery.case is None:
        return None
    return Screen(text=lines(voice.say("notice-group_lost", unit=voice.unit(delivery.case.unit))))
