"""Messages to a form that gathers: each is kept, at whatever question."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from conversation import material
from conversation.form import Given, Sheet, Step
from domain.core.errors import BadAnswer
from domain.draft import Draft
from storage.reporting import message_index
from usecases.core.request import Request
from usecases.dialogs import attachments

SLIP = 60  # characters; a longer text is taken as material


def gathered(
    req: Request, sheet: Sheet, step: Step | None, given: Given
) -> tuple[Draft, tuple[str, ...]]:
    """The draft with the message in it: as the answer to the open question, or as another piece.

    Also returns the reasons why files were not kept.
    """
    draft = sheet.draft
    if step is not None and given.is_plain_text and (answers := step.typed(given, sheet)):
        return with_answers(req, draft, given, answers), ()
    if step is not None and step.takes_words and (given.is_plain_text or given.phone):
        answered = _with_answer(req, sheet, step, given)
        if answered is not None:
            return answered.carrying(before=None, heard_at=0), ()
    draft, not_kept = kept(req, draft, given)
    if step is not None and step.answered_by_words and not given.files:
        draft = draft.with_answer(step.name, True)
    return _with_question_closed(draft, step, given).carrying(heard_at=req.now), not_kept


def with_answers(req: Request, draft: Draft, given: Given, answers: Mapping[str, Any]) -> Draft:
    """The draft with several answers from one typed text; an edit of it corrects the last."""
    for name, answer in answers.items():
        draft = draft.with_answer(name, answer)
    index(req, draft, list(answers)[-1], given)
    return draft.carrying(before=None, heard_at=0)


def _with_answer(req: Request, sheet: Sheet, step: Step, given: Given) -> Draft | None:
    """The draft with a typed answer; None where the text is to be kept as a piece instead.

    A short text that does not parse is treated as a mistyped answer: BadAnswer.
    """
    try:
        answer = step.parse(given, sheet)
    except BadAnswer:
        if len(given.text) <= SLIP:
            raise
        return None
    index(req, sheet.draft, step.name, given)
    return sheet.draft.with_answer(step.name, answer)


def index(req: Request, draft: Draft, step: str, given: Given) -> None:
    """Remember that a message answered a question, so that an edit of it corrects the answer."""
    message_index.keep(
        req.tx,
        req.actor.who,
        given.message_id,
        draft_id=draft.id,
        step=step,
        text=given.text,
        now=req.now,
    )


def kept(req: Request, draft: Draft, given: Given) -> tuple[Draft, tuple[str, ...]]:
    """The draft with the message as another piece, and its files; not saved.

    Also returns the reasons why files were not kept.
    """
    if given.quote is not None:
        given = replace(given, files=(*given.files, *given.quote.files))
    not_kept: tuple[str, ...] = ()
    if given.files:
        draft, not_kept = attachments.keep(req, draft, given)
    else:
        draft = material.keep(draft, given)
    message_index.keep_beside(req.tx, draft, given.message_id, given.text, req.now)
    return draft, not_kept


def _with_question_closed(draft: Draft, step: Step | None, given: Given) -> Draft:
    """A message answers a question for more material that was opened from the review."""
    if step is None or not step.for_more or step.name not in (draft.carried.before or {}):
        return draft
    return draft if step.collects and given.files else draft.carrying(before=None)
