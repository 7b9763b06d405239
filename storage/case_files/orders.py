"""Case files that leads have ordered; the recipient's key is encrypted."""

from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from domain.case_files.orders import FileState, Order
from storage.engine.case_file_tables import case_files
from storage.engine.data_keys import Holder
from storage.engine.database import Tx


def add(tx: Tx, order: Order) -> None:
    """Store an order; it is due at once. `id` is chosen by the database."""
    body = {"recipient": order.recipient}
    at = _at(order.case_id, order.ordered_at)
    tx.execute(
        insert(case_files).values(
            case_id=order.case_id,
            who=order.who,
            state=order.state,
            sealed=tx.keys.seal_json(Holder.CASE, order.case_id, body, at),
            ordered_at=order.ordered_at,
            due_at=order.ordered_at,
            tries=0,
        )
    )


_IS_DUE = select(case_files.c.id).where(case_files.c.due_at <= bindparam("now")).limit(1)


def is_due(tx: Tx, now: int) -> bool:
    """Whether an order is due."""
    return tx.execute(_IS_DUE, {"now": now}).first() is not None


_DUE = (
    select(case_files)
    .where(case_files.c.due_at <= bindparam("now"))
    .order_by(case_files.c.due_at, case_files.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)


def claim(tx: Tx, now: int, *, lease: int) -> Order | None:
    """The order that is due first, hidden from others until the lease ends; None if none is."""
    row = tx.execute(_DUE, {"now": now}).one_or_none()
    if row is None:
        return None
    change(tx, row.id, due_at=now + lease, tries=row.tries + 1)
    return _order(tx, row)


def get(tx: Tx, order_id: int) -> Order | None:
    """An order; None if it was erased."""
    row = tx.execute(select(case_files).where(case_files.c.id == order_id)).one_or_none()
    return _order(tx, row) if row else None


_LATEST = (
    select(case_files)
    .where(case_files.c.case_id == bindparam("case"))
    .order_by(case_files.c.id.desc())
    .limit(1)
)


def latest(tx: Tx, case_id: int) -> Order | None:
    """The newest order of a case; None if there was none."""
    row = tx.execute(_LATEST, {"case": case_id}).one_or_none()
    return _order(tx, row) if row else None


def change(tx: Tx, order_id: int, **values: Any) -> None:
    """Store new values of an order's columns."""
    tx.execute(update(case_files).where(case_files.c.id == order_id).values(**values))


def forget(tx: Tx, case_id: int) -> None:
    """Delete the orders of a case."""
    tx.execute(delete(case_files).where(case_files.c.case_id == case_id))


def _order(tx: Tx, row: Row[Any]) -> Order:
    body = tx.cipher.open_json(row.sealed, _at(row.case_id, row.ordered_at))
    return Order(
        id=row.id,
        case_id=row.case_id,
        who=row.who,
        ordered_at=row.ordered_at,
        state=FileState(row.state),
        recipient=body["recipient"],
        tries=row.tries,
        message_id=row.message_id,
    )


def _at(case_id: int, ordered_at: int) -> str:
    return f"case_files.sealed:{case_id}:{ordered_at}"
