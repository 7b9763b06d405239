"""What is written behind /report: the first material of a report, or more of the one that is open.

With a report open, its sender is asked whether to go on or to begin anew. Until they say, what they
wrote stands in the open report and waits for a new one as well: neither answer loses it.
"""

from typing import Any

from msgspec import Struct

from conversation import engine, material
from conversation.form import Given, Sheet
from conversation.forms.report import parse_target
from domain.core.errors import BadAnswer
from domain.draft import Draft, captions
from domain.network.people import Person
from storage.engine.database import Tx
from storage.reporting import drafts, message_index
from storage.reporting.message_index import CAPTIONS
from usecases.core.outcomes import Offered
from usecases.core.request import Request
from usecases.dialogs import draft_lifecycle, questions

WAITING = "_waiting"  # what a new report would begin with
_NO_DRAFT = Draft(id="", who="", form="report")
MOST_BESIDE = 20_000  # characters beside the answers, all messages together


class Sent(Struct, frozen=True, kw_only=True):
    """One message as a draft keeps it; `target` is None where it names no place."""

    message_id: int
    text: str
    target: dict[str, Any] | None


class Begun(Struct, frozen=True, kw_only=True):
    """A report as it begins, `before` anything sent for it was put in, and what is to be said."""

    draft: Draft
    before: Sheet
    note: str


def read(given: Given, req: Request) -> Sent | None:
    """What came along with the command, if anything; BadAnswer where it is too long."""
    if not given.text.strip() and given.quote is None:
        return None
    try:
        target = parse_target(given, Sheet(draft=_NO_DRAFT, profile=req.profile))
    except BadAnswer as bad:
        if bad.key != "report-link-bad":
            raise
        target = None
    return Sent(message_id=given.message_id, text=given.text, target=target)


def unfinished(tx: Tx, person: Person) -> Draft | None:
    """Somebody's open report, if any of its questions is answered."""
    found = drafts.of_form(tx, person.who, "report")
    return found if found is not None and _given(found) else None


def offer(req: Request, draft: Draft, sent: Sent | None) -> Offered:
    """To go on with an open report, or to begin anew; what was sent goes with either."""
    if sent is not None:
        there = [*draft.answers.get(WAITING, ()), _plain(sent)]
        draft = _put(req, draft, sent).with_answer(WAITING, there)
        drafts.save(req.tx, draft, req.now)
    return Offered(draft=draft, answered=len(_given(draft)), kept=bool(_waiting(draft)))


def begin(
    req: Request,
    sent: Sent | None,
    *,
    fresh: bool,
    unit: str | None,
    category: str | None,
) -> Begun:
    """A new report with all that was sent for it; not yet saved.

    Files that were sent before the command are part of it, unless it is to be begun anew.
    """
    old = drafts.of_form(req.tx, req.actor.who, "report")
    all_sent = (*(_waiting(old) if old and fresh else ()), *((sent,) if sent else ()))
    if old is not None and not fresh and _has_material(old):
        draft, note = old, "dialogue-continue"
    else:
        if old is not None:
            draft_lifecycle.forget(req.tx, old)
        draft, note = draft_lifecycle.new(req.actor, req, "report"), ""
    if unit and req.profile.unit(unit):
        draft = draft.with_answer("_unit", unit)
    if category and category in req.profile.taxonomy.top:
        draft = draft.with_answer("category", category)
    before = questions.sheet(req, draft)
    for each in all_sent:
        draft = _put(req, draft, each)
    if all_sent:
        note = "" if "link" in draft.answers else "report-link-bad"
    return Begun(draft=draft, before=before, note=note)


def _put(req: Request, draft: Draft, sent: Sent) -> Draft:
    """The draft with this as its first answer where that is asked for, else beside the answers."""
    length = sum(map(len, captions(draft.answers))) + len(sent.text)
    if length > MOST_BESIDE:
        raise BadAnswer("answer-too-long", limit=MOST_BESIDE, length=length)
    step = engine.current(req.flow(draft.form).form, questions.sheet(req, draft))
    is_asked = step is not None and step.name == "link" and not engine.is_edited(draft)
    is_answer = is_asked and sent.target is not None
    message_index.keep(
        req.tx,
        req.actor.who,
        sent.message_id,
        draft_id=draft.id,
        step="link" if is_answer else CAPTIONS,
        text=sent.text,
        now=req.now,
    )
    if is_answer:
        draft = draft.with_answer("link", sent.target)
        if sent.target is not None and sent.text != sent.target["text"]:  # said about a quoted post
            draft = material.beside(draft, str(sent.message_id), sent.text, ())
        return material.with_earlier(draft)
    links = (sent.target or {}).get("links", [])
    return material.beside(draft, str(sent.message_id), sent.text, links)


def _waiting(draft: Draft) -> tuple[Sent, ...]:
    return tuple(Sent(**each) for each in draft.answers.get(WAITING, ()))


def _plain(sent: Sent) -> dict[str, Any]:
    return {"message_id": sent.message_id, "text": sent.text, "target": sent.target}


def _given(draft: Draft) -> tuple[str, ...]:
    return tuple(name for name in draft.answers if not name.startswith("_"))


def _has_material(draft: Draft) -> bool:
    held = (draft.answers.get(name) for name in ("_files", material.EARLIER))
    return any(held) or bool(captions(draft.answers))
