"""Truncate the WAL of a SQLite file, so that nothing erased is left in it."""

import sqlite3

from storage.core.errors import StorageBusy
from storage.engine.sqlite_errors import translated


def truncate(driver: sqlite3.Connection) -> bool:
    """Move the WAL's pages into the database file and cut the WAL to zero bytes.

    Until then the WAL holds earlier contents of pages, with what was erased from them since. False
    while another connection is reading or writing; does not wait for it.
    """
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute("PRAGMA busy_timeout=0")  # use cases wait meanwhile
    try:
        is_busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        if not isinstance(translated(error), StorageBusy):
            raise translated(error) from None
        return False
    finally:
        driver.execute(f"PRAGMA busy_timeout={int(patience)}")
    return not is_busy
