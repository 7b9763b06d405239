"""Searches that somebody is viewing or has saved; unsaved ones have no name."""

from typing import Any

import orjson
from msgspec import Struct
from sqlalchemy import Row, delete, insert, select, update

from domain.search.search import Filter
from storage.engine.database import Tx
from storage.engine.tables import filters

_COLUMNS = (filters.c.id, filters.c.name, filters.c.body)


class SavedSearch(Struct, frozen=True, kw_only=True):
    """A search; `name` is empty while it is not saved."""

    id: int
    name: str
    wanted: Filter


def add(tx: Tx, who: str, wanted: Filter, *, name: str = "", now: int) -> SavedSearch:
    """Store a search."""
    row = tx.execute(
        insert(filters)
        .values(who=who, name=name, body=_body(wanted), kept_at=now)
        .returning(*_COLUMNS)
    ).one()
    return _kept(row)


def get(tx: Tx, who: str, filter_id: int) -> SavedSearch | None:
    """One of somebody's own searches."""
    row = tx.execute(
        select(*_COLUMNS).where(filters.c.who == who, filters.c.id == filter_id)
    ).one_or_none()
    return _kept(row) if row else None


def change(tx: Tx, filter_id: int, wanted: Filter) -> None:
    """Change the criteria of a search."""
    tx.execute(update(filters).where(filters.c.id == filter_id).values(body=_body(wanted)))


def named(tx: Tx, who: str) -> tuple[SavedSearch, ...]:
    """A person's saved searches, oldest first."""
    rows = tx.execute(
        select(*_COLUMNS).where(filters.c.who == who, filters.c.name != "").order_by(filters.c.id)
    )
    return tuple(_kept(row) for row in rows)


def drop(tx: Tx, who: str, filter_id: int) -> None:
    """Delete one of a person's own searches."""
    tx.execute(delete(filters).where(filters.c.who == who, filters.c.id == filter_id))


def forget_older(tx: Tx, who: str, *, but: int) -> None:
    """Delete a person's unsaved searches, except this many of the newest."""
    looked_at = (
        select(filters.c.id)
        .where(filters.c.who == who, filters.c.name == "")
        .order_by(filters.c.id.desc())
        .offset(but)
        .limit(1)
    )
    newest_to_go = tx.execute(looked_at).scalar_one_or_none()
    if newest_to_go is not None:
        tx.execute(
            delete(filters).where(
                filters.c.who == who, filters.c.name == "", filters.c.id <= newest_to_go
            )
        )


def _body(wanted: Filter) -> str:
    return orjson.dumps(wanted.to_document()).decode()


def _kept(row: Row[Any]) -> SavedSearch:
    return SavedSearch(
        id=row.id, name=row.name, wanted=Filter.from_document(orjson.loads(row.body))
    )
