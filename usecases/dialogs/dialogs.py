"""Every question and answer, whoever gives it: the forms are data, this walks them on rows.

What a form does besides asking stands in its flow (`usecases/core/flow.py`).
"""

from msgspec.structs import replace

from conversation import engine, material
from conversation.form import Given
from domain.core.errors import BadAnswer, NotAllowed
from domain.draft import Draft
from domain.network.people import Person
from storage.engine.database import Tx
from storage.reporting import drafts, message_index
from usecases.core.outcomes import Asked, DialogOutcome, Idle
from usecases.core.request import Request
from usecases.dialogs import attachments, draft_lifecycle, questions


def resume(req: Request, *, note: str = "dialogue-continue") -> DialogOutcome:
    """The question that is open for somebody, asked again."""
    draft = _active(req)
    if draft is None:
        return Idle()
    return go_on(req, draft, note=note)


def answer(req: Request, given: Given) -> DialogOutcome:
    """Take whatever somebody gave as the answer to the question open for them, and go on."""
    draft = _meant(req, given)
    if draft is None:
        if given.draft is not None:
            return _done_before(req, given.draft)
        flows = req.conditions.flows.values()
        begun = next((flow.form.name for flow in flows if flow.begun_by(given)), None)
        if begun is None:
            return Idle()
        draft = draft_lifecycle.new(req.actor, req, begun)
    if given.via_bot and req.actor.is_staff and not req.flow(draft.form).is_material:
        raise BadAnswer("answer-own-hand")
    if given.quote is not None and req.flow(draft.form).files is not None:
        given = replace(given, files=(*given.files, *given.quote.files))
    not_kept: tuple[str, ...] = ()
    if given.files and not attachments.is_answer(req, draft):
        draft, done, not_kept = attachments.keep(req, draft, given)
        if done is not None:
            return done
    flow, before = req.flow(draft.form), questions.sheet(req, draft)
    form = flow.form
    step = engine.current(form, before)
    draft = engine.take(form, before, given)
    draft = draft if step is None else material.answered(draft, step.name, given)
    flow.check(req, draft)
    if given.message_id and step is not None:
        message_index.keep(
            req.tx,
            req.actor.who,
            given.message_id,
            draft_id=draft.id,
            step=step.name,
            text=given.text,
            now=req.now,
        )
    note = attachments.settle(req, draft)
    sheet = questions.sheet(req, draft)
    if engine.current(form, sheet) is not None:
        asked = go_on(req, draft, note=note or flow.remark(before, draft))
        return replace(asked, not_kept=not_kept)
    outcome = flow.finish(req, engine.whole(form, sheet))
    drafts.drop(req.tx, draft.id)
    return outcome


def back(req: Request, given: Given) -> DialogOutcome:
    """Ask the question before again; what was answered after it stays."""
    draft = _open(req, given)
    sheet = questions.sheet(req, draft)
    changed = engine.back(req.flow(draft.form).form, sheet)
    return go_on(req, material.asked_again(draft, changed))


def edit(req: Request, given: Given, step: str) -> DialogOutcome:
    """Ask one question of a finished form again."""
    draft = _open(req, given)
    flow = req.flow(draft.form)
    along = flow.asked_along.get(step, ())
    changed = engine.edit(flow.form, questions.sheet(req, draft), step, along=along)
    return go_on(req, material.asked_again(draft, changed))


def tick(req: Request, given: Given, switch: str) -> DialogOutcome:
    """Turn one of the review's ticks on or off."""
    draft = _open(req, given)
    changed, note = req.flow(draft.form).tick(questions.sheet(req, draft), switch)
    if changed != draft:
        drafts.save(req.tx, changed, req.now)
    return questions.ask(req, changed, note=note, number=req.profile.emergency)


def go_on(req: Request, draft: Draft, *, note: str = "") -> Asked:
    """Keep a draft and ask what is open in it."""
    flow = req.flow(draft.form)
    step = engine.current(flow.form, questions.sheet(req, draft))
    if step is not None:
        draft = flow.prepare(req, draft, step)
    drafts.save(req.tx, draft, req.now)
    return questions.ask(req, draft, note=note)


def cancel(req: Request, draft_id: str | None = None) -> DialogOutcome:
    """Really end a form, the one named or the one last touched: answers and files are gone."""
    draft = named(req.tx, req.actor, draft_id)
    if draft is None:
        return Idle(note="cancel-nothing")
    draft_lifecycle.forget(req.tx, draft)
    if not draft_lifecycle.is_theirs(req, draft):
        return Idle(note="cancel-done")
    return req.flow(draft.form).cancelled(req, draft)


def _meant(req: Request, given: Given) -> Draft | None:
    """The draft that a press belongs to, or, for words and files, the one last touched.

    Refuses where it is about a case that they may not read any more.
    """
    draft = named(req.tx, req.actor, given.draft)
    if draft is not None and not draft_lifecycle.is_theirs(req, draft):
        raise NotAllowed("refusal-not-allowed")
    return draft


def named(tx: Tx, person: Person, draft_id: str | None) -> Draft | None:
    """Somebody's draft: the one of this id, or without an id the one last touched."""
    if draft_id is None:
        return drafts.active(tx, person.who)
    draft = drafts.get(tx, draft_id)
    return draft if draft is not None and draft.who == person.who else None


def _active(req: Request) -> Draft | None:
    """The one last touched; what is about a case that they may read no more is dropped."""
    while (draft := drafts.active(req.tx, req.actor.who)) is not None:
        if draft_lifecycle.is_theirs(req, draft):
            break
        draft_lifecycle.forget(req.tx, draft)
    return draft


def _open(req: Request, given: Given) -> Draft:
    draft = _meant(req, given)
    if draft is None:
        raise BadAnswer("answer-nothing-asked")
    return draft


def _done_before(req: Request, draft_id: str) -> DialogOutcome:
    """A second press on a form's last button: the same outcome; nothing is done twice."""
    for flow in req.conditions.flows.values():
        if (known := flow.done_before(req, draft_id)) is not None:
            return known
    raise BadAnswer("answer-nothing-asked")


def refused(req: Request) -> DialogOutcome:
    """After a refusal: the question as it still stands, so that nothing looks lost."""
    draft = _active(req)
    return Idle() if draft is None else questions.ask(req, draft)
