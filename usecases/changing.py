"""What all moves of a case have in common: the change, the clocks, notes and the journal."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from domain import clockwork
from domain.case import Case
from domain.deadlines import Calendar, Clocks, calendar_deadline, working_deadline
from domain.people import Person, Role, Verb, role_in
from domain.status import Move, Status
from storage import cases, journal, messages
from storage.db import Tx
from usecases.scene import Scene

Answers = Mapping[str, Any]
Effect = Callable[[Tx, Person, Scene, Case, Move, Answers], Case]


def change(tx: Tx, case: Case, move: Move, **values: Any) -> Case:
    """Bring the case into the state that the move leads to."""
    assert move.to is not None  # only a reporter's answer returns a case to where it came from
    return cases.change(tx, case.id, seen=case.version, status=move.to, **values)


def due(scene: Scene, case: Case, due_at: int | None) -> dict[str, int | None]:
    """The columns of a new deadline: when it is, and when staff are reminded of it."""
    if due_at is None:
        return {"due_at": None, "remind_at": None}
    return {
        "due_at": due_at,
        "remind_at": clockwork.reminder(calendar(scene, case), scene.now, due_at),
    }


def new_clock(scene: Scene, case: Case, due_at: int) -> dict[str, Any]:
    """The columns of a clock that begins anew: what was late before it is late no more."""
    return {"overdue_level": 0, "escalated_to": None, **due(scene, case, due_at)}


def run_on(scene: Scene, case: Case) -> dict[str, Any]:
    """The columns of a clock that goes on after it stood still."""
    office = calendar(scene, case)
    days = clockwork.stood(office, case.paused_at, scene.now) if case.paused_at is not None else 0
    return {
        "paused_at": None,
        "paused_days": case.paused_days + days,
        **due(scene, case, clockwork.goes_on(office, case, scene.now)),
    }


def accept_clocks(scene: Scene, case: Case) -> dict[str, int | None]:
    """The columns of a case that begins now: by when it is taken up, and a word is owed."""
    office, limits = calendar(scene, case), clocks(scene, case)
    due_at = working_deadline(office, scene.now, limits.accept_days)
    return {
        **due(scene, case, due_at),
        "word_due_at": working_deadline(office, scene.now, limits.word_days),
    }


_NOTHING_OWED: Mapping[str, Any] = {
    "due_at": None,
    "remind_at": None,
    "alarm_at": None,
    "word_due_at": None,
    "paused_at": None,
    "overdue_level": 0,
    "escalated_to": None,
    "quarantined_at": None,
    "quarantine": None,
    "release_at": None,
}
"""The clocks of a case on which nothing is owed any more."""


def ended(scene: Scene, case: Case) -> dict[str, Any]:
    """The columns of a case that ends now; until when it is kept is fixed by that.

    The reporter is told this day: a profile that changes later changes nothing about it.
    """
    until = clockwork.kept_until(scene.profile, replace(case, closed_at=scene.now))
    return {**_NOTHING_OWED, "closed_at": scene.now, "retain_until": until}


def may_lapse(scene: Scene, case: Case) -> bool:
    """Whether the reporter's time to answer is over."""
    return case.paused_at is not None and scene.now > answer_until(scene, case, case.paused_at)


def answer_until(scene: Scene, case: Case, asked_at: int) -> int:
    """Until when a question to the reporter may be answered."""
    days = clocks(scene, case).needs_info_days
    return calendar_deadline(calendar(scene, case), asked_at, days=days)


def clocks(scene: Scene, case: Case) -> Clocks:
    """How long each thing may take for this case."""
    return scene.profile.clocks_for(case.category, case.subcategory, case.unit)


def calendar(scene: Scene, case: Case) -> Calendar:
    """When the office that has this case works."""
    return scene.profile.calendar_for(case.unit)


def appeal_until(scene: Scene) -> int:
    """Until when a decision of this moment may be appealed against."""
    clocks = scene.profile.clocks
    return calendar_deadline(scene.profile.calendar, scene.now, days=clocks.appeal_window_days)


def note(tx: Tx, person: Person, scene: Scene, case: Case, text: str) -> None:
    """A word among colleagues; reporters never see it."""
    messages.add(
        tx,
        messages.Message(
            case_id=case.id, kind="note", author=person.who, text=text, written_at=scene.now
        ),
    )


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


def by_clock(tx: Tx, scene: Scene, case: Case, verb: Verb, to: Status, reason: str = "") -> None:
    """One entry of the journal for what the clock alone brought about."""
    journal.add(
        tx,
        journal.Entry(
            who=journal.SYSTEM,
            role=int(Role.SYSTEM),
            verb=verb,
            case_id=case.id,
            unit=case.unit,
            start=case.status,
            to=to,
            reason=reason,
            written_at=scene.now,
        ),
    )
