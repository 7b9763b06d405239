"""Broadcasts: content and state, and the cards that show their progress."""

from typing import Any

import orjson
from sqlalchemy import Row, bindparam, delete, exists, insert, select, update

from domain.broadcast import Body, Broadcast, BroadcastDelivery, BroadcastState, Counts, Repeat
from domain.clocks.stray import WrongTimes
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
    """Store a new draft."""
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
    """Create the next broadcast of a series, with the same content, approved with the first."""
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
    """A broadcast by its number."""
    row = tx.execute(select(rows).where(rows.c.id == broadcast_id)).one_or_none()
    return _broadcast(row) if row else None


def change(tx: Tx, old: Broadcast, **values: Any) -> Broadcast:
    """Store a changed broadcast; raises MovedOn if it was changed since it was read."""
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
    """The newest broadcasts with numbers below this one."""
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
    """The broadcast in this state with the earliest start."""
    row = tx.execute(_FIRST_IN, {"state": state.value}).one_or_none()
    return _broadcast(row) if row else None


def approved(tx: Tx, *, limit: int = 100) -> tuple[Broadcast, ...]:
    """The approved broadcasts that are yet to begin, the first to begin first."""
    statement = select(rows).where(rows.c.state == BroadcastState.APPROVED)
    found = tx.execute(statement.order_by(rows.c.start_at, rows.c.id).limit(limit))
    return tuple(map(_broadcast, found))


def count_waiting(tx: Tx, *, but: str, most: int) -> int:
    """How many wait for approval that somebody else than `but` wrote, no further than `most`."""
    there = rows.c.state == BroadcastState.WAITING, rows.c.written_by != but
    return len(tx.execute(select(rows.c.id).where(*there).limit(most)).all())


def approved_within(tx: Tx, wrong: WrongTimes) -> tuple[Broadcast, ...]:
    """Those of them that were approved by a wrong clock."""
    return tuple(each for each in approved(tx) if wrong.has(_approved_at(tx, each)))


def wait_again(tx: Tx, found: Broadcast) -> Broadcast:
    """An approved broadcast needs another approval."""
    values = {"approved_by": None, "approved_at": None}
    return change(tx, found, state=BroadcastState.WAITING, **values)


def _approved_at(tx: Tx, found: Broadcast) -> int | None:
    at: int | None = tx.execute(select(rows.c.approved_at).where(rows.c.id == found.id)).scalar()
    return at


def over(tx: Tx, before: int, *, limit: int) -> tuple[int, ...]:
    """Numbers of broadcasts that ended before this moment and still have recipients."""
    known = exists().where(people.c.broadcast == rows.c.id)
    statement = select(rows.c.id).where(rows.c.ended_at < before, known).limit(limit)
    return tuple(tx.execute(statement).scalars())


def hold(tx: Tx, now: int) -> int:
    """Stop broadcasts after a restore until an admin acts; returns how many.

    Those being sent are paused; those due to start by now need another approval.
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
    """Store the totals, which stay when the recipients are deleted."""
    plain = orjson.dumps({str(int(each)): count for each, count in counts.by.items()}).decode()
    tx.execute(update(rows).where(rows.c.id == broadcast_id).values(totals=plain))


def totals(tx: Tx, broadcast_id: int) -> Counts | None:
    """The totals; None if it has not ended."""
    kept = tx.execute(select(rows.c.totals).where(rows.c.id == broadcast_id)).scalar_one_or_none()
    if kept is None:
        return None
    return Counts(
        {BroadcastDelivery(int(each)): count for each, count in orjson.loads(kept).items()}
    )


def filled_to(tx: Tx, broadcast_id: int) -> str:
    """The last recipient that was stored (see `recipients.fill`)."""
    found = tx.execute(select(rows.c.filled_to).where(rows.c.id == broadcast_id)).scalar_one()
    return found or ""


def set_filled(tx: Tx, broadcast_id: int, to: str, *, whole: bool) -> None:
    """Set the last recipient that was stored; `whole`: those were all."""
    values = {"filled_to": to, "filled": whole}
    tx.execute(update(rows).where(rows.c.id == broadcast_id).values(**values))


def show_in(tx: Tx, broadcast_id: int, who: str, message_id: int) -> None:
    """Store the message that shows a broadcast in a chat."""
    upsert(tx, cards, {"broadcast": broadcast_id, "who": who}, {"message_id": message_id})


def shown_in(tx: Tx, broadcast_id: int) -> dict[str, int]:
    """The messages that show a broadcast, by person."""
    found = tx.execute(
        select(cards.c.who, cards.c.message_id).where(cards.c.broadcast == broadcast_id)
    )
    return {row.who: row.message_id for row in found}


def hide(tx: Tx, broadcast_id: int, who: str) -> None:
    """Delete the record of a message that is gone."""
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
