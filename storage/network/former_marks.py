"""Fingerprints that people had under older versions of the root secret."""

from sqlalchemy import select

from storage.engine.database import Tx
from storage.engine.tables import people


def former(tx: Tx) -> dict[str, str]:
    """Every fingerprint that a person had before, with the present one."""
    if not tx.cipher.older:
        return {}
    rows = tx.execute(select(people.c.who, people.c.address)).all()
    return {
        before: row.who
        for row in rows
        for before in tx.cipher.fingerprints(
            "person", tx.cipher.open(row.address, f"people.address:{row.who}")
        )
        if before != row.who
    }
