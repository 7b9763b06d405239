"""The dialog engine: pure functions from a sheet and an answer to a draft; no I/O."""

from typing import Any

from msgspec.structs import replace

from conversation.form import Form, Given, Sheet, Step, no_choices
from conversation.parsing.no_value import has_no_value
from domain.core.errors import BadAnswer
from domain.draft import Draft


def current(form: Form, sheet: Sheet) -> Step | None:
    """The first question not yet answered; None when the form is complete."""
    return next((step for step in form.steps if _is_open(step, sheet)), None)


def _is_open(step: Step, sheet: Sheet) -> bool:
    if not step.asked_if(sheet):
        return False
    if step.name in sheet.draft.answers:
        return not step.holds(sheet)
    return not step.left_to_review(sheet) or step.name in (sheet.draft.carried.before or {})


def seen(form: Form, step: Step, sheet: Sheet) -> str:
    """The version of a draft that the buttons of its last question have; empty at all others.

    They finish the form, so they must not do so with other content than their message shows. It is
    empty, too, where the last question is about whatever was sent, and where it is all of the form.
    """
    last = next(each for each in reversed(form.steps) if each.asked_if(sheet))
    offers = step.choices is not no_choices
    about_all = step.collects or (offers if form.gathers else not offers and len(form.steps) == 1)
    return "" if step is not last or about_all else _version(sheet.draft)


def _version(draft: Draft) -> str:
    return draft.version(len(draft.carried.pieces))


def is_outdated(form: Form, step: Step, sheet: Sheet, given: Given) -> bool:
    """Whether a press of a form's last button was shown something else than the draft has now.

    What its owner has sent since is no reason: they know of it.
    """
    now = seen(form, step, sheet)
    if given.step != step.name or given.seen in {None, now}:
        return False
    count = (given.seen or "").partition("-")[0]
    known = now and count.isdecimal()
    return not known or given.seen != sheet.draft.version(int(count))


def take(form: Form, sheet: Sheet, given: Given) -> Draft:
    """Record an answer to the current question; raises BadAnswer.

    A press on a button of another question is stale and changes nothing.
    """
    step = current(form, sheet)
    if step is None:
        raise BadAnswer("answer-nothing-asked")
    if given.step not in {None, step.name}:
        raise BadAnswer("answer-stale")
    draft = sheet.draft.carrying(before=None)
    if given.command == "skip":
        if not step.optional(sheet):
            raise BadAnswer("answer-needed")
        return draft.with_answer(step.name, None)
    answer = parsed(step, sheet, given)
    for name, more in step.also(given, sheet).items():
        draft = draft.with_answer(name, more)
    return draft.with_answer(step.name, answer)


def parsed(step: Step, sheet: Sheet, given: Given) -> Any:
    """The answer that was typed or pressed; None if it says that a field has no value.

    Raises BadAnswer.
    """
    if step.is_field and given.is_plain_text and has_no_value(given.text):
        if not step.optional(sheet):
            raise BadAnswer("answer-empty")
        return None
    return step.parse(given, sheet)


def asked_again(step: Step, sheet: Sheet) -> str:
    """The key of why an answered question is asked again; empty if it was not answered."""
    return step.gone if step.name in sheet.draft.answers else ""


def is_edited(draft: Draft) -> bool:
    """Whether one answer of a finished form is being changed."""
    return draft.carried.before is not None


def answered(form: Form, sheet: Sheet) -> tuple[Step, ...]:
    """The questions that apply and have an answer, in the order they are asked."""
    return tuple(
        step
        for step in form.steps
        if step.name in sheet.draft.answers and step.asked_if(sheet) and step.holds(sheet)
    )


def back(form: Form, sheet: Sheet) -> Draft:
    """Ask the question before the current one again; at the first, nothing changes.

    While a single answer is being edited, its former value is restored. A question that was opened
    from the review is skipped and keeps its answer, unless the current question depends on it.
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
        if asked is not step:  # opened from the review, and the current question depends on it
            return draft.carrying(before={known.name: None})
    return sheet.draft


def _is_left(form: Form, sheet: Sheet, name: str) -> bool:
    """Whether a question is left to the review, so that a missing answer counts as skipped."""
    step = form.step(name)
    return step is not None and step.left_to_review(sheet)


def edit(form: Form, sheet: Sheet, name: str, *, along: tuple[str, ...] = ()) -> Draft:
    """Ask one question again, and the dependent ones in `along`; all others stay answered.

    This is also how a question that is left to the review is asked the first time.
    """
    step, answers = form.step(name), sheet.draft.answers
    if step is None or (name not in answers and not step.left_to_review(sheet)):
        raise BadAnswer("answer-stale")
    if not step.asked_if(sheet):
        raise BadAnswer("answer-stale")
    old = {key: answers[key] for key in (name, *along) if key in answers}
    return sheet.draft.without(*old).carrying(before={name: None, **old})


def whole(form: Form, sheet: Sheet) -> Draft:
    """The draft to file: only the answers that still apply."""
    kept = {step.name for step in answered(form, sheet)}
    return sheet.draft.without(*(name for name in sheet.draft.answers if name not in kept))
