"""The form of a template, and the questions for which templates are offered."""

from msgspec.structs import replace

from conversation.contexts import TemplateContext
from conversation.form import Form, Given, Sheet, Step, choice_step, words
from conversation.forms.case_actions import CASE_FORMS
from conversation.forms.decisions import grounds
from domain.case import Outcome, cites
from domain.core.errors import BadAnswer
from domain.network.people import Verb
from domain.template import MAX_BODY, MAX_TITLE, PLACES, PLACES_OF_RESULT, TextKind, unknown

TAKING = frozenset({"feedback", "question", "text", "reason"})
"""The names of the questions for which templates are offered."""


def takes(step: Step) -> bool:
    """Whether a template may answer this question of a form about a case."""
    return step.name in TAKING


VERBS = tuple(form.name for form in CASE_FORMS if any(takes(step) for step in form.steps))
"""The purposes of a template: the verbs of forms with such a question."""
OF_MACRO = (Verb.REFUSE, Verb.DECIDE)
"""The moves that a macro can make."""


def is_new(sheet: Sheet) -> bool:
    """Whether the template is new: only then is its purpose asked."""
    return not TemplateContext.of(sheet.draft).template


def is_changed(sheet: Sheet) -> bool:
    """Whether the template exists: then each part may be left as it is."""
    return not is_new(sheet)


def _is(sheet: Sheet, *kinds: TextKind) -> bool:
    return TemplateContext.of(sheet.draft).kind in kinds


def _is_named(sheet: Sheet) -> bool:
    """Whether it has a title and a purpose, and does not replace a shipped text."""
    return _is(sheet, TextKind.TEXT, TextKind.MACRO)


def _is_macro(sheet: Sheet) -> bool:
    return _is(sheet, TextKind.MACRO)


def _makes(verb: Verb, sheet: Sheet) -> bool:
    return _is_macro(sheet) and is_new(sheet) and bool(sheet.answer("verb") == verb)


def _cites(sheet: Sheet) -> bool:
    return _makes(Verb.DECIDE, sheet) and cites(sheet.answer("outcome") or "")


def _rules(sheet: Sheet) -> tuple[str, ...]:
    """The rules of a category and of its sub-categories; none without a category."""
    category = sheet.answer("category")
    return sheet.profile.taxonomy.rules_within(category) if category else ()


def _title(given: Given, sheet: Sheet) -> str:
    """A title on one line: it is the label of a button."""
    return " ".join(words(MAX_TITLE)(given, sheet).split())


def _with_places(given: Given, sheet: Sheet, places: tuple[str, ...]) -> str:
    """The text; BadAnswer if it has an unknown placeholder."""
    text = words(MAX_BODY, least=2)(given, sheet)
    if strange := unknown(text, places):
        raise BadAnswer(
            "template-place-unknown",
            unknown=", ".join(f"{{{name}}}" for name in strange),
            known=", ".join(f"{{{name}}}" for name in places),
        )
    return text


def _body(given: Given, sheet: Sheet) -> str:
    return _with_places(given, sheet, PLACES)


def _of_result(given: Given, sheet: Sheet) -> str:
    return _with_places(given, sheet, PLACES_OF_RESULT)


TEMPLATE = Form(
    name=Verb.TEMPLATES,
    context=TemplateContext,
    steps=(
        choice_step(
            "verb",
            lambda sheet: OF_MACRO if _is_macro(sheet) else VERBS,
            asked_if=lambda sheet: _is_named(sheet) and is_new(sheet),
        ),
        choice_step("ground", grounds, asked_if=lambda sheet: _makes(Verb.REFUSE, sheet)),
        choice_step(
            "outcome", lambda _: tuple(Outcome), asked_if=lambda sheet: _makes(Verb.DECIDE, sheet)
        ),
        choice_step(
            "category",
            lambda sheet: sheet.profile.taxonomy.top,
            optional=_cites,
            asked_if=_cites,
        ),
        replace(
            choice_step(
                "rule", _rules, asked_if=lambda sheet: _cites(sheet) and bool(_rules(sheet))
            ),
            cites_rules=True,
        ),
        choice_step(
            "locale",
            lambda sheet: sheet.profile.locales,
            asked_if=lambda sheet: _is_named(sheet) and is_new(sheet),
        ),
        Step(name="title", parse=_title, optional=is_changed, asked_if=_is_named),
        Step(
            name="body",
            parse=_body,
            optional=is_changed,
            asked_if=lambda sheet: _is(sheet, TextKind.TEXT),
        ),
        Step(
            name="words",
            parse=_of_result,
            optional=_is_macro,
            asked_if=lambda sheet: _is(sheet, TextKind.MACRO, TextKind.WORDS),
        ),
        Step(
            name="facts",
            parse=_of_result,
            optional=_is_macro,
            asked_if=lambda sheet: _is(sheet, TextKind.FACTS) or _has_facts(sheet),
        ),
    ),
)
"""A macro without words or facts of its own takes those that the unit has for its result."""


def _has_facts(sheet: Sheet) -> bool:
    """Whether it is a macro of a decision about content."""
    if not _is_macro(sheet):
        return False
    return _makes(Verb.DECIDE, sheet) or (is_changed(sheet) and _changes_decision(sheet))


def _changes_decision(sheet: Sheet) -> bool:
    return TemplateContext.of(sheet.draft).result in frozenset(Outcome)
