"""The second look: a decision stands, is changed, or its case is checked anew."""

from typing import Any

from domain.case import Case, Decision, Outcome
from domain.deadlines import working_deadline
from domain.people import Person
from domain.status import Move
from storage import decisions
from storage.db import Tx
from usecases import changing, telling
from usecases.changing import Answers
from usecases.scene import Scene


def dismiss(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    """The decision stands after a second look."""
    return _judged(tx, person, scene, case, move, "dismissed", given)


def change_it(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    """The decision is changed after a second look."""
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
    moved = changing.change(tx, case, move, **{**changing.ended(scene, case), **changes})
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
        kept_until=moved.retain_until,
    )
    return moved


def remit(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    """The case is to be checked anew."""
    due_at = working_deadline(
        changing.calendar(scene, case), scene.now, changing.clocks(scene, case).close_days
    )
    moved = changing.change(
        tx,
        case,
        move,
        closed_at=None,
        outcome=None,
        **changing.new_clock(scene, case, due_at),
        accepted_at=case.accepted_at or scene.now,
        assignee=None,
    )
    changing.note(tx, person, scene, case, given["feedback"])
    telling.reporters(
        tx, scene, moved, "appeal_remitted", feedback=given["feedback"], due_at=due_at
    )
    telling.staff(tx, scene, moved, "remitted", event="remit")
    return moved
