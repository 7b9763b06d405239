"""Errors of the SQLite driver as errors of storage."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from storage.core.errors import StorageBusy, StorageFull


def translated(error: BaseException) -> BaseException:
    """The driver's error as one of `storage.core.errors`, or unchanged."""
    inner = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(inner, sqlite3.Error):
        match getattr(inner, "sqlite_errorcode", 0) & 0xFF:  # the primary error code
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                return StorageBusy(str(inner))
            case sqlite3.SQLITE_FULL:
                return StorageFull(str(inner))
    return error
