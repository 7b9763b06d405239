"""The work on a case: checked, measures asked for, decided, confirmed or sent back."""

from domain.case import Case, Decision, Outcome
from domain.errors import Refusal
from domain.people import Person, Role, role_in
from domain.status import Move
from storage import decisions, people
from storage.db import Tx
from usecases import changing, judges, telling
from usecases.changing import Answers
from usecases.scene import Scene


def check_it(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, _: Answers) -> Case:
    """Somebody takes the case upon themselves and checks it."""
    moved = changing.change(tx, case, move, assignee=person.who)
    telling.reporters(tx, scene, moved, "verifying", due_at=moved.due_at)
    return moved


def measures(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    """A rule is found broken: measures are asked for."""
    moved = changing.change(tx, case, move, first_action_at=scene.now)
    changing.note(
        tx, person, scene, case, f"{_cited(person, scene, given['rule'])}\n{given['facts']}"
    )
    telling.reporters(tx, scene, moved, "acting", due_at=moved.due_at)
    return moved


def _cited(person: Person, scene: Scene, rule: str) -> str:
    found = scene.profile.taxonomy.rule(rule)
    return found.cited(person.locale) if found else rule


def decide(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    """What became of it, and why; nobody is told before another has looked."""
    outcome = Outcome(given["outcome"])
    moved = changing.change(
        tx, case, move, outcome=outcome, decided_by=person.who, confirmed_by=None
    )
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
    judges.call(tx, scene, moved, event="decide")
    return moved


def confirm(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, _: Answers) -> Case:
    """The decision is confirmed and told: decision, reasons, and until when to appeal."""
    decision = decisions.latest(tx, case.id)
    if decision is None or not decision.feedback.strip():
        raise Refusal("refusal-no-feedback")  # the closing gate: no close without reasons
    until = changing.appeal_until(scene)
    decisions.confirm(tx, decision.id, by=person.who, now=scene.now, appeal_until=until)
    moved = changing.change(tx, case, move, **changing.ended(scene, case), confirmed_by=person.who)
    telling.reporters(
        tx,
        scene,
        moved,
        "closed",
        outcome=decision.result,
        rule=decision.rule,
        feedback=decision.feedback,
        appeal_until=until,
        kept_until=moved.retain_until,
    )
    return moved


def send_back(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    """The decision goes back to its author, with what is missing; else to whoever works there."""
    author = _still_there(tx, scene, case)
    moved = changing.change(tx, case, move, assignee=author, outcome=None)
    changing.note(tx, person, scene, case, given["reason"])
    if author is not None:
        telling.to_staff(
            tx, scene, author, moved, "sent_back", event="back", reason=given["reason"]
        )
    else:
        telling.colleagues(tx, scene, moved, "sent_back", event="back")
    return moved


def _still_there(tx: Tx, scene: Scene, case: Case) -> str | None:
    """Whoever decided, where they may still work on the case."""
    author = people.get(tx, case.decided_by, scene.now) if case.decided_by is not None else None
    if author is None or role_in(author, case.unit, scene.profile.by_code) < Role.MODERATOR:
        return None
    return author.who
