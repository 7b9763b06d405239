"""The ready texts of a unit as staff see them: the results, and the texts of one result."""

from markupsafe import Markup

from domain.case import DISMISSED, REMITTED
from domain.network.people import Verb
from domain.template import SUBJECTS, TextKind
from handlers.dialogs.hints import language_of
from handlers.templates.callbacks import (
    ChangeReady,
    ReadyTexts,
    SeeReady,
    ShippedAgain,
    TemplatesOf,
)
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import own, shortened
from handlers.ui.markup import (
    Key,
    Screen,
    bold,
    cut,
    fold,
    grid,
    lines,
    paragraphs,
)
from handlers.ui.sanitize import harmless
from usecases.core.texts import ReadyText, ResultTexts
from usecases.moderation.templates import ResultList

ROOM = 3600  # of the 4096 characters of a message
_OF_APPEALS = {DISMISSED: f"verb-{Verb.DISMISS}", REMITTED: f"verb-{Verb.REMIT}"}


def result_name(localizer: Localizer, result: str) -> str:
    """What a result is called: a reason, an outcome, or the answer to an appeal."""
    if result in _OF_APPEALS:
        return localizer.say(_OF_APPEALS[result])
    step = "ground" if SUBJECTS[result] is Verb.REFUSE else "outcome"
    return localizer.say(f"{step}-{result}")


def listed(localizer: Localizer, found: ResultList) -> Screen:
    """The results with a shipped text, those that the unit has changed with a mark."""
    unit = found.unit.code
    keys = (
        Key(
            label=f"{'✏️ ' if result in found.changed else ''}{result_name(localizer, result)}",
            button=SeeReady(unit=unit, result=result),
        )
        for result in SUBJECTS
    )
    back = Key(label=localizer.say("templates-back"), button=TemplatesOf(unit=unit, start=0))
    return Screen(
        text=paragraphs(
            bold(localizer.say("ready-texts-of", unit=localizer.unit(unit))),
            localizer.say("ready-texts-which"),
            None if found.may_change else localizer.say("templates-lead-only"),
        ),
        rows=(*grid(keys), (back,)),
        protect=True,
    )


def one(localizer: Localizer, found: ResultTexts) -> Screen:
    """The texts of a result in each language, and buttons to change each."""
    unit = found.unit.code
    keys = [key for text in found.texts for key in _keys(localizer, found, text)]
    back = Key(label=localizer.say("ready-texts-back"), button=ReadyTexts(unit=unit))

    def shown(most: int) -> Markup:
        return paragraphs(*(_text(localizer, found, text, most) for text in found.texts))

    return Screen(
        text=paragraphs(
            localizer.say(found.note) if found.note else None,
            bold(f"{localizer.unit(unit)} · {result_name(localizer, found.result)}"),
            shortened(shown, ROOM),
            None if found.may_change else localizer.say("templates-lead-only"),
        ),
        rows=(*(grid(keys) if found.may_change else ()), (back,)),
        protect=True,
    )


def _text(localizer: Localizer, found: ResultTexts, text: ReadyText, most: int) -> Markup:
    by = None
    if text.own is not None:
        is_theirs = text.own.unit == found.unit.code
        by = localizer.say("ready-text-own") if is_theirs else localizer.unit(text.own.unit)
    return lines(*own(_name(localizer, text), by), fold(cut(harmless(text.body), most)))


def _name(localizer: Localizer, text: ReadyText) -> str:
    kind = localizer.say("staff-facts" if text.kind is TextKind.FACTS else "staff-feedback")
    return f"{kind} · {language_of(localizer, text.locale)}"


def _keys(localizer: Localizer, found: ResultTexts, text: ReadyText) -> tuple[Key, ...]:
    unit, language = found.unit.code, language_of(localizer, text.locale)
    change = Key(
        label=localizer.say(f"ready-change-{text.kind}", language=language),
        button=ChangeReady(unit=unit, result=found.result, kind=text.kind, locale=text.locale),
    )
    if text.own is None or text.own.unit != unit:
        return (change,)
    label = localizer.say(f"ready-shipped-{text.kind}", language=language)
    return (change, Key(label=label, button=ShippedAgain(template_id=text.own.id)))
