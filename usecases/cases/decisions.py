"""Work on a case: investigate, request measures, decide, confirm or send back."""

from domain.case import Case, Decision, Outcome, is_change
from domain.core.errors import Refusal
from domain.network.people import Person, Role, role_in
from domain.notices.case_notices import SentBackNotice
from domain.notices.reporter_notices import ActingNotice, ClosedNotice, VerifyingNotice
from domain.status import Move
from storage.cases import decisions
from storage.network import people
from usecases.cases import appeal_decisions, changes, reviewers
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.notify import notify, recipients


def check_it(req: Request, case: Case, move: Move, _: Answers) -> Case:
    """Somebody becomes the assignee and investigates the case."""
    moved = changes.change(req.tx, case, move, assignee=req.actor.who)
    notify.reporters(req, moved, VerifyingNotice(due_at=moved.due_at))
    return moved


def measures(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """A rule is violated: request measures."""
    moved = changes.change(req.tx, case, move, first_action_at=req.now)
    changes.note(req, case, f"{_cited(req.actor, req, given['rule'])}\n{given['facts']}")
    notify.reporters(req, moved, ActingNotice(due_at=moved.due_at))
    return moved


def _cited(person: Person, req: Request, rule: str) -> str:
    found = req.profile.taxonomy.rule(rule)
    return found.cited(person.locale) if found else rule


def decide(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """Record a decision with its reasons; reporters are told only after it is confirmed."""
    outcome = Outcome(given["outcome"])
    moved = changes.change(
        req.tx, case, move, outcome=outcome, decided_by=req.actor.who, confirmed_by=None
    )
    decisions.add(
        req.tx,
        Decision(
            id=0,
            case_id=case.id,
            kind="finding",
            result=outcome,
            rule=given.get("rule") or "",
            facts=given["facts"],
            feedback=given["feedback"],
            decided_by=req.actor.who,
            decided_at=req.now,
        ),
    )
    reviewers.call(req, moved, event="decide")
    return moved


def confirm(req: Request, case: Case, move: Move, _: Answers) -> Case:
    """Confirm the decision, and tell the reporters: decision, reasons, and the end of appeal."""
    decision = decisions.latest(req.tx, case.id)
    if decision is None or not decision.feedback.strip():
        raise Refusal("refusal-no-feedback")  # no case closes without reasons
    if is_change(case):
        return appeal_decisions.confirm_change(req, case, move, decision)
    until = changes.appeal_until(req)
    decisions.confirm(req.tx, decision.id, by=req.actor.who, now=req.now, appeal_until=until)
    moved = changes.change(
        req.tx, case, move, **changes.ended(req, case), confirmed_by=req.actor.who
    )
    notify.reporters(
        req,
        moved,
        ClosedNotice(
            outcome=decision.result,
            rule=decision.rule,
            feedback=decision.feedback,
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
    changes.note(req, case, given["reason"])
    if author is not None:
        notify.to_staff(req, author, moved, SentBackNotice(), event="back")
    else:
        notify.colleagues(req, moved, SentBackNotice(), event="back")
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
