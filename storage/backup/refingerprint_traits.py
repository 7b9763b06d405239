"""Give the traits of content their fingerprints under the newest root secret, in steps.

Texts keep the older ones: what they were made from is not stored in the form that was compared.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, Table, delete, func, select, update

from domain import likeness
from domain.likeness import Trait
from storage.crypto.encryption import Cipher, KeyRing
from storage.engine.account_tables import case_accounts
from storage.engine.tables import evidence, likenesses, targets
from storage.engine.transaction import Tx
from storage.evidence.evidence_reading import read
from storage.reported_accounts import case_accounts as account_rows
from storage.reporting import similarity

PAGE = 100
_NO_KEYS = KeyRing(())
_BANDS = [(place, band) for place in range(4) for band in range(1 << 16)]


class TraitProgress(Struct, frozen=True):
    """How far one table has been done: after which row, and how many were changed."""

    after: int = 0
    changed: int = 0
    done: bool = False


def of_targets(tx: Tx, at: TraitProgress) -> TraitProgress:
    """The next targets: the address, and the forwarded post."""
    rows, changed = _page(tx, targets, at), 0
    for row in rows:
        body = _body(tx, row)
        plain = [(Trait.URL, body["normalised"])] if body["normalised"] else []
        _replace(tx, [*plain, *likeness.post(body["origin"] or {})])
        if body["normalised"]:
            new = similarity.mark(tx, Trait.URL, body["normalised"]).value
            changed += row.same_as != new
            tx.execute(update(targets).where(targets.c.id == row.id).values(same_as=new))
    return _next(at, rows, changed)


def of_files(tx: Tx, at: TraitProgress) -> TraitProgress:
    """The next files: the digest, and the perceptual hash of a picture."""
    rows, changed = _page(tx, evidence, at, func.length(evidence.c.sealed) > 0), 0
    for row in rows:
        if sha256 := read(tx, row).sha256:
            _replace(tx, [(Trait.FILE, sha256)])
        former = (row.picture or "").split()
        new = [_pictures(tx.cipher).get(each, each) for each in former]
        if new != former:
            for pair in zip(former, new, strict=True):
                _swap(tx, *pair)
            changed += 1
            picture = {"picture": " ".join(new)}
            tx.execute(update(evidence).where(evidence.c.id == row.id).values(**picture))
    return _next(at, rows, changed)


def of_accounts(tx: Tx, at: TraitProgress) -> TraitProgress:
    """The next accounts that cases are about."""
    rows, changed = _page(tx, case_accounts, at), 0
    for row in rows:
        changed += account_rows.mark_again(tx, row.id)
    return _next(at, rows, changed)


def _page(tx: Tx, table: Table, at: TraitProgress, *where: Any) -> list[Row[Any]]:
    statement = select(table).where(table.c.id > at.after, *where).order_by(table.c.id)
    return list(tx.execute(statement.limit(PAGE)).all())


def _next(at: TraitProgress, rows: list[Row[Any]], changed: int) -> TraitProgress:
    after = rows[-1].id if rows else at.after
    return TraitProgress(after, at.changed + changed, done=len(rows) < PAGE)


def _body(tx: Tx, row: Row[Any]) -> dict[str, Any]:
    older = (targets.c.report_id == row.report_id) & (targets.c.id < row.id)
    number = tx.execute(select(func.count()).select_from(targets).where(older)).scalar_one()
    found: dict[str, Any] = tx.cipher.open_json(
        row.sealed, f"targets.sealed:{row.report_id}:{number}"
    )
    return found


def _replace(tx: Tx, plain: Iterable[tuple[Trait, str]]) -> None:
    for trait, value in plain:
        label = similarity.label_of(trait)
        new = tx.cipher.fingerprint(label, value)
        for older in tx.cipher.older:
            _swap(tx, older.fingerprint(label, value), new)


def _swap(tx: Tx, former: str, new: str) -> None:
    """Replace a mark; a case that has the new one already loses the former."""
    if former == new:
        return
    there = select(likenesses.c.case_id).where(likenesses.c.value == new)
    of_former = likenesses.c.value == former
    tx.execute(delete(likenesses).where(of_former, likenesses.c.case_id.in_(there)))
    tx.execute(update(likenesses).where(of_former).values(value=new))


@cache
def _table(root: bytes, older: bytes) -> dict[str, str]:
    """The marks of all possible pictures: 16 bits at each of four places."""
    new, former = Cipher(_NO_KEYS, root), Cipher(_NO_KEYS, older)
    label = similarity.label_of(Trait.PICTURE)
    return {
        former.fingerprint(label, each): new.fingerprint(label, each) for each in _all_pictures()
    }


def _all_pictures() -> Iterator[str]:
    for place, band in _BANDS:
        yield f"{place}:{band:04x}"


def _pictures(cipher: Cipher) -> dict[str, str]:
    found: dict[str, str] = {}
    for older in cipher.older:
        found |= _table(cipher.root, older.root)
    return found
