"""Where cards of cases stand: in groups of units (in a forum with a topic), in private chats."""

from collections.abc import Collection
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, bindparam, delete, func, select, update

from storage.engine.database import Tx
from storage.engine.notice_tables import shown_cards
from storage.engine.tables import group_cards
from storage.engine.upsert import insert_new, upsert


class Place(Struct, frozen=True, kw_only=True):
    """A case in a unit's group; without a message if only a digest has named it."""

    case_id: int
    unit: str
    message_id: int | None = None
    topic_id: int | None = None
    title: str = ""
    closed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is no message and no topic."""
        return self.message_id is None and self.topic_id is None


def place(tx: Tx, case_id: int, unit: str) -> Place | None:
    """The place of a case in a unit's group; None if it was not announced there."""
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
    """The places of a case in all groups."""
    rows = tx.execute(_PLACES, {"case": case_id}).all()
    return tuple(_place(row) for row in rows)


def case_at(tx: Tx, units: Collection[str], message_id: int) -> int | None:
    """The case whose card this message is, in the group of these units; None if it is no card."""
    found = select(group_cards.c.case_id).where(
        group_cards.c.unit.in_(units), group_cards.c.message_id == message_id
    )
    return tx.execute(found.limit(1)).scalar_one_or_none()


def hear(tx: Tx, case_id: int, unit: str) -> bool:
    """Store that a case is announced in a unit's group; False if it was before."""
    return insert_new(tx, group_cards, {"case_id": case_id, "unit": unit}, {"topic_closed": False})


def set_message(tx: Tx, case_id: int, unit: str, message_id: int | None) -> None:
    """Store the message to edit, or None if it is gone."""
    upsert(tx, group_cards, {"case_id": case_id, "unit": unit}, {"message_id": message_id})


def set_topic(
    tx: Tx, case_id: int, unit: str, topic_id: int | None, *, title: str = "", closed: bool = False
) -> None:
    """Store the state of the topic; if it is gone, its messages are, too."""
    values: dict[str, Any] = {"topic_id": topic_id, "topic_title": title, "topic_closed": closed}
    if topic_id is None:
        values |= {"message_id": None, "title_due_at": None}
    upsert(tx, group_cards, {"case_id": case_id, "unit": unit}, values)


def set_title_due(tx: Tx, case_id: int, unit: str, due_at: int | None) -> None:
    """Set when the hours left in the topic's title must be updated."""
    tx.execute(
        update(group_cards)
        .where(group_cards.c.case_id == case_id, group_cards.c.unit == unit)
        .values(title_due_at=due_at)
    )


def titles_due(tx: Tx, now: int, *, limit: int) -> tuple[Place, ...]:
    """The topics whose titles must be updated now."""
    rows = tx.execute(
        select(group_cards)
        .where(group_cards.c.title_due_at <= now)
        .order_by(group_cards.c.title_due_at)
        .limit(limit)
    ).all()
    return tuple(_place(row) for row in rows)


def forget(tx: Tx, case_id: int, unit: str) -> None:
    """Delete the place of a case in this unit's group."""
    tx.execute(
        delete(group_cards).where(group_cards.c.case_id == case_id, group_cards.c.unit == unit)
    )


def forget_cards(tx: Tx, unit: str) -> None:
    """Delete all places of a unit, whose message ids are not valid in another chat."""
    tx.execute(delete(group_cards).where(group_cards.c.unit == unit))


def forget_topics(tx: Tx, unit: str) -> None:
    """Forget the topics of a unit's group; the messages stay."""
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


# In the private chats of staff.


class PrivatePlace(Struct, frozen=True, kw_only=True):
    """The message that shows a case, or one of its removal requests, to a person.

    `content` is a keyed fingerprint of what it shows. `back` is the payload of its button back to
    the search in which the case was found, empty without one; or it names the removal request.
    `unfolded`: with all its actions.
    """

    case_id: int
    who: str
    message_id: int
    content: str
    back: str = ""
    unfolded: bool = False


def keep_private(tx: Tx, place: PrivatePlace, now: int) -> None:
    """The message shows this case now, and no other one."""
    upsert(
        tx,
        shown_cards,
        {"who": place.who, "message_id": place.message_id},
        {
            "case_id": place.case_id,
            "content": place.content,
            "back": place.back,
            "unfolded": place.unfolded,
            "shown_at": now,
        },
    )


_AT = delete(shown_cards).where(
    shown_cards.c.who == bindparam("b_who"), shown_cards.c.message_id == bindparam("b_message")
)


def forget_private(tx: Tx, who: str, message_id: int) -> None:
    """The message shows no case any more, or is gone."""
    tx.execute(_AT, {"b_who": who, "b_message": message_id})


def refresh_private(tx: Tx, place: PrivatePlace, now: int) -> None:
    """The message was edited to show the case as it is; ignored if it shows something else now."""
    tx.execute(
        update(shown_cards)
        .where(
            shown_cards.c.case_id == place.case_id,
            shown_cards.c.who == place.who,
            shown_cards.c.message_id == place.message_id,
        )
        .values(content=place.content, shown_at=now)
    )


def private_place(tx: Tx, case_id: int, who: str, message_id: int) -> PrivatePlace | None:
    """How this message shows the case to this person; None if it shows something else."""
    row = tx.execute(
        select(shown_cards).where(
            shown_cards.c.case_id == case_id,
            shown_cards.c.who == who,
            shown_cards.c.message_id == message_id,
        )
    ).one_or_none()
    return None if row is None else _private_place(row)


_NEWEST_FIRST = func.row_number().over(
    partition_by=shown_cards.c.who, order_by=shown_cards.c.message_id.desc()
)
_OPEN = (
    select(shown_cards.c.who, shown_cards.c.message_id)
    .where(shown_cards.c.case_id == bindparam("case"))
    .order_by(_NEWEST_FIRST, shown_cards.c.shown_at.desc(), shown_cards.c.who)
    .limit(bindparam("most"))
)


def open_cards(tx: Tx, case_id: int, *, most: int) -> tuple[tuple[str, int], ...]:
    """The people who see a case, each with the id of a message that shows it.

    First the newest message of each person, beginning with who was shown it last; then the others.
    """
    rows = tx.execute(_OPEN, {"case": case_id, "most": most})
    return tuple((row.who, row.message_id) for row in rows)


def cards_of(tx: Tx, who: str, *, most: int) -> tuple[tuple[int, int], ...]:
    """A person's cards: each case with the id of the message, the newest message first."""
    found = (
        select(shown_cards.c.case_id, shown_cards.c.message_id)
        .where(shown_cards.c.who == who)
        .order_by(shown_cards.c.message_id.desc())
        .limit(most)
    )
    return tuple((row.case_id, row.message_id) for row in tx.execute(found))


def drop_private(tx: Tx, who: str) -> None:
    """Forget all cards of a person."""
    tx.execute(delete(shown_cards).where(shown_cards.c.who == who))


def purge_private(tx: Tx, before: int) -> None:
    """Forget the cards that have shown the same since before this moment, unix seconds."""
    tx.execute(delete(shown_cards).where(shown_cards.c.shown_at < before))


def past_private(tx: Tx, before: int) -> int:
    """How many cards `purge_private` would forget."""
    statement = select(func.count()).select_from(shown_cards)
    return int(tx.execute(statement.where(shown_cards.c.shown_at < before)).scalar_one())


def _private_place(row: Row[Any]) -> PrivatePlace:
    return PrivatePlace(
        case_id=row.case_id,
        who=row.who,
        message_id=row.message_id,
        content=row.content,
        back=row.back,
        unfolded=bool(row.unfolded),
    )
