"""One transaction, as every storage function gets it, and the data keys that it uses."""

import secrets
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import orjson
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct, field
from msgspec.structs import force_setattr
from sqlalchemy import Connection, bindparam, delete, select, text
from sqlalchemy.engine import CursorResult

from storage.core.errors import KeyMissing
from storage.crypto.encryption import DATA_KEY, KEY_BYTES, Cipher, seal_with
from storage.engine.data_keys import Holder
from storage.engine.public_tables import data_keys

CounterKey = tuple[str, int, str, str, int]  # the key of a row of `figures`
JournalEntry = Sequence[Any]  # the columns `storage.audit.journal_order.ENTRY`

_OF = (
    select(data_keys.c.id, data_keys.c.sealed)
    .where(
        data_keys.c.holder == bindparam("holder"),
        data_keys.c.owner == bindparam("owner"),
        data_keys.c.ring == bindparam("ring"),
    )
    .limit(1)
)
_NEW = text(  # unless another process was faster
    "INSERT INTO data_keys (holder, owner, ring, sealed)"
    " VALUES (:holder, :owner, :ring, :sealed) ON CONFLICT (holder, owner, ring) DO NOTHING"
    " RETURNING id, sealed"
)
_OF_MANY = select(data_keys).where(
    data_keys.c.holder == bindparam("holder"),
    data_keys.c.owner.in_(bindparam("owners", expanding=True)),
)
_BY_ID = select(data_keys).where(data_keys.c.id == bindparam("id"))


class DataKeys:
    """The data keys that one transaction uses: each is read and unwrapped once."""

    def __init__(self, sql: Connection, cipher: Cipher) -> None:
        self._sql, self._cipher = sql, cipher
        self._by_name: dict[str, AESGCM] = {}
        self._names: dict[tuple[str, int], str] = {}

    def find(self, name: str) -> AESGCM:
        """The key of this name, from a value's header; KeyMissing where it was erased."""
        if name not in self._by_name:
            number = name.rpartition(":")[2]
            row = None
            if number.isascii() and number.isdecimal():
                row = self._sql.execute(_BY_ID, {"id": int(number)}).one_or_none()
            if row is None:
                raise KeyMissing(f"the data key {name!r} of this value was erased")
            self._remember(row.holder, row.owner, row.ring, row.id, row.sealed)
        return self._by_name[name]

    def read(self, holder: Holder, owners: Collection[int]) -> None:
        """Read the keys of many cases or links with one statement, for `find`."""
        wanted = {"holder": str(holder), "owners": tuple(owners)}
        for row in self._sql.execute(_OF_MANY, wanted) if owners else ():
            self._remember(row.holder, row.owner, row.ring, row.id, row.sealed)

    def seal(self, holder: Holder, owner: int, value: bytes, at: str) -> bytes:
        """Encrypt a value for one place with the data key of a case or link, made when needed.

        A key that was made under an earlier key of the ring encrypts nothing new.
        """
        name = self._names.get((holder, owner)) or self._find_or_make(holder, owner)
        return seal_with(self._by_name[name], name, value, at)

    def seal_json(self, holder: Holder, owner: int, value: Any, at: str) -> bytes:
        """Encrypt plain JSON."""
        return self.seal(holder, owner, orjson.dumps(value), at)

    def make(self, holder: Holder, owner: int) -> str | None:
        """Make the key of a new case or link; returns its name, None if there is one already."""
        ring = self._cipher.key_ring.keys[0][0]
        wrapped = self._cipher.seal(secrets.token_bytes(KEY_BYTES), place(holder, owner, ring))
        new = {"holder": str(holder), "owner": owner, "ring": ring, "sealed": wrapped}
        made = self._sql.execute(_NEW, new).one_or_none()
        if made is None:
            return None
        return self._remember(holder, owner, ring, made.id, made.sealed)

    def _find_or_make(self, holder: Holder, owner: int) -> str:
        name = self._find(holder, owner) or self.make(holder, owner)
        if name is None:  # another process was faster
            name = self._find(holder, owner)
        assert name is not None
        return name

    def _find(self, holder: Holder, owner: int) -> str | None:
        ring = self._cipher.key_ring.keys[0][0]
        wanted = {"holder": str(holder), "owner": owner, "ring": ring}
        found = self._sql.execute(_OF, wanted).one_or_none()
        if found is None:
            return None
        return self._remember(holder, owner, ring, found.id, found.sealed)

    def _remember(self, holder: str, owner: int, ring: str, row_id: int, sealed: bytes) -> str:
        name = f"{DATA_KEY}{ring}:{row_id}"
        if name not in self._by_name:
            key = self._cipher.open(bytes(sealed), place(holder, owner, ring))
            self._by_name[name] = AESGCM(key)
        if ring == self._cipher.key_ring.keys[0][0]:
            self._names[holder, owner] = name
        return name

    def erase(self, holder: Holder, owner: int) -> None:
        """Delete the data keys of a case or link: nobody can decrypt its values any more."""
        mine = (data_keys.c.holder == str(holder)) & (data_keys.c.owner == owner)
        self._sql.execute(delete(data_keys).where(mine))
        if name := self._names.pop((holder, owner), None):
            del self._by_name[name]


def place(holder: str, owner: int, ring: str) -> str:
    """The encryption context of a wrapped data key, made of columns that never change."""
    return f"data_keys.sealed:{holder}:{owner}:{ring}"


class Tx(Struct, frozen=True):
    """One transaction.

    `owed` collects the due times of queued notices. `counted` and `journalled` collect what is
    written right before the commit: figures to increase, and journal entries that need a place in
    the journal's order. `erased` is not empty if the transaction erases or revokes something, which
    must be in no WAL afterwards. `named` are fingerprints of the accounts that are admins by the
    settings; they are not stored, since a row would outlive the settings. `keys` are the data keys
    of cases and links; `cipher` decrypts what they have encrypted.
    """

    sql: Connection
    cipher: Cipher
    owed: list[int] = field(default_factory=list)
    counted: Counter[CounterKey] = field(default_factory=Counter)
    journalled: list[JournalEntry] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    named: frozenset[str] = frozenset()
    keys: DataKeys = field(default=None)  # type: ignore[assignment]  # set below

    def __post_init__(self) -> None:
        keys = DataKeys(self.sql, self.cipher)
        force_setattr(self, "cipher", replace(self.cipher, find_key=keys.find))
        force_setattr(self, "keys", keys)

    def execute(self, statement: Any, parameters: Any = None) -> CursorResult[Any]:
        """Run one statement, for one row of parameters or for many."""
        return self.sql.execute(statement, parameters)

    def owe(self, due_at: int) -> None:
        """Note that a notice is due at this unix time; the courier is woken after the commit."""
        self.owed.append(due_at)

    @contextmanager
    def savepoint(self) -> Iterator["Tx"]:
        """A part of this transaction that is undone by itself where it raises.

        What the inner Tx collects is of this transaction once the part has succeeded.
        """
        inner = Tx(self.sql, self.cipher, named=self.named)
        self.sql.exec_driver_sql("SAVEPOINT part")
        try:
            yield inner
        except BaseException:
            self.sql.exec_driver_sql("ROLLBACK TO SAVEPOINT part")
            self.sql.exec_driver_sql("RELEASE SAVEPOINT part")
            raise
        self.sql.exec_driver_sql("RELEASE SAVEPOINT part")
        self.owed.extend(inner.owed)
        self.counted.update(inner.counted)
        self.journalled.extend(inner.journalled)
        self.erased.extend(inner.erased)

    def note_erasure(self, what: str) -> None:
        """Note that this transaction erases something, for what is to be done after the commit."""
        self.erased.append(what)
