"""What was erased or revoked, as keyed tokens, so that a restored backup does not bring it back.

A row is written in the transaction of the erasure; after the commit it is appended to a file
outside the database (`storage/backup/erasure_list.py`), which a restore reads.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import ColumnElement, func, select, true, update

from storage.crypto.erasure_tokens import ErasureKeys
from storage.engine.public_tables import erasures
from storage.engine.tables import people
from storage.engine.transaction import Tx
from storage.engine.upsert import insert_unless

_KEY = ("kind", "key", "token", "at")
ROWS = 500


class Kind(StrEnum):
    """What was erased or revoked, and in brackets what the token is of."""

    LINK = "link"  # the link from a report to its reporter (the report's uid)
    CASE = "case"  # the contents of a case (its number)
    PERSON = "person"  # somebody's data (the account)
    DRAFT = "draft"  # a form that was not sent (its id)
    GRANT = "grant"  # a role in a unit (account and unit)
    DEPUTY = "deputy"  # a deputy's term (account and unit)
    ADMIN = "admin"  # an invited admin's role (the account)
    CUSTODIAN = "custodian"  # a custodian's role (the account)
    INVITATION = "invitation"  # an invitation, used (its hash)


class Erasure(Struct, frozen=True):
    """One of them; `key` names the key of the ring that made the token, `at` is unix seconds."""

    kind: str
    key: str
    token: str
    at: int


def note(tx: Tx, kind: Kind, subject: str | None, now: int) -> None:
    """Note that this transaction erases or revokes it; None is nothing."""
    tx.note_erasure(kind)
    if subject is None:
        return
    keys = ErasureKeys(tx.cipher.key_ring)
    row = Erasure(kind, keys.first, keys.token(keys.first, kind, subject), now)
    tx.execute(insert_unless(tx, erasures, *_KEY), _values(row, None))


def account_of(tx: Tx, who: str) -> str | None:
    """The account id of a person, which stays the same whatever root makes the fingerprints."""
    statement = select(people.c.address).where(people.c.who == who)
    sealed = tx.execute(statement).scalar_one_or_none()
    return None if sealed is None else tx.cipher.open(sealed, f"people.address:{who}").decode()


def keep(tx: Tx, found: Iterable[Erasure], listed_at: int | None) -> None:
    """Store what a list says, unless it is known; `listed_at` is None if it must be listed."""
    rows = [_values(each, listed_at) for each in found]
    for start in range(0, len(rows), ROWS):
        tx.execute(insert_unless(tx, erasures, *_KEY), rows[start : start + ROWS])


def pending(tx: Tx, *, limit: int) -> dict[int, Erasure]:
    """Those that are not in the list yet, by row id, oldest first."""
    found = _rows(tx, erasures.c.listed_at.is_(None), limit)
    return dict(found)


def count_pending(tx: Tx) -> int:
    """How many are not in the list yet."""
    statement = select(func.count()).select_from(erasures).where(erasures.c.listed_at.is_(None))
    return int(tx.execute(statement).scalar_one())


def set_listed(tx: Tx, ids: Sequence[int], now: int) -> None:
    """Mark rows as written to the list."""
    tx.execute(update(erasures).where(erasures.c.id.in_(ids)).values(listed_at=now))


def list_again(tx: Tx) -> None:
    """Mark all rows as not listed: the list is gone, and must be written again."""
    tx.execute(update(erasures).where(erasures.c.listed_at.is_not(None)).values(listed_at=None))


def every(tx: Tx) -> tuple[Erasure, ...]:
    """All of them, oldest first."""
    return tuple(each for _, each in _rows(tx, true(), None))


def _rows(tx: Tx, where: ColumnElement[bool], limit: int | None) -> Iterator[tuple[int, Erasure]]:
    statement = select(erasures).where(where).order_by(erasures.c.id).limit(limit)
    for row in tx.execute(statement).all():
        yield row.id, Erasure(row.kind, row.key, row.token, row.at)


def _values(each: Erasure, listed_at: int | None) -> dict[str, object]:
    return {
        "kind": str(each.kind),
        "key": each.key,
        "token": each.token,
        "at": each.at,
        "listed_at": listed_at,
    }
