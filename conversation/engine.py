"""The engine: pure; a sheet and an answer in, a draft out. It never sends and never stores."""

from conversation.form import Form, Given, Sheet, Step
from domain.core.errors import BadAnswer
from domain.draft import Draft


def current(form: Form, sheet: Sheet) -> Step | None:
    """The first question not yet answered; None when the form is whole."""
    return next((step for step in form.steps if _is_open(step, sheet)), None)


def _is_open(step: Step, sheet: Sheet) -> bool:
    if step.name in sheet.draft.answers or not step.asked_if(sheet):
        return False
    return not step.left_to_review(sheet) or step.name in (sheet.draft.carried.before or {})


def take(form: Form, sheet: Sheet, given: Given) -> Draft:
    """Record an answer to the current question, or raise BadAnswer.

    A press drawn for another question than the current one is stale and changes nothing.
    """
    step = current(form, sheet)
    if step is None:
        raise BadAnswer("answer-nothing-asked")
    if given.step not in {None, step.name}:
        raise BadAnswer("answer-stale")
    if given.command == "skip":
        if not step.optional(sheet):
            raise BadAnswer("answer-needed")
        answer = None
    else:
        answer = step.parse(given, sheet)
    return sheet.draft.carrying(before=None).with_answer(step.name, answer)


def is_edited(draft: Draft) -> bool:
    """Whether one answer of a finished form is being changed."""
    return draft.carried.before is not None


def answered(form: Form, sheet: Sheet) -> tuple[Step, ...]:
    """The questions that apply and have an answer, in the order they are asked."""
    return tuple(
        step for step in form.steps if step.name in sheet.draft.answers and step.asked_if(sheet)
    )


def back(form: Form, sheet: Sheet) -> Draft:
    """Ask the question before the current one again; at the first, nothing changes.

    While a single answer is being edited, it is put back as it was. From the last question, the
    review, the way back passes over what was only opened from there: its answers stay.
    """
    before = sheet.draft.carried.before
    if before is not None:
        draft = sheet.draft.carrying(before=None)
        for name, answer in before.items():
            draft = draft.with_answer(name, answer)
        return draft
    step = current(form, sheet)
    at_end = step is None or step is form.steps[-1]
    earlier = [
        known
        for known in answered(form, sheet)
        if step is None or form.steps.index(known) < form.steps.index(step)
        if not (at_end and known.left_to_review(sheet))
    ]
    if not earlier:
        return sheet.draft
    draft = sheet.draft.without(earlier[-1].name)
    if earlier[-1].left_to_review(sheet):  # asked again only as it was first: from the review
        return draft.carrying(before={earlier[-1].name: None})
    return draft


def edit(form: Form, sheet: Sheet, name: str, *, along: tuple[str, ...] = ()) -> Draft:
    """Ask one question again, and those in `along` that hang on it; all others stay answered.

    A question that is left to the review may be asked so for the first time.
    """
    step, answers = form.step(name), sheet.draft.answers
    if step is None or (name not in answers and not step.left_to_review(sheet)):
        raise BadAnswer("answer-stale")
    if not step.asked_if(sheet):
        raise BadAnswer("answer-stale")
    old = {key: answers[key] for key in (name, *along) if key in answers}
    return sheet.draft.without(*old).carrying(before={name: None, **old})


def whole(form: Form, sheet: Sheet) -> Draft:
    """The draft with only the answers that still apply, as it is to be filed."""
    kept = {step.name for step in answered(form, sheet)}
    return sheet.draft.without(*(name for name in sheet.draft.answers if name not in kept))
