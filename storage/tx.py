"""One transaction, as every storage function gets it."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Connection
from sqlalchemy.engine import CursorResult

from storage import direct
from storage.direct import Found
from storage.seal import Vault

Counted = tuple[str, int, str, str, int]  # the key of a row of `figures`
Said = Sequence[Any]  # an entry of the journal: `storage.journal_order.ENTRY`


class Tx(Struct, frozen=True):
    """One transaction.

    `owed` collects when news is due, `counted` and `journalled` what is written down at its end:
    what to count, and the entries of the journal that want their place. `named` are the admins by
    the settings: no row says so, for a row would outlive the settings.
    """

    sql: Connection
    vault: Vault
    driver: sqlite3.Connection | None = None  # where there is a short way to it
    owed: list[int] = field(default_factory=list)
    counted: Counter[Counted] = field(default_factory=Counter)
    journalled: list[Said] = field(default_factory=list)
    named: frozenset[str] = frozenset()

    def execute(self, statement: Any, parameters: Any = None) -> CursorResult[Any] | Found:
        """Run one statement, for one row of parameters or for many."""
        if self.driver is not None:
            found = direct.run(self.sql, self.driver, statement, parameters or {})
            if found is not None:
                return found
        return self.sql.execute(statement, parameters)

    def owe(self, due_at: int) -> None:
        """News was written that is due then; the courier hears of it after the commit."""
        self.owed.append(due_at)
