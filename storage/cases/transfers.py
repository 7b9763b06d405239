"""Transfers of a case from unit to unit; the reasons are encrypted."""

from sqlalchemy import bindparam, insert, select, update

from domain.routing import HandoverKind, Hop
from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.removal_tables import removals
from storage.engine.tables import transfers


def add(tx: Tx, case_id: int, hop: Hop) -> None:
    """Store one transfer; the case's removal requests go along."""
    at = _at(case_id, hop.moved_at)
    tx.execute(
        insert(transfers).values(
            case_id=case_id,
            kind=hop.kind,
            start=hop.start,
            to=hop.to,
            who=hop.who,
            sealed=tx.keys.seal_json(Holder.CASE, case_id, {"reason": hop.reason}, at),
            moved_at=hop.moved_at,
        )
    )
    tx.execute(update(removals).where(removals.c.case_id == case_id).values(unit=hop.to))


_OF_CASE = (
    select(transfers).where(transfers.c.case_id == bindparam("case")).order_by(transfers.c.id)
)


def of_case(tx: Tx, case_id: int) -> tuple[Hop, ...]:
    """All transfers of a case, oldest first."""
    rows = tx.execute(_OF_CASE, {"case": case_id}).all()
    return tuple(
        Hop(
            kind=HandoverKind(row.kind),
            start=row.start,
            to=row.to,
            who=row.who,
            reason=tx.cipher.open_json(row.sealed, _at(case_id, row.moved_at))["reason"],
            moved_at=row.moved_at,
        )
        for row in rows
    )


def forget_words(tx: Tx, case_id: int) -> None:
    """Erase the reasons of a case's transfers; the transfers stay."""
    for hop in of_case(tx, case_id):
        empty = tx.cipher.seal_json({"reason": ""}, _at(case_id, hop.moved_at))
        tx.execute(
            update(transfers)
            .where(transfers.c.case_id == case_id, transfers.c.moved_at == hop.moved_at)
            .values(sealed=empty)
        )


def _at(case_id: int, moved_at: int) -> str:
    return f"transfers.sealed:{case_id}:{moved_at}"
