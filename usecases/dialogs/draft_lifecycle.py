"""Open, cancel and restore drafts of forms about a case, a report, or neither."""

import secrets as entropy
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from domain.core.errors import BadAnswer, NotAllowed
from domain.draft import Draft, FormContext
from domain.network.people import Person, overlooks
from storage.cases import cases
from storage.engine import erasures
from storage.engine.database import Tx
from storage.engine.erasures import Kind
from storage.evidence import evidence
from storage.reporting import drafts, message_index
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.dialogs import questions

UNDO_SECONDS = 600  # how long a cancelled draft can be restored


def begin(
    req: Request,
    form: str,
    *,
    case_id: int | None = None,
    report_id: int | None = None,
    context: FormContext | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Asked:
    """Open a form; an unfinished one of the same kind gives way to it.

    What a reporter sent for the old one is not lost: the old one goes on if it is about the same
    report, else it can be restored (`Asked.undo`). `context` is of the class that the form names;
    TypeError where it is not.
    """
    if context is not None and type(context) is not req.flow(form).form.context:
        raise TypeError(f"{type(context).__name__} is not what a form {form!r} carries")
    undo = ""
    old = drafts.of_form(req.tx, req.actor.who, form)
    if old is not None:
        is_kept = req.flow(form).is_material and old.has_something
        if is_kept and report_id is not None and old.report_id == report_id:
            return questions.ask(req, old, note="dialogue-continue")
        undo = _give_way(req, old, is_kept=is_kept)
    draft = new(req.actor, req, form, case_id=case_id, report_id=report_id)
    if context is not None:
        draft = draft.opened_by(context)
    for name, value in (answers or {}).items():
        draft = draft.with_answer(name, value)
    drafts.save(req.tx, draft, req.now)
    return replace(questions.ask(req, draft), undo=undo)


def new(
    person: Person,
    req: Request,
    form: str,
    *,
    case_id: int | None = None,
    report_id: int | None = None,
) -> Draft:
    """An empty draft, not saved."""
    return Draft(
        id=entropy.token_hex(8),
        who=person.who,
        form=form,
        case_id=case_id,
        report_id=report_id,
        started_at=req.now,
        touched_at=req.now,
    )


def is_theirs(req: Request, draft: Draft) -> bool:
    """Whether this person may continue a draft: if about a case, they must be able to read it."""
    if draft.case_id is None:
        return True
    return overlooks(req.actor, cases.get(req.tx, draft.case_id).unit, req.profile.by_code)


def check_theirs(req: Request, draft: Draft) -> None:
    """Raise a refusal if a draft is about a case that its owner can no longer read."""
    if draft.case_id is not None and not is_theirs(req, draft):
        raise NotAllowed("form-case-closed", number=cases.get(req.tx, draft.case_id).number)


def forget(tx: Tx, draft: Draft) -> None:
    """Delete a draft and its files."""
    if draft.has_something:
        erasures.note(tx, Kind.DRAFT, draft.id, draft.touched_at)
    evidence.drop(tx, draft.id)
    message_index.forget(tx, draft.id)
    drafts.drop(tx, draft.id)


def set_aside(req: Request, draft: Draft) -> None:
    """Cancel a draft: its owner can restore it for `UNDO_SECONDS`, then it is erased."""
    drafts.discard(req.tx, draft.id, req.now)


def _give_way(req: Request, old: Draft, *, is_kept: bool) -> str:
    """Make room for another draft of the same form; returns the id by which to restore the old."""
    if not is_kept:
        forget(req.tx, old)
        return ""
    set_aside(req, old)
    return old.id


def may_take_back(req: Request, draft_id: str) -> bool:
    """Whether this is a cancelled draft that this person can restore."""
    return _given_up(req, draft_id) is not None


def _given_up(req: Request, draft_id: str) -> Draft | None:
    return _own(req, drafts.discarded(req.tx, draft_id))


def _own(req: Request, draft: Draft | None) -> Draft | None:
    own = draft is not None and draft.who == req.actor.who and is_theirs(req, draft)
    return draft if own else None


def take_back(req: Request, draft_id: str) -> Asked:
    """Restore a cancelled draft; it replaces an open one of the same form.

    A second press shows it again.
    """
    draft = _given_up(req, draft_id)
    if draft is None:
        open_again = _own(req, drafts.get(req.tx, draft_id))
        if open_again is None:
            raise BadAnswer("undo-too-late")
        return questions.ask(req, open_again, note="undo-done")
    instead = drafts.of_form(req.tx, req.actor.who, draft.form)
    undo = "" if instead is None else _give_way(req, instead, is_kept=instead.has_something)
    drafts.restore(req.tx, draft.id)
    drafts.save(req.tx, draft, req.now)
    return replace(questions.ask(req, draft, note="undo-done"), undo=undo)
