"""Open and cancel the forms of a case's moves, with what they answer beforehand."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import CaseActionContext, DecisionContext
from conversation.form import Sheet, Step, no_choices
from conversation.forms import presets
from domain.case import Case
from domain.core.errors import BadAnswer, MovedOn, Refusal
from domain.draft import Draft
from domain.network.people import Verb
from domain.status import MOVES
from domain.template import SUBJECTS, Template
from storage.audit import journal
from storage.cases import cases
from storage.network import people
from usecases.cases import decided_before, merging
from usecases.core.outcomes import Asked, DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import dialogs, draft_lifecycle, questions
from usecases.moderation import actions, casework, macros, ready_texts, transitions

PAGE = 8  # macros
_CHANGES = frozenset(move.verb for move in MOVES) - {Verb.LATE}
"""What makes most forms impossible; the others become so by what they do themselves."""


class MacroList(Struct, frozen=True, kw_only=True):
    """One page of the macros that are possible on a case now; `after` starts the next page."""

    case: Case
    found: tuple[Template, ...]
    start: int
    after: int | None


def begin_on_case(req: Request, case_id: int, verb: Verb, *, seen: int) -> Asked:
    """Open the form of a move, if this person may make that move now."""
    case = casework.allow(req, case_id, verb, seen=seen)
    context = CaseActionContext(status=case.status)
    if req.flow(verb).form.context is DecisionContext:
        offered = ready_texts.for_form(req, case, verb)
        context = DecisionContext(status=case.status, offered=offered, seen=case.version)
    return draft_lifecycle.begin(req, verb, case_id=case.id, context=context)


def begin_join(req: Request, case_id: int, to: int, *, seen: int) -> Asked:
    """The same for joining a suggested case: only the confirmation is left to ask."""
    case = casework.allow(req, case_id, Verb.JOIN, seen=seen)
    target = merging.may_join(req, case, cases.get(req.tx, to).number)
    context, answers = CaseActionContext(status=case.status), {"case": target.number}
    return draft_lifecycle.begin(req, Verb.JOIN, case_id=case.id, context=context, answers=answers)


def begin_same(req: Request, case_id: int, *, seen: int) -> Asked:
    """Open the form that decides a case as it was decided before, with all that copied."""
    case = casework.readable_case(req, case_id, Verb.SAME)
    found = merging.seen(req, case).earlier if case.version == seen else None
    if found is None:
        raise MovedOn("case-moved-on")
    if found.why_not:
        raise Refusal(found.why_not)
    context = DecisionContext(
        status=case.status,
        earlier=found.case.number,
        refusal=found.refusal,
        offered=dict.fromkeys(found.answers.values(), decided_before.without_reporters(req, found)),
    )
    return draft_lifecycle.begin(
        req, Verb.SAME, case_id=case.id, context=context, answers=found.answers
    )


def list_macros(req: Request, case_id: int, start: int, *, seen: int) -> MacroList:
    """One page of the macros that this person may use on a case, whose card had version `seen`."""
    case = casework.readable_case(req, case_id, Verb.MACRO)
    if case.version != seen or start < 0:
        raise MovedOn("case-moved-on")
    found = macros.of_case(req, case)
    after = start + PAGE if start + PAGE < len(found) else None
    return MacroList(case=case, found=found[start : start + PAGE], start=start, after=after)


def begin_macro(req: Request, case_id: int, macro_id: int, *, seen: int) -> Asked:
    """Open the form that decides a case by a macro, if that is possible now."""
    case = casework.readable_case(req, case_id, Verb.MACRO)
    if case.version != seen:
        raise MovedOn("case-moved-on")
    macro = macros.usable(req, case, macro_id)
    answer = "ground" if macro.verb == Verb.REFUSE else "outcome"
    context = DecisionContext(
        status=case.status,
        macro=macro.title,
        refusal=macro.verb == Verb.REFUSE,
        offered={macro.result: macros.presets_of(req, case, macro)},
    )
    return draft_lifecycle.begin(
        req, Verb.MACRO, case_id=case.id, context=context, answers={answer: macro.result}
    )


def prepare(req: Request, draft: Draft, _: Step) -> Draft:
    """The draft with what is answered beforehand for the result just chosen.

    Once it is there it does not change: what is sent is what was shown.
    """
    context, result = DecisionContext.of(draft), presets.result_of(draft)
    if draft.case_id is None or result not in SUBJECTS or result in context.offered:
        return draft
    found = ready_texts.offered(req, cases.get(req.tx, draft.case_id), (result,))
    return draft.opened_by(replace(context, offered={**context.offered, **found}))


def write_own(sheet: Sheet, switch: str, on: bool | None) -> tuple[Draft, str]:
    """Set or clear the wish to write a refusal's words; BadAnswer for other switches."""
    if switch != presets.OWN_WORDS:
        raise BadAnswer("answer-stale")
    is_on = not presets.writes_own(sheet) if on is None else on
    return sheet.draft.carrying(ticks={presets.OWN_WORDS: is_on}), ""


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if the case was changed so that this form of it cannot be finished.

    It says who changed it since the form was opened, where the journal has that.
    """
    case = casework.readable_case(req, draft.case_id or 0, Verb.READ)
    try:
        _check(req, case, draft)
    except Refusal as why:
        if isinstance(why, MovedOn) or why.key == "refusal-move":
            raise (_changed_by(req, case, draft) or why) from why
        raise  # the case is as it was: this person may not, or something else is missing


def _check(req: Request, case: Case, draft: Draft) -> None:
    verb = Verb(draft.form)
    if verb in actions.DEEDS:
        actions.check(req, case, verb)
        return
    decides = req.flow(verb).form.context is DecisionContext
    context = (DecisionContext if decides else CaseActionContext).of(draft)
    if case.status != context.status:
        raise MovedOn("case-moved-on")
    if isinstance(context, DecisionContext) and verb in {Verb.SAME, Verb.MACRO}:
        way = transitions.WAY.get(case.status, (Verb.DECIDE,))
        verb = Verb.REFUSE if context.refusal else way[0]
    transitions.check(req, case, verb)


def _changed_by(req: Request, case: Case, draft: Draft) -> MovedOn | None:
    """The refusal that names the newest change of a case since a form of it was opened."""
    for entry in reversed(journal.of_case(req.tx, case.id)):
        if entry.written_at < draft.started_at:
            break
        if entry.verb in {*_CHANGES, draft.form}:
            person = people.get(req.tx, entry.who)
            return MovedOn(
                "form-overtaken",
                number=case.number,
                done=entry.verb,
                by=entry.who,
                name=person.name if person is not None else None,
                at=entry.written_at,
            )
    return None


class GivenUp(Struct, frozen=True, kw_only=True):
    """What is shown instead of a form that cannot be finished any more.

    `draft` is its id, `typed` what its author had written in it. `view` is what to show after it:
    None where they may not read the case any more.
    """

    draft: str = ""
    view: DialogOutcome | None
    typed: tuple[str, ...] = ()


def overtaken(req: Request, draft_id: str | None = None) -> GivenUp | None:
    """What to show instead of a form that was overtaken: the one given by id, or last touched.

    The draft stays until `give_up`, so that nothing is lost if the answer is.
    """
    draft = dialogs.named(req.tx, req.actor, draft_id)
    if draft is None:
        return None
    flow, sheet = req.flow(draft.form), questions.sheet(req, draft)
    answers = {**(draft.carried.before or {}), **draft.answers}
    own = (answers.get(step.name) for step in flow.form.steps if _takes_text(step, answers, sheet))
    typed = (*(text for text in own if isinstance(text, str)), *draft.carried.texts)
    is_theirs = draft_lifecycle.is_theirs(req, draft)
    try:
        view = flow.cancelled(req, draft) if is_theirs else None
    except Refusal:
        view = None  # it is gone, or they may not see it any more
    return GivenUp(draft=draft.id, view=view, typed=tuple(dict.fromkeys(typed)))


def _takes_text(step: Step, answers: Mapping[str, Any], sheet: Sheet) -> bool:
    """Whether the answer was typed: to a question without choices, or beside them."""
    if step.choices is no_choices:
        return True
    return not step.gone and answers.get(step.name) not in step.choices(sheet)


def give_up(req: Request, draft_id: str) -> None:
    """Delete a form that was overtaken, after its author got back what they had written."""
    draft = dialogs.named(req.tx, req.actor, draft_id)
    if draft is not None:
        draft_lifecycle.forget(req.tx, draft)
