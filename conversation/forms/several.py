"""Forms that do the same with several cases: asked once, shown whole, then done with each.

A decision and a refusal take what is answered beforehand from the texts kept for their result, as
the forms for one case do: `conversation/forms/presets.py`.
"""

from msgspec.structs import replace

from conversation.contexts import SeveralContext, TickedCase, WaitingDecision
from conversation.form import Form, Given, Sheet, Step, choice_step, one_of
from conversation.forms import presets, shared_texts
from conversation.forms.decisions import (
    FACTS,
    FEEDBACK,
    SEEN_GONE,
    SURE,
    grounds,
    rule_needed,
)
from conversation.forms.measures import LENGTH, MEASURE
from domain.codes import parse_number
from domain.core.errors import BadAnswer
from domain.core.normal import normal
from domain.core.scripts import unread
from domain.network.people import Verb
from domain.profile import Profile

MOST = 20  # cases at once
PREFIX = "several_"


def form_of(verb: Verb) -> str:
    """The name of the form that does this with several cases."""
    return f"{PREFIX}{verb}"


def verb_of(form: str) -> Verb:
    """The verb of a form's name; ValueError for another form."""
    return Verb(form.removeprefix(PREFIX))


def context(sheet: Sheet) -> SeveralContext:
    """The cases that a form is about."""
    return SeveralContext.of(sheet.draft)


def outcomes(sheet: Sheet) -> tuple[str, ...]:
    """The outcomes that one of the cases may be decided with; the others are named at the end."""
    return context(sheet).outcomes


def rules(sheet: Sheet) -> tuple[str, ...]:
    """The rules that a decision in the category of every case may cite."""
    return shared_rules(sheet.profile, context(sheet).cases)


def shared_rules(profile: Profile, cases: tuple[TickedCase, ...]) -> tuple[str, ...]:
    """The rules that are for the category of each of these cases."""
    kinds = dict.fromkeys((case.category, case.subcategory) for case in cases)
    found = [profile.taxonomy.rules_for(*kind) for kind in kinds]
    return tuple(rule for rule in found[0] if all(rule in others for others in found[1:]))


def _any_case(sheet: Sheet) -> tuple[str, ...]:
    """The cases themselves: the others are joined to the one chosen."""
    return tuple(case.number for case in context(sheet).cases)


def _parse_case(given: Given, sheet: Sheet) -> str:
    """A case number: one of the cases, or any other, typed."""
    if given.choice is None and not given.text.strip():
        raise BadAnswer("join-number-wanted")
    number = parse_number(given.text) if given.choice is None else one_of(_any_case)(given, sheet)
    if _any_case(sheet) == (number,):
        raise BadAnswer("join-itself")
    return number


def _parse_person(given: Given, sheet: Sheet) -> str:
    """One of the people whom the cases may be given to: pressed, or typed by name."""
    people = context(sheet).people
    if given.choice is not None:
        return one_of(lambda _: tuple(people))(given, sheet)
    typed = normal("NFKC", given.text).strip().casefold()
    found = [who for who, name in people.items() if normal("NFKC", name).casefold() == typed]
    if not typed or len(found) != 1:
        raise BadAnswer("several-person-unknown")
    return found[0]


def foreign(sheet: Sheet) -> tuple[str, ...]:
    """The numbers of the cases whose reporters read another script than the text for them."""
    about = context(sheet)
    waiting = {number: each for each in about.waiting for number in each.numbers}
    left = shared_texts.left_out(sheet.draft)
    return tuple(
        case.number
        for case in about.cases
        if case.number not in left
        and any(
            unread(
                _said_in(sheet, waiting.get(case.number), case, locale), (locale,), case.wrote_in
            )
            for locale in case.languages
        )
    )


def _said_in(sheet: Sheet, waiting: WaitingDecision | None, case: TickedCase, locale: str) -> str:
    """The text that a reporter of a case with this language reads."""
    if waiting is not None:
        return dict(waiting.words).get(locale, waiting.feedback)
    texts = shared_texts.of_case(sheet.draft, case.number)
    if texts is None or sheet.answer("feedback") is not None:
        return sheet.answer("feedback") or ""
    return texts.shown.words.get(locale, texts.shown.feedback)


def refusal_steps() -> tuple[Step, ...]:
    """The questions before several reports are not accepted."""
    return (choice_step("ground", grounds), FEEDBACK)


def decision_steps() -> tuple[Step, ...]:
    """The questions before several cases get the same decision."""
    preset = presets.is_preset("rule")
    rule = choice_step("rule", rules, asked_if=rule_needed, left_to_review=preset)
    rule = replace(rule, cites_rules=True)
    return (choice_step("outcome", outcomes), SEEN_GONE, MEASURE, LENGTH, rule, FACTS, FEEDBACK)


def _form(verb: Verb, *steps: Step, answer: str = "send") -> Form:
    sure = choice_step(SURE, lambda _: (answer,))
    return Form(name=form_of(verb), context=SeveralContext, steps=(*steps, sure))


SEVERAL_FORMS: tuple[Form, ...] = (
    _form(Verb.CONFIRM, answer="confirm"),
    _form(Verb.SAME),
    _form(Verb.DECIDE, *decision_steps()),
    _form(Verb.REFUSE, *refusal_steps()),
    _form(Verb.JOIN, Step(name="case", parse=_parse_case, choices=_any_case), answer="join"),
    Form(  # as for one case, a name is one press
        name=form_of(Verb.ASSIGN),
        context=SeveralContext,
        steps=(Step(name="person", parse=_parse_person),),
    ),
)
"""In the order of their buttons."""
