"""An appeal comes in: from a reporter, or from the affected side by way of staff."""

from domain.case import Case
from domain.deadlines import working_deadline
from domain.errors import Refusal
from domain.people import Person
from domain.report import Report
from domain.status import Move, Status
from storage import appeals, cases, decisions, messages
from storage.db import Tx
from usecases import changing, judges, telling
from usecases.changing import Answers
from usecases.scene import Scene


def enter(tx: Tx, scene: Scene, case: Case, *, side: int, by: str) -> None:
    """Write an appeal of one side down: once per decision, within its window."""
    decision = decisions.appealable(tx, case.id)
    if decision is None or not appeals.enter(tx, decision.id, side, by=by, now=scene.now):
        raise Refusal("appeal-once")
    if decision.appeal_until is None or scene.now > decision.appeal_until:
        raise Refusal("appeal-too-late")


def may_enter_for(tx: Tx, scene: Scene, case: Case) -> str:
    """Guard: the affected side, too, appeals once per decision and within its window."""
    decision = decisions.appealable(tx, case.id)
    if decision is None or appeals.entered(tx, decision.id, appeals.AFFECTED):
        return "appeal-once"
    late = decision.appeal_until is None or scene.now > decision.appeal_until
    return "appeal-too-late" if late else ""


def open_again(tx: Tx, scene: Scene, case: Case) -> Case:
    """The case waits for its second look; one that waits already goes on waiting."""
    if case.status is Status.APPEALED:
        return cases.change(tx, case.id, seen=case.version)
    clocks = changing.clocks(scene, case)
    due_at = working_deadline(changing.calendar(scene, case), scene.now, clocks.appeal_days)
    return cases.change(
        tx,
        case.id,
        seen=case.version,
        status=Status.APPEALED,
        assignee=None,
        **changing.new_clock(scene, case, due_at),
    )


def tell(tx: Tx, scene: Scene, before: Case, moved: Case, report: Report | None) -> None:
    """Everybody hears of the first appeal; of a further one, who entered it and who judges it."""
    if before.status is not Status.APPEALED:
        telling.reporters(tx, scene, moved, "appealed", due_at=moved.due_at)
    elif report is not None:
        telling.one(tx, scene, report, moved, "appealed", due_at=moved.due_at)
    judges.call(tx, scene, moved, event="appeal")
    telling.group(tx, scene, moved)


def appeal_for(tx: Tx, person: Person, scene: Scene, case: Case, _: Move, given: Answers) -> Case:
    """The affected side asks for a second look; its words come to staff by another way."""
    enter(tx, scene, case, side=appeals.AFFECTED, by=person.who)
    moved = open_again(tx, scene, case)
    messages.add(
        tx,
        messages.Message(
            case_id=case.id,
            kind="affected",
            author=person.who,
            text=given["reason"],
            written_at=scene.now,
        ),
    )
    tell(tx, scene, case, moved, None)
    return moved
