"""One transaction, as every storage function gets it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Connection
from sqlalchemy.engine import CursorResult

from storage.crypto.encryption import Cipher

CounterKey = tuple[str, int, str, str, int]  # the key of a row of `figures`
JournalEntry = Sequence[Any]  # the columns `storage.audit.journal_order.ENTRY`


class Tx(Struct, frozen=True):
    """One transaction.

    `owed` collects the due times of queued notices. `counted` and `journalled` collect what is
    written right before the commit: figures to increase, and journal entries that need a place in
    the journal's order. `erased` is not empty if the transaction erases or revokes something, which
    must be in no WAL afterwards. `named` are fingerprints of the accounts that are admins by the
    settings; they are not stored, since a row would outlive the settings.
    """

    sql: Connection
    cipher: Cipher
    owed: list[int] = field(default_factory=list)
    counted: Counter[CounterKey] = field(default_factory=Counter)
    journalled: list[JournalEntry] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    named: frozenset[str] = frozenset()

    def execute(self, statement: Any, parameters: Any = None) -> CursorResult[Any]:
        """Run one statement, for one row of parameters or for many."""
        return self.sql.execute(statement, parameters)

    def owe(self, due_at: int) -> None:
        """Note that a notice is due at this unix time; the courier is woken after the commit."""
        self.owed.append(due_at)

    def note_erasure(self, what: str) -> None:
        """Note that this transaction erases something, for what is to be done after the commit."""
        self.erased.append(what)
