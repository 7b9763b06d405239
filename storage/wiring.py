"""Composes the storage: the database, and the functions that run at the end of each transaction."""

from storage.audit import journal_order
from storage.crypto.encryption import KeyRing
from storage.engine.database import Database
from storage.evidence import former_rows
from storage.figures import figures

# The journal's place comes last: on PostgreSQL its row is locked until the commit.
BEFORE_COMMIT = (figures.write, journal_order.write)


async def open_database(url: str, key_ring: KeyRing) -> Database:
    """Open a database with all its functions before commit; raises like `Database.open`."""
    db = await Database.open(url, key_ring, before_commit=BEFORE_COMMIT)
    try:
        await db.run(journal_order.begin)
        while await db.run(former_rows.seal_page):
            pass
    except BaseException:
        await db.close()
        raise
    return db
