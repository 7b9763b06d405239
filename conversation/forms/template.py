"""The form of a template, and the questions for which templates are offered."""

from conversation.contexts import TemplateContext
from conversation.form import Form, Given, Sheet, Step, choice_step, words
from conversation.forms.case_actions import CASE_FORMS
from domain.core.errors import BadAnswer
from domain.network.people import Verb
from domain.template import MAX_BODY, MAX_TITLE, PLACES, unknown

TAKING = frozenset({"feedback", "question", "text", "reason"})
"""The names of the questions for which templates are offered."""


def takes(step: Step) -> bool:
    """Whether a template may answer this question of a form about a case."""
    return step.name in TAKING


VERBS = tuple(form.name for form in CASE_FORMS if any(takes(step) for step in form.steps))
"""The purposes of a template: the verbs of forms with such a question."""


def is_new(sheet: Sheet) -> bool:
    """Whether the template is new: only then is its purpose asked."""
    return not TemplateContext.of(sheet.draft).template


def is_changed(sheet: Sheet) -> bool:
    """Whether the template exists: then each part may be left as it is."""
    return not is_new(sheet)


def _title(given: Given, sheet: Sheet) -> str:
    """A title on one line: it is the label of a button."""
    return " ".join(words(MAX_TITLE)(given, sheet).split())


def _body(given: Given, sheet: Sheet) -> str:
    """The text; BadAnswer if it has an unknown placeholder."""
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
