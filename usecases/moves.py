"""The moves of a case: which function makes each, and the guards asked before any of them."""

from collections.abc import Callable, Mapping

from domain.case import Case, barred
from domain.errors import Refusal
from domain.people import Person, Verb, role_in
from domain.status import Another, Move, Status, check_move, moves_for
from storage import judges as rows
from storage import stored
from storage.db import Tx
from usecases import (
    alarms,
    appealing,
    changing,
    counting,
    findings,
    joining,
    judges,
    judging,
    referring,
    routing,
    speaking,
    telling,
    triage,
)
from usecases.changing import Answers, Effect
from usecases.scene import Scene

EFFECTS: Mapping[Verb, Effect] = {
    Verb.JOIN: joining.join,
    Verb.ACCEPT: triage.accept,
    Verb.REFUSE: triage.refuse,
    Verb.ASK: speaking.ask,
    Verb.LAPSE: triage.lapse,
    Verb.TRANSFER: routing.transfer,
    Verb.RETURN: routing.give_back,
    Verb.CHECK: findings.check_it,
    Verb.MEASURES: findings.measures,
    Verb.REFER: referring.refer,
    Verb.DECIDE: findings.decide,
    Verb.CONFIRM: findings.confirm,
    Verb.SEND_BACK: findings.send_back,
    Verb.APPEAL_FOR: appealing.appeal_for,
    Verb.DISMISS: judging.dismiss,
    Verb.CHANGE: judging.change_it,
    Verb.REMIT: judging.remit,
    Verb.TAKE_OVER: routing.take_over,
    Verb.ORDER: routing.order,
}


OUT_OF_QUARANTINE = frozenset({Verb.REFUSE, Verb.JOIN})
"""How a case may leave quarantine without being worked on: refused by a person, or joined."""


def make(tx: Tx, person: Person, scene: Scene, case: Case, verb: Verb, given: Answers) -> Case:
    """Make a move: the table and the guards asked again, then the effect, then the journal."""
    allowed = check(tx, person, scene, case, verb)
    effect = EFFECTS[verb]
    if verb is Verb.ACCEPT and not scene.profile.may_have(case.unit, *triage.kind(case, given)):
        verb, effect = Verb.TRANSFER, routing.move_up  # taken up by the unit that it goes to
    if given.get("rule") and not scene.profile.taxonomy.may_cite(
        given["rule"], case.category, case.subcategory
    ):
        raise Refusal("rule-unknown")
    moved = effect(tx, person, scene, case, allowed, given)
    reason = next(
        (given[name] for name in ("feedback", "question", "reason", "case") if given.get(name)), ""
    )
    changing.write(tx, person, scene, case, verb, moved.status, reason)
    counting.move(tx, scene, verb, case, moved)
    alarms.over(tx, person, scene, case, moved)
    judges.over(tx, person.who, scene, case, moved)
    telling.group(tx, scene, moved)
    return moved


def check(tx: Tx, person: Person, scene: Scene, case: Case, verb: Verb) -> Move:
    """Whether this person may make this move now: state, role, four eyes, and what it needs."""
    role = role_in(person, case.unit, scene.profile.by_code)
    move = check_move(case.status, verb, role, barred=_barred(tx, person, case))
    if why := _stopped(tx, scene, case, verb):
        raise Refusal(why)
    unseen = verb is Verb.MEASURES and case.evidence_seen_at is None
    if unseen and stored.names(tx, case.id):
        raise Refusal("refusal-evidence-unseen")
    return move


def open_to(tx: Tx, person: Person, scene: Scene, case: Case) -> tuple[Move, ...]:
    """The moves this person may make now: the buttons of the card."""
    role = role_in(person, case.unit, scene.profile.by_code)
    return tuple(
        move
        for move in moves_for(case.status, role, barred=_barred(tx, person, case))
        if move.verb in EFFECTS and not _stopped(tx, scene, case, move.verb)
    )


def _barred(tx: Tx, person: Person, case: Case) -> frozenset[Another]:
    judged = rows.judged(tx, case.id) if case.status is Status.APPEALED else ()
    return barred(case, person, judged)


def _stopped(tx: Tx, scene: Scene, case: Case, verb: Verb) -> str:
    """What stands against a move besides state and role: a refusal's key, or nothing."""
    if case.quarantined_at is not None and verb not in OUT_OF_QUARANTINE:
        return "refusal-quarantined"
    guard = GUARDS.get(verb)
    return guard(tx, scene, case) if guard else ""


def _lapse(tx: Tx, scene: Scene, case: Case) -> str:
    return "" if changing.may_lapse(scene, case) else "refusal-too-early"


GUARDS: Mapping[Verb, Callable[[Tx, Scene, Case], str]] = {
    Verb.ASK: speaking.nobody,
    Verb.LAPSE: _lapse,
    Verb.RETURN: routing.may_give_back,
    Verb.APPEAL_FOR: appealing.may_enter_for,
    Verb.TAKE_OVER: routing.is_late,
    Verb.ORDER: routing.may_order,
}
