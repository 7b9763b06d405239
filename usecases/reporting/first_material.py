"""Start a report: with what came along with /report, or was held until its sender chose.

If a report is open, its sender is asked whether to continue or to start a new one. Until they
choose, what they wrote is kept for both, so that neither answer loses it.
"""

from msgspec import Struct
from msgspec.structs import replace

from conversation import material
from conversation.contexts import ReportContext
from conversation.form import Given
from conversation.forms.report import is_located
from domain.draft import Draft
from domain.material import Piece
from storage.reporting import drafts, message_index
from usecases.core.outcomes import Offered
from usecases.core.request import Request
from usecases.dialogs import draft_lifecycle, questions


class Begun(Struct, frozen=True, kw_only=True):
    """A new report, the key of what to say, and the id of the draft that it replaced, if any."""

    draft: Draft
    note: str = ""
    undo: str = ""


def unfinished(req: Request) -> Draft | None:
    """Somebody's open report, if it has more than a picture without its place."""
    found = drafts.of_form(req.tx, req.actor.who, "report")
    if found is None or not (found.answers or is_located(questions.sheet(req, found))):
        return None
    return found


def offer(req: Request, draft: Draft, given: Given) -> Offered:
    """Offer to continue an open report or start a new one; the message goes into either."""
    fresh = _with_material(req, draft, given)
    if fresh is not draft:
        context = ReportContext.of(draft)
        keys = [piece.key for piece in material.pieces_in(given)]
        fresh = fresh.opened_by(replace(context, waiting=(*context.waiting, *keys)))
        drafts.save(req.tx, fresh, req.now)
    return Offered(draft=fresh, kept=bool(ReportContext.of(fresh).waiting))


def begin(
    req: Request,
    given: Given,
    *,
    fresh: bool,
    unit: str | None,
    category: str | None,
) -> Begun:
    """A new report with everything that was sent for it; not saved.

    Includes what was sent before the command, unless `fresh`.
    """
    draft, note, undo = _starting_draft(req, fresh=fresh)
    if unit and req.profile.unit(unit):
        draft = draft.opened_by(replace(ReportContext.of(draft), unit=unit))
    if category and category in req.profile.taxonomy.top:
        draft = draft.with_answer("category", category)
    return Begun(draft=_with_material(req, draft, given), note=note, undo=undo)


def _starting_draft(req: Request, *, fresh: bool) -> tuple[Draft, str, str]:
    """The draft to start with, the key of what to say, and the id of the draft it replaced."""
    old = drafts.of_form(req.tx, req.actor.who, "report")
    if old is not None and not fresh and old.has_something:
        return old, "dialogue-continue", ""
    waiting = _waiting(old) if old is not None and fresh else ()
    undo = ""
    if old is not None and old.has_something:
        draft_lifecycle.set_aside(req, old)
        undo = old.id
    elif old is not None:
        draft_lifecycle.forget(req.tx, old)
    return _new(req, waiting), "", undo


def _new(req: Request, waiting: tuple[Piece, ...]) -> Draft:
    """A new report with the messages that were held until their sender chose."""
    held = drafts.of_form(req.tx, req.actor.who, "held")
    draft = (held and as_report(held)) or draft_lifecycle.new(req.actor, req, "report")
    return draft.carrying(pieces=(*waiting, *draft.carried.pieces))


def as_report(held: Draft) -> Draft:
    """The held draft turned into a report; its files and messages stay with it."""
    return replace(held, form="report", answers={}, opened_with={}, report_id=None)


def _waiting(draft: Draft) -> tuple[Piece, ...]:
    keys = frozenset(ReportContext.of(draft).waiting)
    return tuple(piece for piece in draft.carried.pieces if piece.key in keys)


def _with_material(req: Request, draft: Draft, given: Given) -> Draft:
    """The draft with what came along with the command; unchanged if nothing did."""
    if not material.pieces_in(given):
        return draft
    message_index.keep_beside(req.tx, draft, given.message_id, given.text, req.now)
    return material.keep(draft, given).carrying(heard_at=req.now)
