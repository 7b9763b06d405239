"""Errors of the SQLite driver as errors of storage."""

import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from storage.core import file_faults
from storage.core.errors import DatabaseUnusable, StorageBusy, StorageFull

_WITHOUT_RIGHT = {
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_READONLY: "cannot be written",
    sqlite3.SQLITE_PERM: "cannot be opened",
    sqlite3.SQLITE_AUTH: "cannot be opened",
    sqlite3.SQLITE_IOERR: "cannot be read or written",
}
_NO_DATABASE = {
    sqlite3.SQLITE_NOTADB: "is no SQLite database",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore a backup",
}


def translated(error: BaseException, file: Path | None = None) -> BaseException:
    """The driver's error as one of `storage.core.errors`, or unchanged; `file` is the database."""
    inner = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(inner, sqlite3.Error):
        return error
    code = getattr(inner, "sqlite_errorcode", 0) & 0xFF  # the primary error code
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StorageBusy(f"{inner}: another process writes to it; try again")
        case sqlite3.SQLITE_FULL:
            return StorageFull(str(inner) if file is None else f"{file.absolute()}: {inner}")
    if file is None:
        return error
    if code in _NO_DATABASE:
        return DatabaseUnusable(f"{file.absolute()}: {_NO_DATABASE[code]}")
    if code not in _WITHOUT_RIGHT:
        return error
    found = file_faults.database_fault(file)
    if not found and getattr(inner, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY:
        return error  # a use case that may only read has tried to write
    room = ": no room is left on its disk" if file_faults.is_full(file) else ""
    return DatabaseUnusable(found or f"{file.absolute()}: {_WITHOUT_RIGHT[code]} ({inner}){room}")
