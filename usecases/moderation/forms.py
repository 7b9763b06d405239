"""Open and cancel the forms of a case's moves."""

from conversation.contexts import CaseActionContext, SameDecisionContext
from domain.core.errors import MovedOn, Refusal
from domain.network.people import Verb
from storage.cases import cases
from usecases.cases import merging
from usecases.core import identifying
from usecases.core.outcomes import Asked, DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import dialogs, draft_lifecycle
from usecases.moderation import casework

_WORDS = frozenset({"facts", "feedback"})


def begin_on_case(req: Request, case_id: int, verb: Verb, *, seen: int) -> Asked:
    """Open the form of a move, if this person may make that move now."""
    case = casework.allow(req, case_id, verb, seen=seen)
    context = CaseActionContext(status=case.status)
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
    context = SameDecisionContext(
        status=case.status, earlier=found.case.number, refusal=found.refusal
    )
    # Words of the other decision may name its reporters, whom nothing keeps out of this case.
    answers = {
        name: identifying.left_out(req.tx, found.case, text) if name in _WORDS else text
        for name, text in found.answers.items()
    }
    return draft_lifecycle.begin(req, Verb.SAME, case_id=case.id, context=context, answers=answers)


def give_up(req: Request, draft_id: str | None = None) -> DialogOutcome:
    """Cancel a form whose case has changed meanwhile, and show the case as it is now.

    The form is the one given by id, else the one last touched; a form about no case stays open.
    """
    draft = dialogs.named(req.tx, req.actor, draft_id)
    if draft is None or draft.case_id is None or not draft_lifecycle.is_theirs(req, draft):
        return dialogs.refused(req)
    draft_lifecycle.forget(req.tx, draft)
    return casework.card(req, draft.case_id)
