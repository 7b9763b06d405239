"""All encrypted columns, with the context of each value, to encrypt them again with a new key."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Table, func, literal, not_, or_, select, tuple_, update

from storage.core.errors import KeyMissing
from storage.crypto import roots
from storage.crypto.encryption import header_of
from storage.engine.public_tables import suggestions
from storage.engine.tables import (
    decisions,
    drafts,
    evidence,
    identity_requests,
    inbox,
    journal,
    messages,
    outbox,
    people,
    referrals,
    reporter_links,
    reports,
    sanctions,
    secrets,
    targets,
    transfers,
    units,
)
from storage.engine.transaction import Tx

PAGE = 100  # values per transaction: few enough not to delay other writers


class Sealed(Struct, frozen=True):
    """A column of encrypted values; `places` gives the possible contexts of a row's value."""

    table: Table
    column: str
    places: Callable[[Row[Any]], Sequence[str]]
    more: tuple[ColumnElement[Any], ...] = ()

    def __str__(self) -> str:
        return f"{self.table.name}.{self.column}"


def _by(table: Table, *names: str, column: str = "sealed") -> Sealed:
    """The context made of the values of these columns."""

    def places(row: Row[Any]) -> Sequence[str]:
        values = ":".join(str(getattr(row, name)) for name in names)
        return (f"{table.name}.{column}:{values}",)

    return Sealed(table, column, places)


def _evidence_places(row: Row[Any]) -> Sequence[str]:
    """The contexts of evidence: the first release used the id of its draft."""
    return (
        f"evidence.sealed:{row.unique_id}:{row.received_at}",
        f"evidence.sealed:{row.draft_id}:{row.unique_id}",
    )


_OLDER = targets.alias("older")
_NUMBER = (  # the number of a target within its report
    select(func.count())
    .where(_OLDER.c.report_id == targets.c.report_id, _OLDER.c.id < targets.c.id)
    .scalar_subquery()
    .label("number")
)

SEALED: tuple[Sealed, ...] = (
    Sealed(secrets, "sealed", lambda row: (roots.place(row.name),)),
    _by(units, "code", column="group_chat"),
    _by(people, "who", column="address"),
    _by(people, "who", column="name"),
    _by(inbox, "bot", "update_id"),
    _by(outbox, "dedupe"),
    _by(drafts, "id"),
    _by(reports, "uid"),
    _by(reporter_links, "report_id", column="contact"),
    Sealed(
        targets,
        "sealed",
        lambda row: (f"targets.sealed:{row.report_id}:{row.number}",),
        (_NUMBER,),
    ),
    Sealed(evidence, "sealed", _evidence_places),
    _by(decisions, "case_id", "decided_at"),
    _by(messages, "case_id", "written_at"),
    _by(journal, "chain"),
    _by(transfers, "case_id", "moved_at"),
    _by(referrals, "case_id", "referred_at"),
    _by(identity_requests, "report_id", "asked_at", "asked_by"),
    _by(sanctions, "report_id", "kind", "imposed_at"),
    _by(suggestions, "uid"),
)
"""All encrypted columns. Add each new one; a test finds columns that are missing."""


class RotationProgress(Struct, frozen=True):
    """Progress in one column: the key of the last row, and the number of values by result.

    `failed` are the keys of rows that could not be decrypted.
    """

    after: tuple[Any, ...] | None = None
    sealed: int = 0
    failed: tuple[tuple[Any, ...], ...] = ()
    done: bool = False


def reseal(tx: Tx, column: Sealed, at: RotationProgress) -> RotationProgress:
    """Encrypt the next values with the first key; skips a value that changes meanwhile."""
    keys = tuple(column.table.primary_key.columns)
    value = column.table.c[column.column]
    statement = select(column.table, *column.more).where(
        _sealed(value), not_(_sealed_by(tx, value))
    )
    if at.after is not None:
        statement = statement.where(tuple_(*keys) > at.after)
    rows = tx.execute(statement.order_by(*keys).limit(PAGE)).all()
    sealed, failed = at.sealed, list(at.failed)
    for row in rows:
        key = tuple(getattr(row, each.name) for each in keys)
        old = getattr(row, column.column)
        new = _anew(tx, bytes(old), column.places(row))
        if new is None:
            failed.append(key)
            continue
        of_row = [each == part for each, part in zip(keys, key, strict=True)]
        changed = update(column.table).where(*of_row, value == old).values({value.name: new})
        sealed += tx.execute(changed).rowcount
    after = tuple(getattr(rows[-1], each.name) for each in keys) if rows else at.after
    return RotationProgress(after, sealed, tuple(failed), done=len(rows) < PAGE)


def _anew(tx: Tx, old: bytes, places: Sequence[str]) -> bytes | None:
    for place in places:
        try:
            return tx.cipher.seal(tx.cipher.open(old, place), place)
        except KeyMissing:
            continue
    return None


def left(tx: Tx, column: Sealed) -> int:
    """How many values are encrypted with another key than the first."""
    value = column.table.c[column.column]
    statement = select(func.count()).where(_sealed(value), not_(_sealed_by(tx, value)))
    return int(tx.execute(statement).scalar_one())


def unopenable(tx: Tx, column: Sealed) -> bool:
    """Whether a value is encrypted with a key that is not in the ring."""
    value = column.table.c[column.column]
    known = or_(*(_begins(value, name) for name, _ in tx.cipher.key_ring.keys))
    statement = select(literal(1)).where(_sealed(value), not_(known)).limit(1)
    return tx.execute(statement.select_from(column.table)).first() is not None


def _sealed(value: ColumnElement[bytes]) -> ColumnElement[bool]:
    return value.is_not(None) & (func.length(value) > 0)


def _sealed_by(tx: Tx, value: ColumnElement[bytes]) -> ColumnElement[bool]:
    return _begins(value, tx.cipher.key_ring.keys[0][0])


def _begins(value: ColumnElement[bytes], name: str) -> ColumnElement[bool]:
    header = header_of(name)
    return func.substr(value, 1, len(header)) == header
