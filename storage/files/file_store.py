"""The database's record of its file store: its id, and the tokens written there."""

import secrets as entropy

import orjson
from msgspec import Struct
from sqlalchemy import select

from storage.engine.database import Tx
from storage.engine.tables import documents
from storage.engine.upsert import upsert

_NAME = "file_store"
REMEMBERED = 64  # tokens: a store that lost its last writes in a power failure has an older one


class Known(Struct, frozen=True, kw_only=True):
    """The id of this database, which copies share, and its newest tokens, the last one last.

    A copy made earlier does not have the tokens created since.
    """

    database: str
    tokens: tuple[str, ...] = ()


_BODY = select(documents.c.body).where(documents.c.name == _NAME)


def known(tx: Tx, *, hold: bool = False) -> Known:
    """The id and tokens; before they are stored, the id is derived and already final.

    With `hold` the row is locked until this transaction ends.
    """
    body = tx.execute(_BODY.with_for_update() if hold else _BODY).scalar()
    if body is None:  # derived from the root secret of this database, which every copy has
        return Known(database=tx.cipher.versions()[-1].fingerprint("file-store", "id"))
    found = orjson.loads(body)
    return Known(database=found["database"], tokens=tuple(found["tokens"]))


def next_token(tx: Tx, now: int) -> Known:
    """Create a new token and store it."""
    before = known(tx, hold=True)
    tokens = (*before.tokens, entropy.token_hex(8))[-REMEMBERED:]
    after = Known(database=before.database, tokens=tokens)
    upsert(tx, documents, {"name": _NAME}, {**_body(after), "version": 1, "changed_at": now})
    return after


def _body(known: Known) -> dict[str, str]:
    said = {"database": known.database, "tokens": known.tokens}
    return {"body": orjson.dumps(said).decode()}
