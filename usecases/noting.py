"""Entries of the journal for what belongs to no case."""

from domain.people import Person, Role
from storage import journal
from storage.db import Tx
from usecases.scene import Scene


def note(
    tx: Tx, person: Person | None, scene: Scene, verb: str, unit: str, reason: str = ""
) -> None:
    """One entry of the journal for what belongs to no case; without a person it came by itself."""
    role = Role.SYSTEM
    if person is not None:
        role = Role.ADMIN if person.admin else Role.NOBODY
    journal.add(
        tx,
        journal.Entry(
            who=journal.SYSTEM if person is None else person.who,
            role=int(role),
            verb=verb,
            case_id=0,  # the chain of what belongs to no case
            unit=unit,
            reason=reason,
            written_at=scene.now,
        ),
    )
