"""Work on a case: investigate, decide, confirm or send back."""

from conversation.form import FormFacts
from conversation.forms import measures as measure_forms
from domain.case import BURDENS, Case, Decision, Outcome, cites, is_change
from domain.core.errors import Refusal
from domain.draft import Draft
from domain.network.people import Role, role_in
from domain.notices.case_notices import SentBackNotice
from domain.notices.reporter_notices import ClosedNotice, VerifyingNotice
from domain.removals import rules
from domain.status import Move
from storage.cases import cases, decisions
from storage.evidence import evidence_files
from storage.network import people
from storage.removals import removed
from storage.reported_accounts import account_measures, case_accounts
from usecases.cases import appeal_decisions, changes, removal_proofs, reviewers
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.notify import case_counters, notify, recipients


def check_it(req: Request, case: Case, move: Move, _: Answers) -> Case:
    """Somebody becomes the assignee and investigates the case."""
    moved = changes.change(req.tx, case, move, assignee=req.actor.who)
    notify.reporters(req, moved, VerifyingNotice(due_at=moved.due_at))
    return moved


def check_outcome(req: Request, case: Case, outcome: str) -> None:
    """Raise a refusal unless the case may be decided with this outcome now.

    Removed, and refused by the provider, need a removal request that proves it. Whoever burdens
    somebody must have opened the evidence, if there is any.
    """
    if why := unseen(req, case, outcome):
        raise Refusal(why)
    check_proof(req, case, outcome)


def unseen(req: Request, case: Case, outcome: str) -> str:
    """The key of a refusal if this outcome burdens somebody and nobody opened the evidence."""
    is_unseen = outcome in BURDENS and case.evidence_seen_at is None
    return "refusal-evidence-unseen" if is_unseen and evidence_files.names(req.tx, case.id) else ""


def check_proof(req: Request, case: Case, outcome: str) -> None:
    """Raise a refusal unless removal requests of the case, or of its page, prove this outcome."""
    if outcome not in rules.PROOF:
        return
    if not rules.proves(removal_proofs.of_case(req, case), Outcome(outcome)):
        raise Refusal(f"refusal-unproven-{outcome}")


def check_draft(req: Request, draft: Draft) -> None:
    """Raise a refusal if the case cannot be decided with the outcome just chosen in the form."""
    if draft.case_id is not None and draft.answers.get("outcome"):
        check_outcome(req, cases.get(req.tx, draft.case_id), draft.answers["outcome"])


def form_facts(req: Request, _: Draft, case: Case) -> FormFacts:
    """What the form offers: the outcomes that removal requests leave open, and several accounts."""
    named = case_accounts.of_case(req.tx, case.id) if case.accounts > 1 else ()
    return FormFacts(
        outcomes=rules.provable(removal_proofs.of_case(req, case)),
        accounts={str(each.row): each.account for each in named},
    )


def decide(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """Record a decision with its reasons; reporters are told only after it is confirmed."""
    outcome = Outcome(given["outcome"])
    moved = changes.change(
        req.tx, case, move, outcome=outcome, decided_by=req.actor.who, confirmed_by=None
    )
    decision = decisions.add(
        req.tx,
        Decision(
            id=0,
            case_id=case.id,
            kind="finding",
            result=outcome,
            rule=given.get("rule") or "",
            facts=given["facts"],
            feedback=given["feedback"],
            feedback_in=given.get("words") or {},
            decided_by=req.actor.who,
            decided_at=req.now,
            seen_gone=given.get("seen_gone") or "",
        ),
    )
    if outcome is Outcome.REMOVED_BY_UNIT:
        moved = removed.mark_all(req.tx, moved, req.now)  # somebody has seen it gone
    elif outcome is Outcome.REMOVED and (at := removal_proofs.gone_elsewhere(req, case)):
        moved = removed.mark_all(req.tx, moved, at)
    if (measure := measure_forms.taken(given.given)) is not None:
        account_measures.add(req.tx, decision.id, case.id, measure)
    reviewers.call(req, moved, event="decide")
    notify.cards(req, moved)
    return moved


def confirm(req: Request, case: Case, move: Move, _: Answers) -> Case:
    """Confirm the decision, and tell the reporters: decision, reasons, and the end of appeal."""
    decision = decisions.latest(req.tx, case.id)
    if decision is None or not decision.feedback.strip():
        raise Refusal("refusal-no-feedback")  # no case closes without reasons
    if case.outcome is not None:
        check_proof(req, case, case.outcome)  # it may be there again since
    if decision.result == Outcome.ACCOUNT_MEASURE:
        account_measures.begin(req.tx, decision.id, req.now)
    if is_change(case):
        return appeal_decisions.confirm_change(req, case, move, decision)
    until = changes.appeal_until(req)
    decisions.confirm(req.tx, decision.id, by=req.actor.who, now=req.now, appeal_until=until)
    moved = changes.change(
        req.tx, case, move, **changes.ended(req, case), confirmed_by=req.actor.who
    )
    if cites(decision.result):
        case_counters.upheld(req, case, decision.rule)
    notify.reporters(
        req,
        moved,
        ClosedNotice(
            outcome=decision.result,
            rule=decision.rule,
            feedback=decision.feedback,
            feedback_in=decision.feedback_in,
            appeal_until=until,
            kept_until=moved.retain_until,
        ),
    )
    return moved


def send_back(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """Return the decision to its author with what is missing; else to those who work there."""
    if is_change(case):
        return appeal_decisions.send_change_back(req, case, given)
    author = _author_if_active(req, case)
    moved = changes.change(req.tx, case, move, assignee=author, outcome=None)
    if case.outcome is Outcome.REMOVED_BY_UNIT:
        appeal_decisions.unmark_removed(req, case)
    changes.note(req, case, given["reason"])
    if author is not None:
        notify.to_staff(req, author, moved, SentBackNotice(), event="back")
    else:
        notify.colleagues(req, moved, SentBackNotice(), event="back")
    notify.cards(req, moved)  # it said that a decision is being confirmed
    return moved


def _author_if_active(req: Request, case: Case) -> str | None:
    """Who took the decision, if they can be told and may still act on the case; else None."""
    author = people.get(req.tx, case.decided_by, req.now) if case.decided_by is not None else None
    if (
        author is None
        or not author.reachable
        or role_in(author, case.unit, req.profile.by_code) < Role.MODERATOR
    ):
        return None
    return author.who if recipients.unbiased(req, case, (author,)) else None
