"""Broadcasts: their words and states, and the messages that show how far they are."""

from typing import Any

import orjson
from sqlalchemy import Row, bindparam, delete, exists, insert, select, update

from domain.broadcast import Body, Broadcast, BroadcastDelivery, BroadcastState, Counts, Repeat
from domain.core.errors import MovedOn
from storage.engine.database import Tx
from storage.engine.public_tables import broadcast_cards as cards
from storage.engine.public_tables import broadcast_people as people
from storage.engine.public_tables import broadcasts as rows
from storage.engine.upsert import upsert


def add(
    tx: Tx,
    body: Body,
    *,
    by: str,
    now: int,
    start_at: int | None,
    repeat: Repeat,
) -> Broadcast:
    """Keep a new draft."""
    row = tx.execute(
        insert(rows)
        .values(
            state=BroadcastState.DRAFT,
            body=_plain(body),
            version=1,
            written_by=by,
            written_at=now,
            start_at=start_at,
            repeats=repeat,
        )
        .returning(rows)
    ).one()
    return _broadcast(row)


def again(tx: Tx, last: Broadcast, start_at: int) -> Broadcast:
    """The next one of a series: the same words, approved with the first."""
    row = tx.execute(
        insert(rows)
        .values(
            state=BroadcastState.APPROVED,
            body=_plain(last.body),
            version=1,
            written_by=last.written_by,
            written_at=last.written_at,
            approved_by=last.approved_by,
            start_at=start_at,
            repeats=last.repeat,
            first_at=last.first_at,
        )
        .returning(rows)
    ).one()
    return _broadcast(row)


def get(tx: Tx, broadcast_id: int) -> Broadcast | None:
    """One broadcast by its number."""
    row = tx.execute(select(rows).where(rows.c.id == broadcast_id)).one_or_none()
    return _broadcast(row) if row else None


def change(tx: Tx, old: Broadcast, **values: Any) -> Broadcast:
    """Change it as it was seen; MovedOn where somebody was faster."""
    if "body" in values:
        values["body"] = _plain(values["body"])
    row = tx.execute(
        update(rows)
        .where(rows.c.id == old.id, rows.c.version == old.version)
        .values(version=old.version + 1, **values)
        .returning(rows)
    ).one_or_none()
    if row is None:
        raise MovedOn("broadcast-moved-on")
    return _broadcast(row)


def newest(tx: Tx, *, size: int, before: int | None = None) -> tuple[Broadcast, ...]:
    """The newest, from below this number on."""
    statement = select(rows).order_by(rows.c.id.desc()).limit(size)
    if before is not None:
        statement = statement.where(rows.c.id < before)
    return tuple(map(_broadcast, tx.execute(statement)))


_FIRST_IN = (
    select(rows)
    .where(rows.c.state == bindparam("state"))
    .order_by(rows.c.start_at, rows.c.id)
    .limit(1)
)


def first_in(tx: Tx, state: BroadcastState) -> Broadcast | None:
    """The one in this state that is, or was, to begin first."""
    row = tx.execute(_FIRST_IN, {"state": state.value}).one_or_none()
    return _broadcast(row) if row else None


def over(tx: Tx, before: int, *, limit: int) -> tuple[int, ...]:
    """Numbers of those that ended before this moment and whose people are still known."""
    known = exists().where(people.c.broadcast == rows.c.id)
    statement = select(rows.c.id).where(rows.c.ended_at < before, known).limit(limit)
    return tuple(tx.execute(statement).scalars())


def hold(tx: Tx, now: int) -> int:
    """Whatever was being sent, or was to begin by now, waits for an admin; how many there were.

    What was being sent is paused; what was only approved wants another approval.
    """
    more = {"version": rows.c.version + 1}
    paused = tx.execute(
        update(rows)
        .where(rows.c.state == BroadcastState.SENDING)
        .values(state=BroadcastState.PAUSED, **more)
    )
    due = tx.execute(
        update(rows)
        .where(rows.c.state == BroadcastState.APPROVED, rows.c.start_at <= now)
        .values(state=BroadcastState.WAITING, approved_by=None, approved_at=None, **more)
    )
    return paused.rowcount + due.rowcount


def keep_totals(tx: Tx, broadcast_id: int, counts: Counts) -> None:
    """What remains once nobody knows any more who got it."""
    plain = orjson.dumps({str(int(each)): count for each, count in counts.by.items()}).decode()
    tx.execute(update(rows).where(rows.c.id == broadcast_id).values(totals=plain))


def totals(tx: Tx, broadcast_id: int) -> Counts | None:
    """How it ended; None while it has not."""
    kept = tx.execute(select(rows.c.totals).where(rows.c.id == broadcast_id)).scalar_one_or_none()
    if kept is None:
        return None
    return Counts(
        {BroadcastDelivery(int(each)): count for each, count in orjson.loads(kept).items()}
    )


def filled_to(tx: Tx, broadcast_id: int) -> str:
    """Up to whom its people are written down; before all of them at first."""
    found = tx.execute(select(rows.c.filled_to).where(rows.c.id == broadcast_id)).scalar_one()
    return found or ""


def set_filled(tx: Tx, broadcast_id: int, to: str, *, whole: bool) -> None:
    """Its people are written down up to this one, or all of them."""
    values = {"filled_to": to, "filled": whole}
    tx.execute(update(rows).where(rows.c.id == broadcast_id).values(**values))


def show_in(tx: Tx, broadcast_id: int, who: str, message_id: int) -> None:
    """This message in somebody's chat shows it from now on."""
    upsert(tx, cards, {"broadcast": broadcast_id, "who": who}, {"message_id": message_id})


def shown_in(tx: Tx, broadcast_id: int) -> dict[str, int]:
    """The messages that show it, by whose chat they stand in."""
    found = tx.execute(
        select(cards.c.who, cards.c.message_id).where(cards.c.broadcast == broadcast_id)
    )
    return {row.who: row.message_id for row in found}


def hide(tx: Tx, broadcast_id: int, who: str) -> None:
    """The message that showed it is gone."""
    tx.execute(delete(cards).where(cards.c.broadcast == broadcast_id, cards.c.who == who))


def _plain(body: Body) -> str:
    return orjson.dumps(body.to_document()).decode()


def _broadcast(row: Row[Any]) -> Broadcast:
    return Broadcast(
        id=row.id,
        state=BroadcastState(row.state),
        body=Body.from_document(orjson.loads(row.body)),
        version=row.version,
        written_by=row.written_by,
        written_at=row.written_at,
        repeat=Repeat(row.repeats),
        start_at=row.start_at,
        first_at=row.first_at,
        approved_by=row.approved_by,
        began_at=row.began_at,
        ended_at=row.ended_at,
        filled=row.filled,
    )
