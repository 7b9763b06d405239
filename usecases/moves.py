"""The moves of a case: one function each for what changes, what is written, and who is told."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.case import Case, Decision, Ground, Outcome, barred
from domain.deadlines import Clocks, calendar_deadline, working_deadline
from domain.errors import Refusal
from domain.people import Person, Verb, role_in
from domain.status import Move, Status, check_move
from storage import cases, decisions, evidence, journal, messages
from storage.db import Tx
from usecases import telling
from usecases.scene import Scene

Answers = Mapping[str, Any]
Effect = Callable[[Tx, Person, Scene, Case, Move, Answers], Case]


def _accept(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    category = given["category"]
    below = case.subcategory if category == case.category else given.get("subcategory") or ""
    due_at = _close_by(scene, case)
    moved = _change(
        tx,
        case,
        move,
        category=category,
        subcategory=below,
        accepted_at=scene.now,
        due_at=due_at,
        assignee=case.assignee or person.who,
    )
    telling.reporters(tx, scene, moved, "accepted", category=category, due_at=due_at)
    return moved


def _refuse(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    until = _appeal_until(scene)
    moved = _change(
        tx,
        case,
        move,
        closed_at=scene.now,
        due_at=None,
        decided_by=person.who,
        confirmed_by=None,
        outcome=None,
    )
    _decide_now(
        tx,
        person,
        scene,
        case,
        kind="triage",
        result=Ground(given["ground"]),
        feedback=given["feedback"],
        until=until,
    )
    telling.reporters(
        tx,
        scene,
        moved,
        "not_accepted",
        ground=given["ground"],
        feedback=given["feedback"],
        appeal_until=until,
    )
    return moved


def _ask(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    moved = _change(
        tx,
        case,
        move,
        came_from=case.status,
        paused_at=scene.now,
        assignee=case.assignee or person.who,
    )
    messages.add(
        tx,
        messages.Message(
            case_id=case.id,
            kind="question",
            author=person.who,
            text=given["question"],
            written_at=scene.now,
        ),
    )
    until = answer_until(scene, case, scene.now)
    telling.reporters(tx, scene, moved, "question", question=given["question"], until=until)
    return moved


def _lapse(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, _: Answers) -> Case:
    until = _appeal_until(scene)
    moved = _change(
        tx,
        case,
        move,
        closed_at=scene.now,
        due_at=None,
        paused_at=None,
        came_from=None,
        decided_by=person.who,
        confirmed_by=None,
        outcome=None,
    )
    _decide_now(
        tx, person, scene, case, kind="triage", result=Ground.NOT_LOCATED, feedback="", until=until
    )
    telling.reporters(tx, scene, moved, "lapsed", appeal_until=until)
    return moved


def _check_it(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, _: Answers) -> Case:
    moved = _change(tx, case, move, assignee=person.who)
    telling.reporters(tx, scene, moved, "verifying", due_at=moved.due_at)
    return moved


def _measures(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    moved = _change(tx, case, move, first_action_at=scene.now)
    messages.add(
        tx,
        messages.Message(
            case_id=case.id,
            kind="note",
            author=person.who,
            text=f"{given['rule']}: {given['facts']}",
            written_at=scene.now,
        ),
    )
    telling.reporters(tx, scene, moved, "acting", due_at=moved.due_at)
    return moved


def _decide(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    outcome = Outcome(given["outcome"])
    moved = _change(tx, case, move, outcome=outcome, decided_by=person.who, confirmed_by=None)
    decisions.add(
        tx,
        Decision(
            id=0,
            case_id=case.id,
            kind="finding",
            result=outcome,
            rule=given.get("rule") or "",
            facts=given["facts"],
            feedback=given["feedback"],
            decided_by=person.who,
            decided_at=scene.now,
        ),
    )
    telling.leads(tx, scene, moved, "confirm_wanted", event="decide")
    return moved


def _confirm(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, _: Answers) -> Case:
    decision = decisions.latest(tx, case.id)
    if decision is None or not decision.feedback.strip():
        raise Refusal("refusal-no-feedback")  # the closing gate: no close without reasons
    until = _appeal_until(scene)
    decisions.confirm(tx, decision.id, by=person.who, now=scene.now, appeal_until=until)
    moved = _change(tx, case, move, confirmed_by=person.who, closed_at=scene.now, due_at=None)
    telling.reporters(
        tx,
        scene,
        moved,
        "closed",
        outcome=decision.result,
        rule=decision.rule,
        feedback=decision.feedback,
        appeal_until=until,
    )
    return moved


def _send_back(
    tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers
) -> Case:
    moved = _change(tx, case, move, assignee=case.decided_by, outcome=None)
    messages.add(
        tx,
        messages.Message(
            case_id=case.id,
            kind="note",
            author=person.who,
            text=given["reason"],
            written_at=scene.now,
        ),
    )
    if case.decided_by is not None:
        telling.to_staff(
            tx, scene, case.decided_by, moved, "sent_back", event="back", reason=given["reason"]
        )
    return moved


def _dismiss(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    return _judged(tx, person, scene, case, move, "dismissed", given)


def _change_it(
    tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers
) -> Case:
    return _judged(
        tx, person, scene, case, move, given["outcome"], given, outcome=Outcome(given["outcome"])
    )


def _judged(
    tx: Tx,
    person: Person,
    scene: Scene,
    case: Case,
    move: Move,
    result: str,
    given: Answers,
    **changes: Any,
) -> Case:
    """An appeal ends here; the unit above is the next to turn to, not this channel again."""
    moved = _change(tx, case, move, closed_at=scene.now, due_at=None, **changes)
    decisions.add(
        tx,
        Decision(
            id=0,
            case_id=case.id,
            kind="appeal",
            result=result,
            rule=given.get("rule") or "",
            facts=given.get("facts") or "",
            feedback=given["feedback"],
            decided_by=person.who,
            decided_at=scene.now,
            confirmed_by=person.who,
            confirmed_at=scene.now,
        ),
    )
    telling.reporters(
        tx,
        scene,
        moved,
        "appeal_result",
        result=result,
        rule=given.get("rule") or "",
        feedback=given["feedback"],
    )
    return moved


def _remit(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    due_at = working_deadline(scene.profile.calendar, scene.now, _clocks(scene, case).close_days)
    moved = _change(
        tx,
        case,
        move,
        closed_at=None,
        outcome=None,
        due_at=due_at,
        accepted_at=case.accepted_at or scene.now,
        assignee=None,
    )
    messages.add(
        tx,
        messages.Message(
            case_id=case.id,
            kind="note",
            author=person.who,
            text=given["feedback"],
            written_at=scene.now,
        ),
    )
    telling.reporters(
        tx, scene, moved, "appeal_remitted", feedback=given["feedback"], due_at=due_at
    )
    telling.staff(tx, scene, moved, "remitted", event="remit")
    return moved


EFFECTS: Mapping[Verb, Effect] = {
    Verb.ACCEPT: _accept,
    Verb.REFUSE: _refuse,
    Verb.ASK: _ask,
    Verb.LAPSE: _lapse,
    Verb.CHECK: _check_it,
    Verb.MEASURES: _measures,
    Verb.DECIDE: _decide,
    Verb.CONFIRM: _confirm,
    Verb.SEND_BACK: _send_back,
    Verb.DISMISS: _dismiss,
    Verb.CHANGE: _change_it,
    Verb.REMIT: _remit,
}


def make(tx: Tx, person: Person, scene: Scene, case: Case, verb: Verb, given: Answers) -> Case:
    """Make a move: the table and the guards asked again, then the effect, then the journal."""
    allowed = check(tx, person, scene, case, verb)
    if given.get("rule") and not scene.profile.taxonomy.may_cite(
        given["rule"], case.category, case.subcategory
    ):
        raise Refusal("rule-unknown")
    moved = EFFECTS[verb](tx, person, scene, case, allowed, given)
    reason = given.get("feedback") or given.get("question") or given.get("reason") or ""
    write(tx, person, scene, case, verb, moved.status, reason)
    telling.group(tx, scene, moved)
    return moved


def check(tx: Tx, person: Person, scene: Scene, case: Case, verb: Verb) -> Move:
    """Whether this person may make this move now: state, role, four eyes, and what it needs."""
    role = role_in(person, case.unit, scene.profile.by_code)
    move = check_move(case.status, verb, role, barred=barred(case, person))
    unseen = verb is Verb.MEASURES and case.evidence_seen_at is None
    if unseen and evidence.stored_names(tx, case.id):
        raise Refusal("refusal-evidence-unseen")
    if verb is Verb.LAPSE and not may_lapse(scene, case):
        raise Refusal("refusal-too-early")
    return move


def may_lapse(scene: Scene, case: Case) -> bool:
    """Whether the reporter's time to answer is over."""
    return case.paused_at is not None and scene.now > answer_until(scene, case, case.paused_at)


def answer_until(scene: Scene, case: Case, asked_at: int) -> int:
    """Until when a question to the reporter may be answered."""
    days = _clocks(scene, case).needs_info_days
    return calendar_deadline(scene.profile.calendar, asked_at, days=days)


def _change(tx: Tx, case: Case, move: Move, **values: Any) -> Case:
    assert move.to is not None  # only a reporter's answer returns a case to where it came from
    return cases.change(tx, case.id, seen=case.version, status=move.to, **values)


def _decide_now(
    tx: Tx,
    person: Person,
    scene: Scene,
    case: Case,
    *,
    kind: str,
    result: str,
    feedback: str,
    until: int,
) -> None:
    decisions.add(
        tx,
        Decision(
            id=0,
            case_id=case.id,
            kind=kind,
            result=result,
            rule="",
            facts="",
            feedback=feedback,
            decided_by=person.who,
            decided_at=scene.now,
            confirmed_by=person.who,
            confirmed_at=scene.now,
            appeal_until=until,
        ),
    )


def _clocks(scene: Scene, case: Case) -> Clocks:
    return scene.profile.clocks_for(case.category, case.subcategory)


def _close_by(scene: Scene, case: Case) -> int:
    days = _clocks(scene, case).close_days
    return working_deadline(scene.profile.calendar, case.opened_at, days)


def _appeal_until(scene: Scene) -> int:
    clocks = scene.profile.clocks
    return calendar_deadline(scene.profile.calendar, scene.now, days=clocks.appeal_window_days)


def write(
    tx: Tx, person: Person, scene: Scene, case: Case, verb: Verb, to: Status, reason: str = ""
) -> None:
    """One entry of the journal for what this person just did to this case."""
    journal.add(
        tx,
        journal.Entry(
            who=person.who,
            role=int(role_in(person, case.unit, scene.profile.by_code)),
            verb=verb,
            case_id=case.id,
            unit=case.unit,
            start=case.status,
            to=to,
            reason=reason,
            written_at=scene.now,
        ),
    )
