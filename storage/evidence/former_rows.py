"""Encrypt what earlier releases stored in clear about evidence files: digest, size and album."""

from sqlalchemy import bindparam, func, select, update

from domain.report import rounded
from storage.core.errors import KeyMissing
from storage.engine import counters
from storage.engine.database import Tx
from storage.engine.tables import evidence
from storage.evidence.evidence import album_of
from storage.evidence.evidence_reading import at, body_of

AT = "evidence:sealed"  # counter: the rows up to this id are done
PAGE = 200
_NEXT = (
    select(evidence)
    .where(evidence.c.id > bindparam("after"), func.length(evidence.c.sealed) > 0)
    .order_by(evidence.c.id)
    .limit(PAGE)
    .with_for_update()
)
_DONE = 2**62


def seal_page(tx: Tx) -> bool:
    """Encrypt the next rows; returns whether there may be more. Does nothing once all are done."""
    after = counters.value(tx, AT) or 0
    if after == _DONE:
        return False
    rows = tx.execute(_NEXT, {"after": after}).all()
    for row in rows:
        try:
            body = body_of(tx, row)
        except KeyMissing:
            continue  # its key is not in the ring: `jubao keys rotate` names the row
        if "size" in body:
            continue
        body = {**body, "sha256": row.sha256, "size": row.size}
        tx.execute(
            update(evidence)
            .where(evidence.c.id == row.id)
            .values(
                sealed=tx.cipher.seal_json(body, at(row.unique_id, row.received_at)),
                sha256="",
                size=rounded(row.size),
                album=album_of(tx, row.album),
            )
        )
    more = len(rows) == PAGE
    if rows:
        counters.put(tx, AT, rows[-1].id if more else _DONE)
    return more
