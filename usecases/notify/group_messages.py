"""Store where a case is shown in a unit's group, as reported by the courier."""

from domain.case import Case
from domain.topics import told_anew_at
from storage.engine.database import Tx
from storage.network import card_places, units
from storage.network.card_places import Place
from usecases.core.request import Request


def shown(req: Request, case: Case, unit: str, message_id: int | None, *, leaves: bool) -> None:
    """A card was sent: store where it is, or (`leaves`) that it is shown there no longer."""
    if leaves:
        card_places.forget(req.tx, case.id, unit)
        return
    if message_id is not None:
        card_places.set_message(req.tx, case.id, unit, message_id)
    place = card_places.place(req.tx, case.id, unit)
    if place is not None and place.topic_id is not None:
        due_at = None if case.paused_at is not None else case.due_at
        card_places.set_title_due(req.tx, case.id, unit, told_anew_at(due_at, req.now))


def card_stands(tx: Tx, place: Place, chat: int, message_id: int) -> None:
    """The card was written into its topic; the topic still needs further steps."""
    if units.group_of(tx, place.unit) == chat:
        card_places.set_message(tx, place.case_id, place.unit, message_id)


def topic_stands(tx: Tx, place: Place, chat: int) -> None:
    """A case's topic was created, renamed, closed or reopened: each step is stored separately."""
    if units.group_of(tx, place.unit) == chat:  # the unit may have another group by now
        card_places.set_topic(
            tx,
            place.case_id,
            place.unit,
            place.topic_id,
            title=place.title,
            closed=place.closed,
        )
