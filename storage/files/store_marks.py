"""The mark of a file store: an object that says which database the files belong to."""

from typing import Any

import orjson
from msgspec import Struct
from msgspec.structs import asdict

OWN = "jubao-files"  # our folder, or key prefix, inside the configured place
MARK = "mark.json"
AT = f"{OWN}/{MARK}"


class Mark(Struct, frozen=True, kw_only=True):
    """Which database the store belongs to, and which wrote to it last.

    `database` is the id of the database. `token` is the newest one that the database created
    before it stored files: an earlier copy of the database does not have it.
    `looked` is whether unknown files may be erased by the daily comparison at all; `disputed`
    whether a database without the token wrote here, such as a restored one.
    """

    database: str
    token: str
    made_at: int  # unix seconds
    looked: bool = False
    disputed: bool = False

    def to_bytes(self) -> bytes:
        """The mark as bytes."""
        return orjson.dumps(asdict(self))


def read(said: bytes) -> Mark | None:
    """Parse a stored mark; None if it is invalid, e.g. cut short by a power failure."""
    try:
        found: dict[str, Any] = orjson.loads(said)
        return Mark(
            database=str(found["database"]),
            token=str(found["token"]),
            made_at=int(found["made_at"]),
            looked=bool(found["looked"]),
            disputed=bool(found["disputed"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
