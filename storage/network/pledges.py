"""Pledges: which units have signed the promises, when, and who signed."""

from datetime import date
from typing import Any

from sqlalchemy import Row, select

from domain.network.pledge import Pledge
from storage.engine.public_tables import pledges as rows
from storage.engine.transaction import Tx
from storage.engine.upsert import upsert


def get(tx: Tx, unit: str) -> Pledge | None:
    """A unit's pledge; None if it has not signed."""
    row = tx.execute(select(rows).where(rows.c.unit == unit)).one_or_none()
    if row is None:
        return None
    return _pledge(row)


def every(tx: Tx) -> dict[str, Pledge]:
    """All pledges by unit; there is one row a unit at most."""
    return {row.unit: _pledge(row) for row in tx.execute(select(rows)).all()}


def _pledge(row: Row[Any]) -> Pledge:
    return Pledge(
        unit=row.unit,
        signed_on=date.fromisoformat(row.signed_on),
        signed_by=row.signed_by,
        source=row.source or "",
    )


def put(tx: Tx, pledge: Pledge, *, by: str, now: int) -> None:
    """Store a unit's pledge; replaces an earlier one."""
    upsert(
        tx,
        rows,
        {"unit": pledge.unit},
        {"source": None, **pledge.fields, "entered_by": by, "entered_at": now},
    )


def signed(tx: Tx) -> frozenset[str]:
    """The codes of the units that have signed."""
    return frozenset(tx.execute(select(rows.c.unit)).scalars())
