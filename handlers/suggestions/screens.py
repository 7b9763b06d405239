"""Screens of suggestions: form, receipt, status, and the staff's list and card."""

from markupsafe import Markup
from msgspec.structs import replace

from conversation.forms.suggestion import addressed_to
from domain.notices.other_notices import SuggestionAnsweredNotice, SuggestionNewTimeNotice
from domain.notices.staff_notices import SuggestionNotice
from domain.suggestion import Suggestion
from handlers.dialogs import question_screen
from handlers.suggestions.callbacks import AnswerSuggestion, ListSuggestions, SeeSuggestion
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs
from handlers.ui.sanitize import own_words, spoken
from usecases.core.outcomes import Asked, Suggested
from usecases.core.views import SuggestionView
from usecases.delivery.notice_facts import SuggestionFacts
from usecases.suggestions.suggestion_box import WaitingSuggestions

ROOM = 3600  # of the 4096 characters of a message; the rest is for a sentence before it


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of the form; the last one shows the whole suggestion."""
    screen = question_screen.question(localizer, asked)
    if asked.step.name != "send":
        return screen
    unit = addressed_to(localizer.profile, asked.sheet.draft)
    text = asked.sheet.answer("text") or ""
    words = shortened(
        lambda most: lines(
            bold(localizer.say("suggestion-to", unit=localizer.unit(unit))),
            own_words(text, (), most),
        ),
        ROOM,
    )
    return replace(screen, text=paragraphs(words, screen.text))


def suggested(localizer: Localizer, found: Suggested) -> Screen:
    """The receipt: the query code, who answers, and by when."""
    first = "suggestion-sent-before" if found.again else "suggestion-sent"
    return Screen(
        text=paragraphs(
            localizer.say(first, unit=localizer.unit(found.suggestion.unit)),
            lines(localizer.say("suggestion-code"), code(found.code)),
            _due(localizer, found.suggestion),
            localizer.say("suggestion-keep-code"),
        )
    )


def _due(localizer: Localizer, found: Suggestion) -> str:
    if found.due_at is None:
        return ""
    return localizer.say("suggestion-due", due=localizer.when(found.due_at))


def standing(localizer: Localizer, found: Suggestion, led_by: str = "") -> Screen:
    """The status, for whoever has the query code."""
    title = localizer.say("suggestion-title", tail=found.tail, unit=localizer.unit(found.unit))
    return _in_full(localizer, found, title, led_by)


def _in_full(localizer: Localizer, found: Suggestion, title: str, led_by: str) -> Screen:
    def words(most: int) -> Markup:
        return paragraphs(
            bold(title),
            lines(
                localizer.say("suggestion-said", day=localizer.day(found.filed_at)),
                *_quote(found, most),
            ),
            _due(localizer, found),
            _answer(localizer, found, most),
        )

    return Screen(text=shortened(words, ROOM)).led_by(led_by)


def _quote(found: Suggestion, most: int) -> tuple[Markup, ...]:
    return (spoken(found.text, most),) if found.text else ()


def _answer(localizer: Localizer, found: Suggestion, most: int) -> Markup | None:
    if found.answered_at is None:
        return None
    words = localizer.say("suggestion-answered", day=localizer.day(found.answered_at))
    if not found.answer:
        return lines(words, localizer.say("suggestion-forgotten"))
    return lines(words, spoken(found.answer, most))


# For staff.


def waiting(localizer: Localizer, found: WaitingSuggestions) -> Screen:
    """The suggestions without an answer, by deadline."""
    keys = (
        Key(
            label=cut(f"{each.id} · {localizer.unit(each.unit)}", 40),
            button=SeeSuggestion(suggestion_id=each.id),
        )
        for each in found.found
    )
    more = found.after
    on = (
        ((Key(label=localizer.say("staff-next"), button=ListSuggestions(more[0], more[1])),),)
        if more
        else ()
    )
    key = "suggestions-title" if found.found else "suggestions-none"
    rows = (f"{each.id} · {_due(localizer, each)}" for each in found.found)
    return Screen(
        text=paragraphs(bold(localizer.say(key)), lines(*rows)),
        rows=(*grid(keys, columns=1), *on),
        protect=True,
    )


def one(localizer: Localizer, found: SuggestionView) -> Screen:
    """One suggestion in full, with buttons for the possible actions.

    Staff see its number and its author the end of its code: neither screen leads to the other.
    """
    note = localizer.say(found.note) if found.note else ""
    number, unit = found.suggestion.id, localizer.unit(found.suggestion.unit)
    title = localizer.say("suggestion-title-staff", number=str(number), unit=unit)
    shown = _in_full(localizer, found.suggestion, title, note)
    answer = Key(label=localizer.say("suggestion-answer"), button=AnswerSuggestion(number))
    back = Key(label=localizer.say("suggestions-back"), button=ListSuggestions(0, 0))
    rows = ((answer,), (back,)) if found.may_answer else ((back,),)
    return replace(shown, rows=rows, protect=True, toast=note)


def for_leads(
    localizer: Localizer, notice: SuggestionNotice, facts: SuggestionFacts
) -> Screen | None:
    """A suggestion is new or late; a button shows its text. None if it has been answered."""
    found = facts.suggestion
    if found.answered_at is not None:
        return None
    see = Key(label=localizer.say("suggestion-see"), button=SeeSuggestion(suggestion_id=found.id))
    unit, number = localizer.unit(found.unit), str(found.id)
    words = localizer.say(f"notice-{notice.kind}", unit=unit, number=number)
    return Screen(text=lines(words, _due(localizer, found)), rows=((see,),), protect=True)


def answered(
    localizer: Localizer, _: SuggestionAnsweredNotice, facts: SuggestionFacts
) -> Screen | None:
    """The answer, for the author of the suggestion."""
    found = facts.suggestion
    if not found.answer:
        return None
    words = localizer.say("notice-suggestion_answered", unit=localizer.unit(found.unit))
    return standing(localizer, found, words)


def new_time(
    localizer: Localizer, _: SuggestionNewTimeNotice, facts: SuggestionFacts
) -> Screen | None:
    """The new time of the answer, for the author of the suggestion; None once it is answered."""
    found = facts.suggestion
    if found.answered_at is not None:
        return None
    words = localizer.say("notice-suggestion_new_time", unit=localizer.unit(found.unit))
    return standing(localizer, found, words)
