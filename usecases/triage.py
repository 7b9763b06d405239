"""The first moves: taken up or not, and no answer to a question."""

from msgspec.structs import replace

from domain.case import Case, Decision, Ground
from domain.clockwork import close_by
from domain.people import Person
from domain.status import Move
from storage import decisions
from storage.db import Tx
from usecases import changing, telling
from usecases.changing import Answers
from usecases.scene import Scene


def accept(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    """The report is taken up: category confirmed, the clock of the result runs."""
    category, below = kind(case, given)
    there = replace(case, category=category, subcategory=below)
    due_at = close_by(scene.profile, there, scene.now)
    moved = changing.change(
        tx,
        case,
        move,
        category=category,
        subcategory=below,
        accepted_at=scene.now,
        **changing.new_clock(scene, there, due_at),
        alarm_at=None,
        word_due_at=None,  # that it is taken up, and by when the result comes, is a person's word
        assignee=case.assignee or person.who,
    )
    telling.reporters(tx, scene, moved, "accepted", category=category, due_at=due_at)
    return moved


def kind(case: Case, given: Answers) -> tuple[str, str]:
    """The category and the sub-category under which a case is taken up."""
    category = given["category"]
    same = category == case.category
    return category, case.subcategory if same else given.get("subcategory") or ""


def refuse(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    """The report is not taken up: a ground and words, and the right to a second look."""
    ground, feedback = Ground(given["ground"]), given["feedback"]
    moved, until = _not_accepted(tx, person, scene, case, move, ground, feedback)
    telling.reporters(
        tx,
        scene,
        moved,
        "not_accepted",
        ground=ground,
        feedback=feedback,
        appeal_until=until,
        kept_until=moved.retain_until,
    )
    return moved


def lapse(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, _: Answers) -> Case:
    """No answer came in time: the case ends, and says so kindly."""
    moved, until = _not_accepted(tx, person, scene, case, move, Ground.NOT_LOCATED, "")
    telling.reporters(tx, scene, moved, "lapsed", appeal_until=until, kept_until=moved.retain_until)
    return moved


def _not_accepted(
    tx: Tx, person: Person, scene: Scene, case: Case, move: Move, ground: Ground, feedback: str
) -> tuple[Case, int]:
    """End the case with a decision that needs nobody to confirm it; until when it is appealable."""
    until = changing.appeal_until(scene)
    moved = changing.change(
        tx,
        case,
        move,
        **changing.ended(scene, case),
        came_from=None,
        decided_by=person.who,
        confirmed_by=None,
        outcome=None,
    )
    decisions.add(
        tx,
        Decision(
            id=0,
            case_id=case.id,
            kind="triage",
            result=ground,
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
    return moved, until
