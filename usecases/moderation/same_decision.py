"""Decide a case as the same content was decided before: copied, changed where needed."""

from collections.abc import Mapping
from typing import Any

from conversation.contexts import SameDecisionContext
from domain.case import Case, Decision, cites
from domain.core.errors import MovedOn, NotFound, Refusal
from domain.draft import Draft
from domain.network.people import Verb
from domain.status import Status
from storage.cases import cases
from usecases.cases import changes, decided_before, merging
from usecases.cases.changes import Answers
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.core.views import Card, EarlierDecision
from usecases.dialogs import draft_lifecycle
from usecases.moderation import case_card, casework, transitions

_WAY: Mapping[Status, tuple[Verb, ...]] = {
    Status.SUBMITTED: (Verb.ACCEPT, Verb.CHECK, Verb.DECIDE),
    Status.ACCEPTED: (Verb.CHECK, Verb.DECIDE),
    Status.VERIFYING: (Verb.DECIDE,),
    Status.ACTING: (Verb.DECIDE,),
}
"""The moves that lead to a decision: each is made, journalled and told as by its own button."""


def begin(req: Request, case_id: int, *, seen: int) -> Asked:
    """Open the form with the earlier decision copied: one press sends it as it is."""
    case = casework.readable_case(req, case_id, Verb.SAME)
    if case.version != seen:
        raise MovedOn("case-moved-on")
    found = merging.seen(req, case).earlier
    if found is None:
        raise MovedOn("case-moved-on")
    if why := decided_before.why_not(req, case, found.decision):
        raise Refusal(why)
    return draft_lifecycle.begin(
        req,
        Verb.SAME,
        case_id=case.id,
        context=SameDecisionContext(
            status=case.status,
            earlier=found.case.number,
            refusal=_is_refusal(case, found.decision),
        ),
        answers=_copied(req, case, found),
    )


def _is_refusal(case: Case, decision: Decision) -> bool:
    return decided_before.is_refusal(decision) and case.status is Status.SUBMITTED


def _copied(req: Request, case: Case, found: EarlierDecision) -> dict[str, Any]:
    """The answers taken from the earlier decision; what does not fit this case is asked."""
    decision = found.decision
    feedback = {"feedback": decision.feedback}
    if _is_refusal(case, decision):
        return {"ground": decision.result, **feedback}
    outcome = decided_before.outcome_of(decision)
    taxonomy = req.profile.taxonomy
    cited = taxonomy.may_cite(decision.rule, case.category, case.subcategory)
    keeps_rule = outcome is not None and cites(outcome) and cited
    return {
        "outcome": outcome,
        **({"rule": decision.rule} if keeps_rule else {}),
        **({"facts": decision.facts} if decision.facts.strip() else {}),
        **feedback,
    }


def finish(req: Request, draft: Draft) -> Card:
    """Make the moves that lead to the decision; refused if the case has moved on meanwhile.

    A grave decision waits for a second person, as ever.
    """
    if draft.case_id is None:
        raise NotFound("case-unknown")
    case = casework.readable_case(req, draft.case_id, Verb.SAME)
    context, given = SameDecisionContext.of(draft), Answers(draft.answers)
    if case.status != context.status:
        raise MovedOn("case-moved-on")
    changes.write(req, case, Verb.SAME, case.status, context.earlier)
    if context.refusal:
        return case_card.card(req, transitions.make(req, case, Verb.REFUSE, given))
    for verb in _WAY.get(case.status, ()):
        answers = Answers({"category": case.category}) if verb is Verb.ACCEPT else given
        case = transitions.make(req, case, verb, answers if verb is not Verb.CHECK else Answers())
    return case_card.card(req, cases.get(req.tx, case.id))
