"""What the clock does to open cases: staff reminded, lateness passed up, words called for."""

from contextlib import suppress

from domain import clockwork
from domain.case import Case
from domain.errors import Refusal
from domain.people import Role, Verb
from domain.status import check_move
from storage import cases, clocks
from storage.db import Tx
from usecases import changing, counting, judges, telling
from usecases.scene import Scene

BATCH = 50  # cases at a time: each may be news to a dozen people, and others wait for the writer


def remind(tx: Tx, scene: Scene) -> int:
    """Once before a deadline, whoever has the case and whoever it was passed up to hear of it."""
    found = clocks.to_remind(tx, scene.now, limit=BATCH)
    for case in found:
        if not clocks.mark(tx, case, remind_at=None) or case.paused_at is not None:
            continue
        event = f"due{case.due_at}"
        telling.colleagues(tx, scene, case, "reminder", event=event)
        judges.remind(tx, scene, case, "reminder", event=event)
        if case.escalated_to is not None:
            telling.heads(tx, scene, case.escalated_to, case, "reminder", event=event)
    return len(found)


def call_for_words(tx: Tx, scene: Scene) -> int:
    """A reporter should have heard from a person by now: staff are told so, every working day."""
    found = clocks.words_due(tx, scene.now, limit=BATCH)
    for case in found:
        again = clockwork.another_day(scene.profile, case, scene.now)
        if clocks.mark(tx, case, word_due_at=again):
            event = f"word{case.word_due_at}"
            telling.colleagues(tx, scene, case, "word_wanted", event=event)
    return len(found)


def pass_up(tx: Tx, scene: Scene) -> int:
    """Row 20: what is late goes one unit up, with a new time, and everybody concerned is told."""
    found = clocks.late(tx, scene.now, limit=BATCH)
    for case in found:
        with suppress(Refusal):  # somebody was quicker, and has done what was owed
            _pass_up(tx, scene, case)
    return len(found)


def _pass_up(tx: Tx, scene: Scene, case: Case) -> None:
    check_move(case.status, Verb.LATE, Role.SYSTEM)
    late = clockwork.late(scene.profile, case, scene.now)
    moved = cases.change(
        tx,
        case.id,
        seen=case.version,
        overdue_level=late.level,
        escalated_to=late.to or case.escalated_to,
        due_at=late.due_at,
        remind_at=late.remind_at,
    )
    changing.by_clock(tx, scene, case, Verb.LATE, moved.status, late.to or "")
    counting.move(tx, scene, Verb.LATE, case, moved)
    if late.first:
        telling.reporters(tx, scene, moved, "late", unit=late.to or "", due_at=late.due_at)
    else:
        telling.cards(tx, scene, moved)
    if late.to is not None:
        telling.heads(tx, scene, late.to, moved, "late_above", event="late")
        telling.heads(tx, scene, case.unit, moved, "late_here", event="late", but=(late.to,))
    else:
        telling.top(tx, scene, moved.escalated_to or case.unit, moved, "late_again", event="late")
    judges.remind(tx, scene, moved, "late_again", event="late")
    telling.group(tx, scene, moved)
