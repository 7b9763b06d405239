"""The form of a text kept ready, and the questions at which one may be used."""

from conversation.contexts import TemplateContext
from conversation.form import Form, Given, Sheet, Step, choice_step, words
from conversation.forms.case_actions import CASE_FORMS
from domain.core.errors import BadAnswer
from domain.network.people import Verb
from domain.template import MAX_BODY, MAX_TITLE, PLACES, unknown

TAKING = frozenset({"feedback", "question", "text", "reason"})
"""The questions, by name, whose answers staff write often."""


def takes(step: Step) -> bool:
    """Whether a text kept ready may answer this question of a form about a case."""
    return step.name in TAKING


VERBS = tuple(form.name for form in CASE_FORMS if any(takes(step) for step in form.steps))
"""What a text may be for."""


def is_new(sheet: Sheet) -> bool:
    """What a text is for stays as it is: only a new one is asked."""
    return not TemplateContext.of(sheet.draft).template


def is_changed(sheet: Sheet) -> bool:
    """Of a text that is there, each part may be left as it is."""
    return not is_new(sheet)


def _title(given: Given, sheet: Sheet) -> str:
    """A title on one line: it is a button."""
    return " ".join(words(MAX_TITLE)(given, sheet).split())


def _body(given: Given, sheet: Sheet) -> str:
    """The text, with no place in it that could not be filled in."""
    text = words(MAX_BODY, least=2)(given, sheet)
    if strange := unknown(text):
        raise BadAnswer(
            "template-place-unknown",
            unknown=", ".join(f"{{{name}}}" for name in strange),
            known=", ".join(f"{{{name}}}" for name in PLACES),
        )
    return text


TEMPLATE = Form(
    name=Verb.TEMPLATES,
    context=TemplateContext,
    steps=(
        choice_step("verb", lambda _: VERBS, asked_if=is_new),
        choice_step("locale", lambda sheet: sheet.profile.locales, asked_if=is_new),
        Step(name="title", parse=_title, optional=is_changed),
        Step(name="body", parse=_body, optional=is_changed),
    ),
)
