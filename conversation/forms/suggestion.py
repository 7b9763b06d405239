"""The forms of a suggestion (unit and text) and of its answer."""

from conversation.contexts import SuggestionAnswerContext
from conversation.form import Form, Given, Sheet, Step, choice_step, words
from conversation.parsing.unit_names import named
from domain.network.directory import at_work
from domain.network.people import Verb
from domain.suggestion import MAX_TEXT

MOST_BUTTONS = 40  # units on one keyboard; others are typed


def offices(sheet: Sheet) -> tuple[str, ...]:
    """The offices, from the highest level down; sites are typed."""
    return tuple(unit.code for unit in at_work(sheet.profile.units, sites=False))[:MOST_BUTTONS]


def parse_unit(given: Given, sheet: Sheet) -> str:
    """An office that was pressed, or any unit by its code or part of its name."""
    return named(sheet.profile, given.choice or given.text)


SUGGESTION = Form(
    name="suggestion",
    steps=(
        Step(name="unit", parse=parse_unit, choices=offices),
        Step(name="text", parse=words(MAX_TEXT, least=2)),
        choice_step("send", lambda _: ("yes",)),
    ),
)

SUGGESTION_ANSWER = Form(
    name=Verb.ANSWER_SUGGESTION,
    context=SuggestionAnswerContext,
    steps=(Step(name="text", parse=words(MAX_TEXT, least=2)),),
)
