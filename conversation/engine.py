"""The engine: pure; a sheet and an answer in, a draft out. It never sends and never stores."""

from msgspec.structs import replace

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

    While a single answer is being edited, it is put back as it was. What was opened from the review
    is passed over, and keeps its answer, unless the current question is asked because of it.
    """
    before = sheet.draft.carried.before
    if before is not None:
        draft = sheet.draft.carrying(before=None)
        for name, answer in before.items():
            if answer is not None or not _is_left(form, sheet, name):
                draft = draft.with_answer(name, answer)
        return draft
    step = current(form, sheet)
    earlier = [
        known
        for known in answered(form, sheet)
        if step is None or form.steps.index(known) < form.steps.index(step)
    ]
    for known in reversed(earlier):
        draft = sheet.draft.without(known.name)
        asked = current(form, replace(sheet, draft=draft))
        if asked is known:
            return draft
        if asked is not step:  # it was opened from the review, and the current one hangs on it
            return draft.carrying(before={known.name: None})
    return sheet.draft


def _is_left(form: Form, sheet: Sheet, name: str) -> bool:
    """Whether a question is left to the review, so that no answer is as good as a skipped one."""
    step = form.step(name)
    return step is not None and step.left_to_review(sheet)


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
