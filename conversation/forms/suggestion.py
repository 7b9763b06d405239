"""The forms of a suggestion (unit and text) and of its answer."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from conversation.contexts import SuggestionAnswerContext
from conversation.form import (
    CHOICE_GONE,
    Form,
    Given,
    Sheet,
    Step,
    choice_step,
    is_offered,
    or_unsure,
    words,
)
from conversation.parsing.unit_names import codes, named
from conversation.parsing.written import weight
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.network.people import Verb
from domain.profile import Profile
from domain.suggestion import MAX_TEXT

LEAST_TEXT = 10  # `weight`: a shorter text that names no unit is taken as a mistyped name


def offices(sheet: Sheet) -> tuple[str, ...]:
    """All offices from the highest level down, then the sites."""
    return codes(sheet.profile)


def parse_unit(given: Given, sheet: Sheet) -> str:
    """An office that was pressed, or any unit by its code or part of its name."""
    return named(sheet.profile, given.choice or given.text)


def addressed_to(profile: Profile, draft: Draft) -> str:
    """The unit that gets the suggestion; the highest office if its author was not sure."""
    return draft.answers.get("unit") or codes(profile)[0]


parse_text = words(MAX_TEXT, least=2)


def text_at_once(given: Given, sheet: Sheet) -> Mapping[str, Any]:
    """The text of the suggestion, typed where the unit is asked; nothing for what names a unit.

    A short text that names none is a mistyped name. A second text is added to the first.
    """
    try:
        parse_unit(given, sheet)
    except BadAnswer as why:
        if why.key != "suggestion-unit-unknown" or weight(given.text) < LEAST_TEXT:
            return {}
    else:
        return {}
    former = sheet.answer("text")
    whole = given.text if former is None else f"{former}\n{given.text}"
    return {"text": parse_text(replace(given, text=whole), sheet)}


SUGGESTION = Form(
    name="suggestion",
    steps=(
        or_unsure(
            Step(
                name="unit",
                parse=parse_unit,
                choices=offices,
                typed=text_at_once,
                pages=True,
                holds=is_offered("unit", offices),
                gone=CHOICE_GONE,
            )
        ),
        Step(name="text", parse=parse_text),
        choice_step("send", lambda _: ("yes",)),
    ),
)

SUGGESTION_ANSWER = Form(
    name=Verb.ANSWER_SUGGESTION,
    context=SuggestionAnswerContext,
    steps=(Step(name="text", parse=parse_text),),
)
