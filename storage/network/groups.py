"""Where a case is shown in the groups of units: its message and, in a forum, its topic."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Row, bindparam, delete, select, update

from storage.engine.database import Tx
from storage.engine.tables import group_cards
from storage.engine.upsert import insert_new, upsert


class Place(Struct, frozen=True, kw_only=True):
    """A case in a unit's group; one that was only named in a digest has no message there."""

    case_id: int
    unit: str
    message_id: int | None = None
    topic_id: int | None = None
    title: str = ""
    closed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing there could be changed."""
        return self.message_id is None and self.topic_id is None


def place(tx: Tx, case_id: int, unit: str) -> Place | None:
    """Where a case stands in a unit's group; None where the group has not heard of it."""
    row = tx.execute(
        select(group_cards).where(group_cards.c.case_id == case_id, group_cards.c.unit == unit)
    ).one_or_none()
    return None if row is None else _place(row)


_PLACES = (
    select(group_cards)
    .where(group_cards.c.case_id == bindparam("case"))
    .order_by(group_cards.c.unit)
)


def places(tx: Tx, case_id: int) -> tuple[Place, ...]:
    """Everywhere that a case is shown."""
    rows = tx.execute(_PLACES, {"case": case_id}).all()
    return tuple(_place(row) for row in rows)


def hear(tx: Tx, case_id: int, unit: str) -> bool:
    """A unit's group is to hear of a case; whether that is new to it."""
    return insert_new(tx, group_cards, {"case_id": case_id, "unit": unit}, {"topic_closed": False})


def set_message(tx: Tx, case_id: int, unit: str, message_id: int | None) -> None:
    """Remember the message to edit, or forget it where it is gone."""
    upsert(tx, group_cards, {"case_id": case_id, "unit": unit}, {"message_id": message_id})


def set_topic(
    tx: Tx, case_id: int, unit: str, topic_id: int | None, *, title: str = "", closed: bool = False
) -> None:
    """Remember the topic as it now stands; one that is gone took its messages with it."""
    values: dict[str, Any] = {"topic_id": topic_id, "topic_title": title, "topic_closed": closed}
    if topic_id is None:
        values |= {"message_id": None, "title_due_at": None}
    upsert(tx, group_cards, {"case_id": case_id, "unit": unit}, values)


def set_title_due(tx: Tx, case_id: int, unit: str, due_at: int | None) -> None:
    """When the hours left in the title are to be told anew."""
    tx.execute(
        update(group_cards)
        .where(group_cards.c.case_id == case_id, group_cards.c.unit == unit)
        .values(title_due_at=due_at)
    )


def titles_due(tx: Tx, now: int, *, limit: int) -> tuple[Place, ...]:
    """The topics whose titles are to be told anew."""
    rows = tx.execute(
        select(group_cards)
        .where(group_cards.c.title_due_at <= now)
        .order_by(group_cards.c.title_due_at)
        .limit(limit)
    ).all()
    return tuple(_place(row) for row in rows)


def forget(tx: Tx, case_id: int, unit: str) -> None:
    """A case is not shown in this unit's group any more."""
    tx.execute(
        delete(group_cards).where(group_cards.c.case_id == case_id, group_cards.c.unit == unit)
    )


def forget_cards(tx: Tx, unit: str) -> None:
    """The unit's cards are in no group any more: in another chat their numbers mean others."""
    tx.execute(delete(group_cards).where(group_cards.c.unit == unit))


def forget_topics(tx: Tx, unit: str) -> None:
    """The unit's group has no topics any more; its messages are still there."""
    tx.execute(
        update(group_cards)
        .where(group_cards.c.unit == unit)
        .values(topic_id=None, topic_title=None, topic_closed=False, title_due_at=None)
    )


def _place(row: Row[Any]) -> Place:
    return Place(
        case_id=row.case_id,
        unit=row.unit,
        message_id=row.message_id,
        topic_id=row.topic_id,
        title=row.topic_title or "",
        closed=bool(row.topic_closed),
    )
