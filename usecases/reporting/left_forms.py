"""Messages that were held because they may be for a form that was left open: they are for it."""

from conversation.contexts import HeldContext
from conversation.form import Given
from conversation.forms.held import HELD
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.material import once_each
from storage.evidence import evidence
from storage.reporting import drafts, message_index
from usecases.core.outcomes import DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import attachments, dialogs, draft_lifecycle, questions


def go_on(req: Request, given: Given) -> DialogOutcome:
    """Give what was held to the form that was left open, and go on with it.

    BadAnswer if the form is gone, or does not take what was held: it then stays held.
    """
    holding = dialogs.named(req.tx, req.actor, given.draft or "")
    if holding is None or holding.form != HELD.name:
        raise BadAnswer("answer-stale")
    left = dialogs.named(req.tx, req.actor, HeldContext.of(holding).left)
    if left is None:
        raise BadAnswer("held-left-form-gone")
    if holding.carried.files:
        refusal = attachments.why_no_files(req, questions.sheet(req, left))
        if refusal is not None:
            raise refusal[1]
    if not req.flow(left.form).form.gathers:
        return _typed(req, holding, left)
    return dialogs.finished(req, _gathered(req, holding, left))


def _typed(req: Request, holding: Draft, left: Draft) -> DialogOutcome:
    """Answer the open question of a form that keeps no pieces with the held words."""
    words = Given(text="\n".join(holding.carried.texts), draft=left.id)
    draft_lifecycle.forget(req.tx, holding)
    return dialogs.answer(req, words)


def _gathered(req: Request, holding: Draft, left: Draft) -> Draft:
    """The form left open with the held pieces and files; the draft that held them is gone."""
    evidence.move(req.tx, holding.id, left.id)
    message_index.move(req.tx, holding.id, left.id)
    drafts.drop(req.tx, holding.id)
    merged = left.carrying(
        pieces=once_each((*left.carried.pieces, *holding.carried.pieces)),
        files=left.id if holding.carried.files else left.carried.files,
    )
    for step in req.flow(left.form).form.steps:
        if step.answered_by_words:
            merged = merged.with_answer(step.name, True)
    return merged
