"""Open and cancel the forms of a case's moves, with what they answer beforehand."""

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import CaseActionContext, DecisionContext
from conversation.form import Sheet, Step
from conversation.forms import presets
from domain.case import Case
from domain.core.errors import BadAnswer, MovedOn, Refusal
from domain.draft import Draft
from domain.network.people import Verb
from domain.template import SUBJECTS, Template
from storage.cases import cases
from usecases.cases import decided_before, merging
from usecases.core.outcomes import Asked, DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import dialogs, draft_lifecycle
from usecases.moderation import casework, macros, ready_texts

PAGE = 8  # macros


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


def give_up(req: Request, draft_id: str | None = None) -> DialogOutcome:
    """Cancel a form whose case has changed meanwhile, and show the case as it is now.

    The form is the one given by id, else the one last touched; a form about no case stays open.
    """
    draft = dialogs.named(req.tx, req.actor, draft_id)
    if draft is None or draft.case_id is None or not draft_lifecycle.is_theirs(req, draft):
        return dialogs.refused(req)
    draft_lifecycle.forget(req.tx, draft)
    return casework.card(req, draft.case_id)
