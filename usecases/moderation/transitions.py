"""The moves of a case: the function that makes each, and the guards checked before."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from conversation.contexts import DecisionContext
from domain.case import Case, barred
from domain.core.errors import Refusal
from domain.network.people import Role, Verb, role_in
from domain.status import Excluded, Move, Status, check_move, moves_for
from storage.cases import reviewers as rows
from storage.evidence import evidence_files
from usecases.cases import (
    alarms,
    appeal_decisions,
    appeals,
    changes,
    decisions,
    merging,
    messages,
    reviewers,
    routing,
    triage,
    unjoining,
)
from usecases.cases.changes import Answers, Effect
from usecases.core.request import Request
from usecases.moderation import referrals
from usecases.notify import case_counters, notify, removal_news
from usecases.removals import asking

EFFECTS: Mapping[Verb, Effect] = {
    Verb.JOIN: merging.join,
    Verb.UNJOIN: unjoining.unjoin,
    Verb.ACCEPT: triage.accept,
    Verb.REFUSE: triage.refuse,
    Verb.ASK: messages.ask,
    Verb.LAPSE: triage.lapse,
    Verb.TRANSFER: routing.transfer,
    Verb.RETURN: routing.give_back,
    Verb.CHECK: decisions.check_it,
    Verb.MEASURES: asking.ask,
    Verb.REFER: referrals.refer,
    Verb.DECIDE: decisions.decide,
    Verb.CONFIRM: decisions.confirm,
    Verb.SEND_BACK: decisions.send_back,
    Verb.APPEAL_FOR: appeals.appeal_for,
    Verb.DISMISS: appeal_decisions.dismiss,
    Verb.CHANGE: appeal_decisions.change_it,
    Verb.REMIT: appeal_decisions.remit,
    Verb.TAKE_OVER: routing.take_over,
    Verb.ORDER: routing.order,
}


_REASONS = ("feedback", "question", "reason", "case", "facts")
"""The answers that go into the journal as the reason of a move, the first that was given."""

OUT_OF_QUARANTINE = frozenset({Verb.REFUSE, Verb.JOIN})
"""The moves by which a quarantined case may end without being released."""


IMPLIED: Mapping[tuple[Status, Verb], Move] = {
    (Status.ACCEPTED, Verb.DECIDE): check_move(Status.ACCEPTED, Verb.CHECK, Role.MODERATOR),
}
"""The move that is made first where another one is asked for in a state that it does not start in.

It has its own guards, entry in the journal and notices, as by its own button.
"""


def make(req: Request, case: Case, verb: Verb, given: Answers) -> Case:
    """Make a move: check the table and the guards again, apply the effect, write the journal.

    A move that it implies is made first.
    """
    first = IMPLIED.get((case.status, verb))
    if first is not None:
        check(req, case, verb)
        case = make(req, case, first.verb, Answers())
    allowed = check(req, case, verb)
    effect = EFFECTS[verb]
    if verb is Verb.ACCEPT and not req.profile.may_have(case.unit, *triage.kind(case, given)):
        verb, effect = Verb.TRANSFER, routing.move_up  # the unit that gets it accepts it
    if given.get("rule") and not req.profile.taxonomy.may_cite(
        given["rule"], case.category, case.subcategory
    ):
        raise Refusal("rule-unknown")
    if given.get("outcome"):
        decisions.check_outcome(req, case, given["outcome"])
    case = changes.late_first(req, case, verb)
    moved = effect(req, case, allowed, given)
    reason = next((given[name] for name in _REASONS if given.get(name)), "")
    changes.write(req, case, verb, moved.status, reason)
    case_counters.move(req, verb, case, moved)
    alarms.over(req, case, moved)
    reviewers.over(req, req.actor.who, case, moved)
    if moved.first_action_at is not None:  # something was asked for
        removal_news.follow(req, case, moved)
    notify.group(req, moved)
    return moved


WAY: Mapping[Status, tuple[Verb, ...]] = {
    Status.SUBMITTED: (Verb.ACCEPT, Verb.DECIDE),
    Status.ACCEPTED: (Verb.DECIDE,),
    Status.VERIFYING: (Verb.DECIDE,),
    Status.ACTING: (Verb.DECIDE,),
    Status.REFERRED: (Verb.DECIDE,),
}
"""The moves that lead to a decision, without those that these imply."""


def make_prepared(
    req: Request, case: Case, by: Verb, given: Answers, context: DecisionContext
) -> Case:
    """Decide a case as an earlier one was decided, or by a macro: the journal names which.

    Each move on the way is guarded, journalled and told as by its own button.
    """
    changes.write(req, case, by, case.status, context.macro or context.earlier)
    if context.refusal:
        return make(req, case, Verb.REFUSE, given)
    return make_way(req, case, given)


def make_way(req: Request, case: Case, given: Answers) -> Case:
    """Decide a case from any state in which it can be: each move on the way is one of its own."""
    for verb in WAY.get(case.status, ()):
        case = make(req, case, verb, as_claimed(case) if verb is Verb.ACCEPT else given)
    return case


def as_claimed(case: Case) -> Answers:
    """The answers that accept a case as the category that its reporter chose."""
    return Answers({"category": case.category})


def check(req: Request, case: Case, verb: Verb) -> Move:
    """Raise a refusal unless this person may make this move now.

    Checks state, role, the second person where one is required, that they did not report the case,
    and the move's own guard; the same for a move that it implies.
    """
    first = IMPLIED.get((case.status, verb))
    if first is not None and first.to is not None:
        check(req, case, first.verb)
        return check(req, replace(case, status=first.to), verb)
    role = role_in(req.actor, case.unit, req.profile.by_code)
    move = check_move(case.status, verb, role, barred=_barred(req, case))
    if why := _stopped(req, case, verb):
        raise Refusal(why)
    unseen = verb is Verb.MEASURES and case.evidence_seen_at is None
    if unseen and evidence_files.names(req.tx, case.id):
        raise Refusal("refusal-evidence-unseen")
    return move


def open_to(req: Request, case: Case) -> tuple[Move, ...]:
    """The moves this person may make now: the buttons of the card."""
    role = role_in(req.actor, case.unit, req.profile.by_code)
    excluded = _barred(req, case)
    open_now = tuple(
        move
        for move in moves_for(case.status, role, barred=excluded)
        if move.verb in EFFECTS and not _stopped(req, case, move.verb)
    )
    implying = (
        move
        for (start, verb), first in IMPLIED.items()
        if start is case.status and first in open_now and first.to is not None
        for move in moves_for(first.to, role, barred=excluded)
        if move.verb is verb and not _stopped(req, case, verb)
    )
    return (*open_now, *implying)


def _barred(req: Request, case: Case) -> frozenset[Excluded]:
    return barred(case, req.actor, rows.parties(req.tx, case, (req.actor.who,)))


def _stopped(req: Request, case: Case, verb: Verb) -> str:
    """The key of a refusal if a guard forbids the move; else empty."""
    if case.quarantined_at is not None and verb not in OUT_OF_QUARANTINE:
        return "refusal-quarantined"
    guard = GUARDS.get(verb)
    return guard(req, case) if guard else ""


def _lapse(req: Request, case: Case) -> str:
    return "" if changes.may_lapse(req, case) else "refusal-too-early"


GUARDS: Mapping[Verb, Callable[[Request, Case], str]] = {
    Verb.JOIN: merging.may_leave,
    Verb.UNJOIN: unjoining.may_unjoin,
    Verb.ASK: messages.nobody,
    Verb.LAPSE: _lapse,
    Verb.RETURN: routing.may_give_back,
    Verb.APPEAL_FOR: appeals.may_enter_for,
    Verb.TAKE_OVER: routing.is_late,
    Verb.ORDER: routing.may_order,
}
