"""All encrypted columns, with the context of each value, to encrypt them again with a new key."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Table, func, literal, not_, or_, select, tuple_, update

from storage.core.errors import KeyMissing
from storage.crypto import roots
from storage.crypto.encryption import header_of
from storage.engine import data_keys as data_key_rows
from storage.engine.account_tables import case_accounts
from storage.engine.case_file_tables import authority_answers, case_files
from storage.engine.data_keys import Holder, by_data_key
from storage.engine.public_tables import data_keys, suggestions
from storage.engine.removal_tables import removals
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
    """A column of encrypted values; `places` gives the possible contexts of a row's value.

    `holder` and `owner`, a column, say whose data key encrypts a value; None is the ring itself.
    """

    table: Table
    column: str
    places: Callable[[Row[Any]], Sequence[str]]
    more: tuple[ColumnElement[Any], ...] = ()
    holder: Holder | None = None
    owner: str = "case_id"

    def __str__(self) -> str:
        return f"{self.table.name}.{self.column}"


def _by(table: Table, *names: str, column: str = "sealed", holder: Holder | None = None) -> Sealed:
    """The context made of the values of these columns."""

    def places(row: Row[Any]) -> Sequence[str]:
        values = ":".join(str(getattr(row, name)) for name in names)
        return (f"{table.name}.{column}:{values}",)

    owner = "report_id" if holder is Holder.LINK else "case_id"
    return Sealed(table, column, places, holder=holder, owner=owner)


def _of_case(table: Table, *names: str) -> Sealed:
    """The same of a table whose values are encrypted with data keys of cases."""
    return _by(table, *names, holder=Holder.CASE)


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
    _by(data_keys, "holder", "owner", "ring"),
    _of_case(reports, "uid"),
    _by(reporter_links, "report_id", column="contact", holder=Holder.LINK),
    Sealed(
        targets,
        "sealed",
        lambda row: (f"targets.sealed:{row.report_id}:{row.number}",),
        (_NUMBER,),
        holder=Holder.CASE,
    ),
    Sealed(evidence, "sealed", _evidence_places),
    _of_case(decisions, "case_id", "decided_at"),
    _of_case(messages, "case_id", "written_at"),
    _by(journal, "chain"),
    _of_case(transfers, "case_id", "moved_at"),
    _of_case(referrals, "case_id", "referred_at"),
    _of_case(removals, "asked_at"),
    _of_case(identity_requests, "report_id", "asked_at", "asked_by"),
    _of_case(sanctions, "report_id", "kind", "imposed_at"),
    _by(suggestions, "uid"),
    _of_case(case_accounts, "platform", "named_at"),
    _of_case(case_files, "case_id", "ordered_at"),
    _of_case(authority_answers, "case_id", "entered_at"),
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
    """Encrypt the next values with the first key; skips a value that changes meanwhile.

    Values of a case or link get a data key made under the first key, also those that an earlier
    release encrypted with the ring itself.
    """
    keys = tuple(column.table.primary_key.columns)
    value = column.table.c[column.column]
    first = tx.cipher.key_ring.keys[0][0]
    outdated = not_(by_data_key(value, first) if column.holder else _begins(value, first))
    statement = select(column.table, *column.more).where(_sealed(value), outdated)
    if at.after is not None:
        statement = statement.where(tuple_(*keys) > at.after)
    rows = tx.execute(statement.order_by(*keys).limit(PAGE)).all()
    sealed, failed = at.sealed, list(at.failed)
    for row in rows:
        count = _reseal(tx, column, row)
        if count is None:
            failed.append(tuple(getattr(row, each.name) for each in keys))
        sealed += count or 0
    after = tuple(getattr(rows[-1], each.name) for each in keys) if rows else at.after
    return RotationProgress(after, sealed, tuple(failed), done=len(rows) < PAGE)


def _reseal(tx: Tx, column: Sealed, row: Row[Any]) -> int | None:
    """Encrypt a row's value again; how many were changed, None if it cannot be decrypted."""
    old = getattr(row, column.column)
    new = _anew(tx, column, row, bytes(old))
    if new is None:
        return None
    value = column.table.c[column.column]
    of_row = [each == getattr(row, each.name) for each in column.table.primary_key.columns]
    changed = update(column.table).where(*of_row, value == old).values({value.name: new})
    return tx.execute(changed).rowcount


def _anew(tx: Tx, column: Sealed, row: Row[Any], old: bytes) -> bytes | None:
    for place in column.places(row):
        try:
            plain = tx.cipher.open(old, place)
        except KeyMissing:
            continue
        if column.holder is None:
            return tx.cipher.seal(plain, place)
        return tx.keys.seal(column.holder, getattr(row, column.owner), plain, place)
    return None


def seal_for_case(tx: Tx, table: Table, case_id: int) -> None:
    """Encrypt the values of a case with its data key, after rows of another case came to it."""
    [column] = [each for each in SEALED if each.table is table]
    rows = select(table, *column.more).where(table.c[column.owner] == case_id)
    for row in tx.execute(rows).all():
        _reseal(tx, column, row)


def left(tx: Tx, column: Sealed) -> int:
    """How many values are encrypted with another key than the first."""
    value = column.table.c[column.column]
    first = tx.cipher.key_ring.keys[0][0]
    outdated = not_(or_(by_data_key(value, first), _begins(value, first)))
    statement = select(func.count()).where(_sealed(value), outdated)
    return int(tx.execute(statement).scalar_one())


def drop_old_keys(tx: Tx) -> None:
    """Delete data keys of earlier keys of the ring, unless a value still needs one."""
    first = tx.cipher.key_ring.keys[0][0]
    for column in SEALED:
        value = column.table.c[column.column]
        needs = by_data_key(value) & not_(by_data_key(value, first))
        needed = select(literal(1)).select_from(column.table).where(needs).limit(1)
        if column.holder is not None and tx.execute(needed).first() is not None:
            return
    data_key_rows.drop_older(tx.sql, first)


def unopenable(tx: Tx, column: Sealed) -> bool:
    """Whether a value is encrypted with a key that is not in the ring."""
    value = column.table.c[column.column]
    known = or_(by_data_key(value), *(_begins(value, name) for name, _ in tx.cipher.key_ring.keys))
    statement = select(literal(1)).where(_sealed(value), not_(known)).limit(1)
    return tx.execute(statement.select_from(column.table)).first() is not None


def _sealed(value: ColumnElement[bytes]) -> ColumnElement[bool]:
    return value.is_not(None) & (func.length(value) > 0)


def _begins(value: ColumnElement[bytes], name: str) -> ColumnElement[bool]:
    header = header_of(name)
    return func.substr(value, 1, len(header)) == header
