"""News to staff: a short first line, then the card; and a unit's line in its group."""

from collections.abc import Callable, Mapping

from markupsafe import Markup
from msgspec.structs import replace

from domain.status import OPEN
from handlers.broadcasts import screens as broadcast_screens
from handlers.directory import check_screens
from handlers.groups import screens as group_screens
from handlers.misuse import quarantine_screens
from handlers.moderation import case_card, tasks
from handlers.notices import identity
from handlers.suggestions import screens as suggestion_screens
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, lines
from usecases.broadcasts import broadcast_lifecycle
from usecases.delivery.outbox_delivery import Delivery


def screen(localizer: Localizer, delivery: Delivery) -> Screen | None:
    """What to say; None where there is nothing to say any more. KeyError for other news."""
    return SCREENS[delivery.kind](localizer, delivery)


def _with_card(localizer: Localizer, delivery: Delivery) -> Screen | None:
    """Whoever has lost the role since it was owed has no card, and learns nothing."""
    if delivery.card is None:
        return None
    words = localizer.say(f"notice-{delivery.kind}", number=delivery.card.case.number)
    if why := delivery.params.get("why"):
        unit = localizer.unit(delivery.card.case.unit)
        words += " " + localizer.say(f"judge-why-{why}", unit=unit)
    return case_card.card(localizer, delivery.card, led_by=words)


def _of_case(localizer: Localizer, delivery: Delivery) -> Screen | None:
    """A line about a case that its reader may not open any more."""
    if delivery.case is None:
        return None
    words = localizer.say(f"notice-{delivery.kind}", number=delivery.case.number)
    return Screen(text=lines(words), protect=True)


def _group_card(localizer: Localizer, delivery: Delivery) -> Screen | None:
    case = delivery.case
    if case is None:
        return None
    nowhere = delivery.place is None or delivery.place.is_empty
    closed = localizer.profile.taxonomy.is_closed(case.category, case.subcategory)
    if not delivery.leaves and not closed:
        if delivery.topics and nowhere and case.status not in OPEN:
            return None  # its topic was deleted: nothing is made anew for what has ended
        title = group_screens.topic_title(localizer, case, delivery.at)
        return replace(case_card.in_group(localizer, case, delivery.at), topic=title)
    if nowhere:
        return None  # it was never shown there
    return group_screens.left(localizer, case, elsewhere=case.unit != delivery.unit)


def _group_digest(localizer: Localizer, delivery: Delivery) -> Screen | None:
    params = delivery.params
    return group_screens.digest(localizer, params["count"], tuple(params["cases"]))


def _of_unit(localizer: Localizer, delivery: Delivery) -> Screen | None:
    """A sentence about a unit; moments are said in local time."""
    if delivery.unit is None:
        return None
    params = dict(delivery.params)
    if isinstance(until := params.get("until"), int):
        params["until"] = localizer.when(until)
    if isinstance(start := params.get("start"), str):
        params["start"] = localizer.unit(start)
    if "name" in params:
        params["name"] = colleague(localizer, str(params["name"]))
    key = f"notice-{delivery.kind}"
    return Screen(text=lines(localizer.say(key, unit=localizer.unit(delivery.unit), **params)))


def _alarm(localizer: Localizer, delivery: Delivery) -> Screen | None:
    """Nobody is woken for what somebody has already."""
    if delivery.case is None or delivery.case.alarm_at is None:
        return None
    return _with_card(localizer, delivery)


def _alarm_over(localizer: Localizer, delivery: Delivery) -> Screen | None:
    """Who has it; the card is in the alarm above."""
    if delivery.case is None:
        return None
    name = colleague(localizer, str(delivery.params.get("name") or ""))
    words = localizer.say("notice-alarm_over", number=delivery.case.number, name=name)
    return Screen(text=lines(words), protect=True)


def _quarantine(localizer: Localizer, delivery: Delivery) -> Screen:
    """A unit's reports go into quarantine, or have left it; one word for all of them."""
    count = quarantine_screens.counted(delivery.params.get("count", 0))
    unit = localizer.unit(delivery.unit or "")
    rows = quarantine_screens.row(localizer, delivery.params.get("count", 0))
    return Screen(
        text=lines(localizer.say(f"notice-{delivery.kind}", unit=unit, count=count)), rows=rows
    )


def _journal_head(localizer: Localizer, delivery: Delivery) -> Screen:
    """What the journal's end is today, to be kept outside."""
    words = localizer.say("notice-journal_head", count=delivery.params["count"])
    head = Markup("<code>{}</code>").format(delivery.params["head"])
    return Screen(text=lines(words, head))


def _trouble(localizer: Localizer, delivery: Delivery) -> Screen:
    """The channel itself is not well, or is again."""
    prefix = "trouble-over" if delivery.kind == "trouble_over" else "trouble"
    return Screen(text=lines(localizer.say(f"{prefix}-{delivery.params['what']}")))


def _put_aside(localizer: Localizer, delivery: Delivery) -> Screen:
    return Screen(
        text=lines(localizer.say("notice-put_aside", count=str(delivery.params["count"])))
    )


SCREENS: Mapping[str, Callable[[Localizer, Delivery], Screen | None]] = {
    "new_case": _with_card,
    "reporter_added": _with_card,
    "reporter_answered": _with_card,
    "reporter_edited": _with_card,
    "reporter_withdrew": _with_card,
    "reporter_joined": _with_card,
    "confirm_wanted": _with_card,
    "sent_back": _with_card,  # the reason is the last note of the card
    "appeal_entered": _with_card,
    "remitted": _with_card,
    "case_came": _with_card,
    "order": _with_card,  # its words are the last note of the card
    "taken_from_you": _of_case,
    "on_call": _of_unit,
    "off_call": _of_unit,
    "deputy_named": _of_unit,
    "deputy_ended": _of_unit,
    "deputy_over": _of_unit,
    "reminder": _with_card,
    "word_wanted": _with_card,
    "late_here": _with_card,
    "late_above": _with_card,
    "late_again": _with_card,
    "alarm": _alarm,
    "alarm_over": _alarm_over,
    "group_card": _group_card,
    "pause_appealed": _with_card,
    "flood": _quarantine,
    "quarantine_left": _quarantine,
    **identity.SCREENS,
    "task": tasks.notice,
    "cases_came": _of_unit,
    "group_digest": _group_digest,
    "group_lost": _of_unit,
    "group_released": _of_unit,
    "topics_lost": _of_unit,
    "journal_head": _journal_head,
    "trouble": _trouble,
    "trouble_over": _trouble,
    "put_aside": _put_aside,
    "hotlines_stale": check_screens.reminder,
    "broadcast_wanted": broadcast_screens.news,
    "broadcast_moved": broadcast_screens.news,
    "broadcast_ended": broadcast_screens.news,
    "broadcast_stumbled": broadcast_screens.news,
    "broadcast_lapsed": broadcast_screens.news,
    broadcast_lifecycle.CARD: broadcast_screens.progress,
    "suggestion_came": suggestion_screens.for_leads,
    "suggestion_late": suggestion_screens.for_leads,
}
"""Every kind of news that is for staff."""
