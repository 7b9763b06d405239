"""The dialog engine on stored drafts: takes answers and asks the next question of any form.

What a form does besides asking is in its flow (`usecases/core/flow.py`).
"""

from collections.abc import Callable

from msgspec.structs import replace

from conversation import engine
from conversation.form import CHOICE_GONE, Form, Given, Sheet, Step
from domain.core.errors import BadAnswer, FormOvertaken, Refusal
from domain.draft import Draft
from domain.network.people import Person
from storage.engine.database import Tx
from storage.reporting import drafts, message_index
from usecases.core.outcomes import (
    Asked,
    Collecting,
    DialogOutcome,
    Idle,
    ReadPress,
    no_press,
)
from usecases.core.request import Request
from usecases.dialogs import attachments, draft_lifecycle, gathering, questions

Shown = Callable[[str], int | None]
"""Returns the id of the message that shows a draft's open question, by the draft's id."""


def not_known(_draft: str) -> int | None:
    """Default `Shown`: no message is known."""
    return None


def resume(req: Request, *, note: str = "dialogue-continue") -> DialogOutcome:
    """Ask somebody's open question again; `note` says why, by default that a left form goes on."""
    draft = _addressed_draft(req, Given())
    return Idle() if draft is None else go_on(req, draft, note=note)


def answer(
    req: Request,
    given: Given,
    read_press: ReadPress = no_press,
    *,
    shown: Shown = not_known,
) -> DialogOutcome:
    """Take a message or press as the answer to the person's open question, and continue.

    `read_press` finds the button that a typed text means. `shown` finds the message with the
    question as it was last asked: when several messages come together, one reply replaces it.
    """
    draft = _addressed_draft(req, given)
    if draft is None:
        if given.draft is not None:
            return _done_before(req, given.draft)
        draft = _draft_begun_by(req, given)
        if draft is None:
            return Idle()
    if given.via_bot and req.actor.is_staff and not req.flow(draft.form).is_material:
        raise BadAnswer("answer-own-hand")
    before = questions.sheet(req, draft)
    form = req.flow(draft.form).form
    step = engine.current(form, before)
    if step is not None and (note := _asked_anew(form, before, step, given)) is not None:
        return questions.ask(req, draft, note=note)
    taken = given
    if step is not None and given.is_plain_text:
        is_read = not _more_expected(before, given, req.now)
        taken = questions.as_press(questions.ask(req, draft), given, read_press, is_read=is_read)
    if taken is not given and (moved := _moved(req, draft, taken)) is not None:
        return moved
    draft, not_kept = _with_input(req, before, step, taken)
    outcome = _ask_or_finish(req, before, draft, step)
    if not (given.is_message and isinstance(outcome, Asked)):
        return outcome
    if _more_expected(before, given, req.now):
        draft, at = outcome.sheet.draft, shown(outcome.sheet.draft.id)
        attachments.tell_after_quiet(req, draft, given, not_kept, note=outcome.note, replaces=at)
        return Collecting()
    # Sent twice, it is kept once, but heard each time; what answered a question is no piece.
    heard = form.gathers and outcome.sheet.draft.carried.heard_at > 0
    return replace(outcome, heard=heard, not_kept=not_kept)


def _asked_anew(form: Form, sheet: Sheet, step: Step, given: Given) -> str | None:
    """The note with which a press gets the open question again; None if it is an answer."""
    if engine.is_outdated(form, step, sheet, given):
        return "answer-outdated"
    if _is_off_list(sheet, step, given):
        return step.gone or CHOICE_GONE
    again = _is_second_press(sheet.draft, step, given) or _is_gone(sheet, step, given)
    return "" if again else None


def _is_second_press(draft: Draft, step: Step, given: Given) -> bool:
    """Whether this is the second press of a button whose first press was already taken."""
    pressed = given.choice is not None and given.step not in {None, step.name}
    return pressed and draft.answers.get(given.step or "") == given.choice


def _is_gone(sheet: Sheet, step: Step, given: Given) -> bool:
    """Whether a press is for a later question, while an earlier answer is not possible any more."""
    return given.step not in {None, step.name} and bool(engine.asked_again(step, sheet))


def _is_off_list(sheet: Sheet, step: Step, given: Given) -> bool:
    """Whether a press is a choice of the open question that is not offered any more."""
    if given.choice is None or given.step not in {None, step.name}:
        return False
    offered = step.choices(sheet)
    if not offered or given.choice in offered:
        return False
    try:
        step.parse(given, sheet)
    except BadAnswer:
        return True
    return False


def _draft_begun_by(req: Request, given: Given) -> Draft | None:
    """A new draft of the first form that this message starts by itself; None if there is none."""
    for flow in req.conditions.flows.values():
        context = flow.begun_by(req, given)
        if context is not None:
            return draft_lifecycle.new(req.actor, req, flow.form.name).opened_by(context)
    return None


def _with_input(
    req: Request, sheet: Sheet, step: Step | None, given: Given
) -> tuple[Draft, tuple[str, ...]]:
    """The draft with the input in it: an answer to the open question, or material kept beside it.

    Also returns the reasons why files were not kept.
    """
    draft, form = sheet.draft, req.flow(sheet.draft.form).form
    if not given.is_message:
        return engine.take(form, sheet, given).carrying(heard_at=0), ()
    if form.gathers:
        return gathering.gathered(req, sheet, step, given)
    if given.files and not attachments.is_answer(req, draft):
        draft, not_kept = attachments.keep(req, draft, given)
        message_index.keep_beside(req.tx, draft, given.message_id, given.text, req.now)
        return draft, not_kept
    if step is not None and given.is_plain_text and (answers := step.typed(given, sheet)):
        return gathering.with_answers(req, draft, given, answers), ()
    draft = engine.take(form, sheet, given)
    if step is not None:
        gathering.index(req, draft, step.name, given)
    return draft, ()


def _moved(req: Request, draft: Draft, press: Given) -> DialogOutcome | None:
    """What a typed button does that is no answer to the open question; None for an answer."""
    here = replace(press, draft=draft.id)
    match press.command:
        case "cancel":
            return cancel(req, draft.id)
        case "back":
            return back(req, here)
        case "edit":
            return edit(req, here, press.step or "")
    return None


def _ask_or_finish(req: Request, before: Sheet, draft: Draft, step: Step | None) -> DialogOutcome:
    """Ask the next open question, or finish the form."""
    flow = req.flow(draft.form)
    flow.check(req, draft)
    note = attachments.settle(req, draft)
    sheet = questions.sheet(req, draft)
    if engine.current(flow.form, sheet) is not None:
        more_files = sheet.files > before.files and not flow.form.gathers
        note = note or flow.remark(before, draft) or ("files-kept" if more_files else "")
        asked = go_on(req, draft, note=note)
        return replace(asked, taken=step)
    outcome = flow.finish(req, engine.whole(flow.form, sheet))
    if not (isinstance(outcome, Asked) and outcome.sheet.draft.id == draft.id):
        drafts.drop(req.tx, draft.id)
    return outcome


def finished(req: Request, draft: Draft) -> DialogOutcome:
    """Finish a draft that has no open question."""
    return _ask_or_finish(req, questions.sheet(req, draft), draft, None)


def _more_expected(before: Sheet, given: Given, now: int) -> bool:
    """Whether more is likely to follow: part of an album, or messages in quick succession."""
    heard_at = before.draft.carried.heard_at
    return bool(given.album) or (heard_at > 0 and now - heard_at < attachments.QUIET_SECONDS)


def back(req: Request, given: Given) -> DialogOutcome:
    """Ask the previous question again; later answers stay."""
    draft = _open(req, given)
    sheet = questions.sheet(req, draft)
    return go_on(req, engine.back(req.flow(draft.form).form, sheet).carrying(heard_at=0))


def edit(req: Request, given: Given, step: str) -> DialogOutcome:
    """Ask one question of a finished form again."""
    draft = _open(req, given)
    flow = req.flow(draft.form)
    along = flow.asked_along.get(step, ())
    changed = engine.edit(flow.form, questions.sheet(req, draft), step, along=along)
    return go_on(req, changed.carrying(heard_at=0))


def page_of_choices(req: Request, draft_id: str, start: int) -> DialogOutcome:
    """The open question again, with another page of its choices."""
    return replace(questions.ask(req, _open(req, Given(draft=draft_id))), choices_from=start)


def tick(req: Request, given: Given, switch: str, *, on: bool | None = None) -> DialogOutcome:
    """Set one of the review's ticks; `on` None toggles it."""
    draft = _open(req, given)
    changed, note = req.flow(draft.form).tick(questions.sheet(req, draft), switch, on)
    if changed != draft:
        drafts.save(req.tx, changed, req.now)
    return questions.ask(req, changed, note=note, number=req.profile.emergency)


def go_on(req: Request, draft: Draft, *, note: str = "") -> Asked:
    """Save a draft and ask its open question."""
    flow = req.flow(draft.form)
    step = engine.current(flow.form, questions.sheet(req, draft))
    if step is not None:
        draft = flow.prepare(req, draft, step)
    drafts.save(req.tx, draft, req.now)
    return questions.ask(req, draft, note=note)


def cancel(req: Request, draft_id: str | None = None) -> DialogOutcome:
    """Cancel a form: the one given by id, or the one last touched.

    A form that was not opened from another screen can be restored for ten minutes; any other is
    erased.
    """
    draft = named(req.tx, req.actor, draft_id)
    if draft is None:
        if draft_id is not None and draft_lifecycle.may_take_back(req, draft_id):
            return Idle(note="cancel-done", undo=draft_id)  # pressed twice
        return Idle(note="cancel-nothing")
    theirs = draft_lifecycle.is_theirs(req, draft)
    outcome = req.flow(draft.form).cancelled(req, draft) if theirs else Idle(note="cancel-done")
    if theirs and isinstance(outcome, Idle) and draft.has_something:
        draft_lifecycle.set_aside(req, draft)
        return replace(outcome, undo=draft.id)
    draft_lifecycle.forget(req.tx, draft)
    return outcome


def undo(req: Request, draft_id: str) -> Asked:
    """Restore a cancelled form."""
    return draft_lifecycle.take_back(req, draft_id)


def _addressed_draft(req: Request, given: Given) -> Draft | None:
    """The draft that a press belongs to; for text and files, the one last touched.

    Raises `FormOvertaken` if it cannot be finished any more.
    """
    draft = named(req.tx, req.actor, given.draft)
    if draft is not None:
        try:
            draft_lifecycle.check_theirs(req, draft)
            req.flow(draft.form).still(req, draft)
        except Refusal as why:
            raise FormOvertaken(draft.id, why) from why
    return draft


def named(tx: Tx, person: Person, draft_id: str | None) -> Draft | None:
    """Somebody's draft: the one of this id, or without an id the one last touched."""
    if draft_id is None:
        return drafts.active(tx, person.who)
    draft = drafts.get(tx, draft_id)
    return draft if draft is not None and draft.who == person.who else None


def _active(req: Request) -> Draft | None:
    """The draft last touched; one about a case that the person may no longer read is deleted."""
    while (draft := drafts.active(req.tx, req.actor.who)) is not None:
        if draft_lifecycle.is_theirs(req, draft):
            break
        draft_lifecycle.forget(req.tx, draft)
    return draft


def _open(req: Request, given: Given) -> Draft:
    draft = _addressed_draft(req, given)
    if draft is None:
        raise BadAnswer("answer-nothing-asked")
    return draft


def _done_before(req: Request, draft_id: str) -> DialogOutcome:
    """Second press of a form's last button: returns the same outcome and does nothing twice."""
    for flow in req.conditions.flows.values():
        if (known := flow.done_before(req, draft_id)) is not None:
            return known
    raise BadAnswer("answer-nothing-asked")


def refused(req: Request) -> DialogOutcome:
    """After a refusal: show the open question again, unchanged."""
    draft = _active(req)
    return Idle() if draft is None else questions.ask(req, draft)
