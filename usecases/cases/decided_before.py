"""How the same content was decided before: found by likeness among ended cases.

Staff are shown it and may decide the same; nothing is decided by it.
"""

from itertools import islice

from domain.case import Case, Decision, Ground, Outcome
from domain.network.people import Role, overlooks, role_in
from domain.status import Status
from storage.cases import decisions, reviewers
from usecases.cases import similarity
from usecases.cases.similarity import Alike
from usecases.core.request import Request
from usecases.core.views import EarlierDecision

MOST = 5  # similar ended cases whose decisions are read
DECIDABLE = frozenset({Status.SUBMITTED, Status.ACCEPTED, Status.VERIFYING, Status.ACTING})
"""The states from which a case can be decided as another was."""
OF_PERSON = frozenset({Ground.REPEATED, Ground.MISUSE})
"""Reasons that are about who reported, and say nothing about the content."""


def earlier(req: Request, case: Case, alike: Alike) -> EarlierDecision | None:
    """The decision on the most similar ended case that this person may read; None without one."""
    units = req.profile.by_code
    found = similarity.ended(req.tx, alike, lambda each: overlooks(req.actor, each.unit, units))
    for each in islice(found, MOST):
        decision = decisions.standing(req.tx, each.case.id)
        if decision is not None and decision.feedback.strip() and decision.result not in OF_PERSON:
            return EarlierDecision(
                case=each.case,
                decision=decision,
                traits=each.traits,
                repeatable=not why_not(req, case, decision),
            )
    return None


def is_refusal(decision: Decision) -> bool:
    """Whether the earlier report was not accepted, so that no finding was made."""
    return decision.kind == "triage"


def outcome_of(decision: Decision) -> Outcome | None:
    """The outcome to decide in the same way; None where the earlier decision has none."""
    if not is_refusal(decision):
        return Outcome(decision.result)
    return Outcome.NOT_UPHELD if decision.result == Ground.NO_RULE_BROKEN else None


def why_not(req: Request, case: Case, decision: Decision) -> str:
    """The key of a refusal if this person may not decide this case in the same way; else empty."""
    if case.status not in DECIDABLE:
        return "refusal-move"
    if role_in(req.actor, case.unit, req.profile.by_code) < Role.MODERATOR:
        return "refusal-not-allowed"
    if reviewers.reported(req.tx, case.id, (req.actor.who,)):
        return "refusal-own-report"
    if case.quarantined_at is not None and not is_refusal(decision):
        return "refusal-quarantined"
    if is_refusal(decision) and case.status is Status.SUBMITTED:
        return ""
    if outcome_of(decision) is None:
        return "same-not-here"  # what was not accepted as such says nothing about the content
    if not req.profile.may_have(case.unit, case.category, case.subcategory):
        return "same-not-here"  # the case first goes to a unit that may have it
    return ""
