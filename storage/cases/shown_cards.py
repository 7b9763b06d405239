"""Where the newest card of a case stands in each private chat of staff, and what it shows."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Row, bindparam, delete, func, select, update

from storage.engine.database import Tx
from storage.engine.notice_tables import shown_cards
from storage.engine.upsert import upsert


class CardPlace(Struct, frozen=True, kw_only=True):
    """The message that shows a case to a person.

    `content` is a keyed fingerprint of what it shows. `back` is the payload of its button back to
    the search in which the case was found, empty without one. `unfolded`: with all its actions.
    """

    case_id: int
    who: str
    message_id: int
    content: str
    back: str = ""
    unfolded: bool = False


def keep(tx: Tx, place: CardPlace, now: int) -> None:
    """The message shows this case now: it replaces the person's earlier card of the case."""
    forget(tx, place.who, place.message_id)
    upsert(
        tx,
        shown_cards,
        {"case_id": place.case_id, "who": place.who},
        {
            "message_id": place.message_id,
            "content": place.content,
            "back": place.back,
            "unfolded": place.unfolded,
            "shown_at": now,
        },
    )


_AT = delete(shown_cards).where(
    shown_cards.c.who == bindparam("b_who"), shown_cards.c.message_id == bindparam("b_message")
)


def forget(tx: Tx, who: str, message_id: int) -> None:
    """The message shows no case any more, or is gone."""
    tx.execute(_AT, {"b_who": who, "b_message": message_id})


def refreshed(tx: Tx, place: CardPlace, now: int) -> None:
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


def find(tx: Tx, case_id: int, who: str) -> CardPlace | None:
    """Where this person sees the case; None if nowhere."""
    row = tx.execute(
        select(shown_cards).where(shown_cards.c.case_id == case_id, shown_cards.c.who == who)
    ).one_or_none()
    return None if row is None else _place(row)


_READERS = (
    select(shown_cards.c.who)
    .where(shown_cards.c.case_id == bindparam("case"))
    .order_by(shown_cards.c.shown_at.desc(), shown_cards.c.who)
    .limit(bindparam("most"))
)


def readers(tx: Tx, case_id: int, *, most: int) -> tuple[str, ...]:
    """The people who see a case in a message; those to whom it was shown last come first."""
    return tuple(tx.execute(_READERS, {"case": case_id, "most": most}).scalars())


def of_person(tx: Tx, who: str, *, most: int) -> tuple[int, ...]:
    """The cases of which a person has a card, the newest message first."""
    found = (
        select(shown_cards.c.case_id)
        .where(shown_cards.c.who == who)
        .order_by(shown_cards.c.message_id.desc())
        .limit(most)
    )
    return tuple(tx.execute(found).scalars())


def drop_all(tx: Tx, who: str) -> None:
    """Forget all cards of a person."""
    tx.execute(delete(shown_cards).where(shown_cards.c.who == who))


def purge(tx: Tx, before: int) -> None:
    """Forget the cards that have shown the same since before this moment, unix seconds."""
    tx.execute(delete(shown_cards).where(shown_cards.c.shown_at < before))


def past(tx: Tx, before: int) -> int:
    """How many cards `purge` would forget."""
    statement = select(func.count()).select_from(shown_cards)
    return int(tx.execute(statement.where(shown_cards.c.shown_at < before)).scalar_one())


def _place(row: Row[Any]) -> CardPlace:
    return CardPlace(
        case_id=row.case_id,
        who=row.who,
        message_id=row.message_id,
        content=row.content,
        back=row.back,
        unfolded=bool(row.unfolded),
    )
