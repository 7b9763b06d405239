"""A new version of the root secret: made, brought into use, and at last used alone."""

from sqlalchemy import delete, func, insert, select

from storage.audit import journal_order
from storage.core.errors import KeyMissing
from storage.crypto import roots
from storage.crypto.encryption import header_of
from storage.crypto.roots import Stage
from storage.engine import counters, schema
from storage.engine.tables import journal, secrets
from storage.engine.transaction import Tx

_UNFINISHED = "new-root-unfinished"  # a counter: 1 until values are encrypted again


def stage(tx: Tx) -> Stage:
    """How far the newest version has come; `ROOT` where no change is under way."""
    newest = max(schema.sealed_roots(tx.sql), key=roots.number_of)
    return next(each for each in Stage if newest.startswith(each))


def begin(tx: Tx) -> bool:
    """Store a new version, which processes may look things up with from now on.

    False if a change is under way. Raises KeyMissing if the first key of the ring has encrypted the
    present version: who stole that key would read the new one.
    """
    if _locked(tx) is not Stage.ROOT:
        return False
    found = schema.sealed_roots(tx.sql)
    newest = max(found, key=roots.number_of)
    if found[newest].startswith(header_of(tx.cipher.key_ring.keys[0][0])):
        raise KeyMissing("the first key of JUBAO_SEAL_KEYS has been used: put a new one before it")
    _store(tx, roots.name_of(Stage.NEXT, roots.number_of(newest) + 1), roots.new_payload())
    return True


def bring_into_use(tx: Tx) -> None:
    """Make new values with the new version from now on; nothing if that has been done."""
    if _locked(tx) is not Stage.NEXT:
        return
    name, payload = _taken_out(tx)
    _store(tx, roots.name_of(Stage.MOVING, roots.number_of(name)), payload)


def settle(tx: Tx) -> None:
    """Look people up under the new version alone; older ones prove older journal entries alone.

    Nothing if that has been done: what was written since is for the new version to prove.
    """
    if _locked(tx) is not Stage.MOVING:
        return
    name, payload = _taken_out(tx)
    head = journal_order.head(tx)
    last = tx.execute(select(func.max(journal.c.id))).scalar() or 0
    ended = roots.with_end(payload, head.count if head else 0, int(last))
    _store(tx, roots.name_of(Stage.ROOT, roots.number_of(name)), ended)
    counters.put(tx, _UNFINISHED, 1)


def _locked(tx: Tx) -> Stage:
    """The stage, which no other process changes until this transaction ends."""
    tx.execute(select(secrets.c.name).with_for_update()).all()
    return stage(tx)


def is_unfinished(tx: Tx) -> bool:
    """Whether the first key of the ring has a new version that is in use alone already.

    What was left of that change is to encrypt all values again.
    """
    found = schema.sealed_roots(tx.sql)
    newest = found[max(found, key=roots.number_of)]
    is_used = newest.startswith(header_of(tx.cipher.key_ring.keys[0][0]))
    return is_used and counters.value(tx, _UNFINISHED) == 1


def finish(tx: Tx) -> None:
    """All values have been encrypted again."""
    if counters.value(tx, _UNFINISHED):
        counters.put(tx, _UNFINISHED, 0)


def _taken_out(tx: Tx) -> tuple[str, bytes]:
    found = schema.sealed_roots(tx.sql)
    name = max(found, key=roots.number_of)
    tx.execute(delete(secrets).where(secrets.c.name == name))
    return name, tx.cipher.open(found[name], roots.place(name))


def _store(tx: Tx, name: str, payload: bytes) -> None:
    sealed = tx.cipher.seal(payload, roots.place(name))
    tx.execute(insert(secrets).values(name=name, sealed=sealed))
