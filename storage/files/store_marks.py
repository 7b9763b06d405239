"""The mark of a file store: an object that says which database the files belong to."""

from typing import Any

import orjson
from msgspec import Struct
from msgspec.structs import asdict

OWN = "jubao-files"  # the folder, or key prefix, inside the configured place; all else is not ours
MARK = "mark.json"
AT = f"{OWN}/{MARK}"


class Mark(Struct, frozen=True, kw_only=True):
    """Whose store this is, and who wrote to it last.

    `database` is the id of the database. `token` is the newest of those that the database gave
    out before files were stored: a copy of the database from before that does not know it.
    `looked` is whether unknown files may be erased by the daily comparison at all; `disputed`
    whether a database wrote here that did not know the token, such as a restored one.
    """

    database: str
    token: str
    made_at: int  # unix seconds
    looked: bool = False
    disputed: bool = False

    def said(self) -> bytes:
        """As it is stored."""
        return orjson.dumps(asdict(self))


def read(said: bytes) -> Mark | None:
    """A stored mark; None where it cannot be read, such as one cut short by a power failure."""
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
