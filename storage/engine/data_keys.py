"""Data keys: one for the values of each case, one for the contact of each report.

A data key is random and stored encrypted ("wrapped") by the key ring. The header of a value that it
encrypts is `#RING:ID`: the ring's first key when the data key was made, and its row id; so the
value can be decrypted wherever it is moved. Deleting the data key makes all copies of those values
unreadable that do not come with a copy of the key: what is left in unused parts of the database's
file, in its WAL, or in a later copy of either. `storage.engine.transaction.DataKeys` makes and
finds them.
"""

from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, delete, func

from storage.crypto.encryption import DATA_KEY
from storage.engine.public_tables import data_keys


class Holder(StrEnum):
    """What a data key belongs to."""

    CASE = "case"  # its row id
    LINK = "link"  # the row id of the report whose link it is


def by_data_key(value: ColumnElement[bytes], ring: str = "") -> ColumnElement[bool]:
    """Whether a value was encrypted with a data key, of this key of the ring if one is named."""
    begin = f"{DATA_KEY}{ring}:" if ring else DATA_KEY
    return func.substr(value, 2, len(begin)) == begin.encode()


def drop_older(sql: Connection, ring: str) -> int:
    """Delete the data keys made under other keys of the ring, once no value needs them."""
    return int(sql.execute(delete(data_keys).where(data_keys.c.ring != ring)).rowcount)
