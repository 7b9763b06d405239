"""How a report begins: with what came along with /report, or was held until its sender chose.

With a report open, its sender is asked whether to go on or to begin anew. Until they say, what they
wrote stands in the open report and waits for a new one as well: neither answer loses it.
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
    """A report as it begins, what to say of it, and the draft it was begun instead of, if any."""

    draft: Draft
    note: str = ""
    undo: str = ""


def unfinished(req: Request) -> Draft | None:
    """Somebody's open report, if it has come further than a picture that waits for its place."""
    found = drafts.of_form(req.tx, req.actor.who, "report")
    if found is None or not (found.answers or is_located(questions.sheet(req, found))):
        return None
    return found


def offer(req: Request, draft: Draft, given: Given) -> Offered:
    """To go on with an open report, or to begin anew; what was sent goes with either."""
    fresh = _put(req, draft, given)
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
    """A new report with all that was sent for it; not yet saved.

    What was sent before the command is part of it, unless it is to be begun anew.
    """
    draft, note, undo = _base(req, fresh=fresh)
    if unit and req.profile.unit(unit):
        draft = draft.opened_by(replace(ReportContext.of(draft), unit=unit))
    if category and category in req.profile.taxonomy.top:
        draft = draft.with_answer("category", category)
    return Begun(draft=_put(req, draft, given), note=note, undo=undo)


def _base(req: Request, *, fresh: bool) -> tuple[Draft, str, str]:
    """The draft to begin with, what to say of it, and the one that gave way to it."""
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
    """A new report; what was held because its sender had not said what it is, is part of it."""
    held = drafts.of_form(req.tx, req.actor.who, "held")
    draft = (held and as_report(held)) or draft_lifecycle.new(req.actor, req, "report")
    return draft.carrying(pieces=(*waiting, *draft.carried.pieces))


def as_report(held: Draft) -> Draft:
    """What was held, as the beginning of a report; its files and messages stay with it."""
    return replace(held, form="report", answers={}, opened_with={}, report_id=None)


def _waiting(draft: Draft) -> tuple[Piece, ...]:
    keys = frozenset(ReportContext.of(draft).waiting)
    return tuple(piece for piece in draft.carried.pieces if piece.key in keys)


def _put(req: Request, draft: Draft, given: Given) -> Draft:
    """The draft with what came along with the command; the same draft where nothing did."""
    if not material.pieces_in(given):
        return draft
    message_index.keep_beside(req.tx, draft, given.message_id, given.text, req.now)
    return material.keep(draft, given).carrying(heard_at=req.now)
