"""How the same content was decided before: found by likeness among ended cases.

Staff are shown it and may decide the same; nothing is decided by it. Reporters are told of it some
time after filing, and only of what everybody can see.
"""

from collections.abc import Iterator
from itertools import islice

from msgspec.structs import replace

from conversation.contexts import Presets
from domain import likeness
from domain.case import SAID, Case, Decision, Ground, Outcome, cites
from domain.likeness import Trait, is_public
from domain.network.people import Role, overlooks, role_in
from domain.notices.reporter_notices import DecidedBeforeNotice
from domain.removals import rules
from domain.report import Report
from domain.status import Status
from storage.cases import cases, decisions, reviewers
from storage.engine import counters
from storage.engine.database import Tx
from storage.reporting import reporter_links, reports, targets
from usecases.cases import removal_proofs, similarity
from usecases.cases.similarity import Alike
from usecases.core import identifying
from usecases.core.request import Request
from usecases.core.similar_cases import EarlierDecision
from usecases.notify import notify

MOST = 5  # similar ended cases whose decisions are read; addresses of a report that are looked up
EARLIEST, LATEST = 60, 24 * 3600  # seconds after filing in which a reporter is told
AT_ONCE = 20  # new cases looked at by one run of the clock
# names of the counters of the last case looked at: when it was opened, and which
TOLD_AT, TOLD_OF = "decided_before:opened_at", "decided_before:case"
DECIDABLE = frozenset(
    {Status.SUBMITTED, Status.ACCEPTED, Status.VERIFYING, Status.ACTING, Status.REFERRED}
)
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
            why = why_not(req, case, decision)
            return EarlierDecision(
                case=each.case,
                decision=decision,
                traits=each.traits,
                why_not=why,
                refusal=_refuses(case, decision),
                may_be_back=_may_be_back(req, each.case),
                answers={} if why else _result(req, case, decision),
                presets=Presets() if why else _copied(req, case, decision),
            )
    return None


def _may_be_back(req: Request, case: Case) -> bool:
    """Whether this person may say that what was removed is there again."""
    works = role_in(req.actor, case.unit, req.profile.by_code) >= Role.MODERATOR
    return works and rules.may_be_back(case)


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
    if why := why_not_decide(req, case, refuses=is_refusal(decision)):
        return why
    if _refuses(case, decision):
        return ""
    if outcome_of(decision) is None:
        return "same-not-here"  # what was not accepted as such says nothing about the content
    if not req.profile.may_have(case.unit, case.category, case.subcategory):
        return "same-not-here"  # the case first goes to a unit that may have it
    return ""


def why_not_decide(req: Request, case: Case, *, refuses: bool) -> str:
    """The key of a refusal if this person may not end this case by one form; else empty.

    `refuses`: the form is that of not accepting the report.
    """
    if case.status not in DECIDABLE:
        return "refusal-move"
    if role_in(req.actor, case.unit, req.profile.by_code) < Role.MODERATOR:
        return "refusal-not-allowed"
    if reviewers.reported(req.tx, case.id, (req.actor.who,)):
        return "refusal-own-report"
    if case.quarantined_at is not None and not refuses:
        return "refusal-quarantined"
    return ""


def _refuses(case: Case, decision: Decision) -> bool:
    """Whether deciding the same means not to accept: only a new report can be refused."""
    return is_refusal(decision) and case.status is Status.SUBMITTED


def _result(req: Request, case: Case, decision: Decision) -> dict[str, str]:
    """The ground or the outcome; nothing where the case cannot be decided with that outcome."""
    if _refuses(case, decision):
        return {"ground": decision.result}
    outcome = outcome_of(decision)
    assert outcome is not None  # `why_not` has looked
    proven = rules.proves(removal_proofs.of_case(req, case), outcome)
    return {"outcome": outcome} if proven else {}


def _copied(req: Request, case: Case, decision: Decision) -> Presets:
    """What is copied from the earlier decision; what does not fit this case is left to ask."""
    words = Presets(feedback=decision.feedback, words=decision.feedback_in)
    if _refuses(case, decision):
        return words
    outcome, taxonomy = outcome_of(decision), req.profile.taxonomy
    cited = taxonomy.may_cite(decision.rule, case.category, case.subcategory)
    rule = decision.rule if outcome is not None and cites(outcome) and cited else ""
    return replace(words, rule=rule, facts=decision.facts.strip() and decision.facts)


def without_reporters(req: Request, found: EarlierDecision) -> Presets:
    """What is copied, without words that may name a reporter of the earlier case.

    Nothing keeps such words out of this case by itself: its reporters are others.
    """

    def cleaned(text: str) -> str:
        return identifying.left_out(req.tx, found.case, text)

    copied = found.presets
    return replace(
        copied,
        facts=cleaned(copied.facts),
        feedback=cleaned(copied.feedback),
        words={locale: cleaned(text) for locale, text in copied.words.items()},
    )


def tell(req: Request) -> int:
    """Tell reporters of new cases how the same public page was decided. Returns how many cases.

    Never at filing: it costs filing nothing, and how long it takes tells nobody anything. The next
    run begins after the last case of this one.
    """
    after = counters.value(req.tx, TOLD_AT) or 0, counters.value(req.tx, TOLD_OF) or 0
    found = cases.opened_between(req.tx, after, req.now - LATEST, req.now - EARLIEST, limit=AT_ONCE)
    for case in found:
        _tell(req, case)
    if found:
        counters.put(req.tx, TOLD_AT, found[-1].opened_at)
        counters.put(req.tx, TOLD_OF, found[-1].id)
    return len(found)


def _tell(req: Request, case: Case) -> None:
    if case.status not in DECIDABLE or case.quarantined_at is not None or _is_closed(req, case):
        return
    for report in reports.of_case(req.tx, case.id, most=MOST):
        who = reporter_links.reporter(req.tx, report.id)
        notice = _news(req, case, report, who) if who is not None else None
        if notice is not None and report.withdrawn_at is None:
            notify.reporter(req, who, report.id, case, notice, event="before")


def _news(req: Request, case: Case, report: Report, who: str) -> DecidedBeforeNotice | None:
    """The latest decision on a public address of this report; None if there is none to tell."""
    for address in islice(_addresses(req.tx, report.id), MOST):
        if not is_public(address, targets.reporters(req.tx, address, but=who)):
            continue
        for each in similarity.ended_at(req.tx, address, but=case.id, most=MOST):
            decision = decisions.standing(req.tx, each.id)
            said = SAID.get(decision.result) if decision is not None else None
            if decision is None or said is None or _is_closed(req, each):
                continue
            at = decision.confirmed_at or decision.decided_at
            return DecidedBeforeNotice(said=said, decided_at=at)
    return None


def _addresses(tx: Tx, report_id: int) -> Iterator[str]:
    """The addresses of a report, in normal form, and those of its forwarded posts."""
    for target in targets.of_report(tx, report_id):
        if target.normalised:
            yield target.normalised
        for trait, value in likeness.post(target.origin or {}):
            if trait is Trait.URL:
                yield value


def _is_closed(req: Request, case: Case) -> bool:
    return req.profile.taxonomy.is_closed(case.category, case.subcategory)
