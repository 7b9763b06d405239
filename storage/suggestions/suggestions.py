"""Suggestions: stored encrypted, found by the hash of their code, erased after some time."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, func, insert, or_, select, tuple_, update

from domain.codes import tail
from domain.suggestion import Suggestion
from storage.engine.database import Tx
from storage.engine.public_tables import suggestions as rows

_CODE = select(rows.c.uid, rows.c.code_hash)


def file(
    tx: Tx, *, uid: str, unit: str, who: str, locale: str, text: str, now: int, due_at: int
) -> Suggestion:
    """Store a suggestion; `uid` is its draft's id, from which the code is derived."""
    code = tx.cipher.code_for(uid)
    row = tx.execute(
        insert(rows)
        .values(
            uid=uid,
            code_hash=tx.cipher.code_hash(code),
            unit=unit,
            who=who,
            locale=locale,
            sealed=tx.cipher.seal_json({"text": text, "answer": ""}, _at(uid)),
            filed_at=now,
            due_at=due_at,
        )
        .returning(rows)
    ).one()
    return _suggestion(tx, row)


def answer(tx: Tx, suggestion_id: int, answer: str, *, by: str, now: int) -> Suggestion | None:
    """Store the answer; None if there is one already."""
    row = tx.execute(
        select(rows).where(rows.c.id == suggestion_id, rows.c.answered_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    sealed = tx.cipher.seal_json({**_words(tx, row), "answer": answer}, _at(row.uid))
    changed = tx.execute(
        update(rows)
        .where(rows.c.id == suggestion_id, rows.c.answered_at.is_(None))
        .values(sealed=sealed, answered_by=by, answered_at=now, due_at=None)
        .returning(rows)
    ).one_or_none()
    return _suggestion(tx, changed) if changed else None


def get(tx: Tx, suggestion_id: int) -> Suggestion | None:
    """A suggestion by its row id."""
    row = tx.execute(select(rows).where(rows.c.id == suggestion_id)).one_or_none()
    return _suggestion(tx, row) if row else None


def by_uid(tx: Tx, uid: str) -> Suggestion | None:
    """The suggestion that a draft became."""
    row = tx.execute(select(rows).where(rows.c.uid == uid)).one_or_none()
    return _suggestion(tx, row) if row else None


def by_code(tx: Tx, code: str) -> Suggestion | None:
    """The suggestion of a code, from any account."""
    row = tx.execute(
        select(rows).where(rows.c.code_hash.in_(tx.cipher.code_hashes(code)))
    ).one_or_none()
    return _suggestion(tx, row) if row else None


def code_of(tx: Tx, suggestion_id: int) -> str:
    """The code, derived again: it is not stored."""
    return _code(tx, tx.execute(_CODE.where(rows.c.id == suggestion_id)).one())


def _code(tx: Tx, row: Row[Any]) -> str:
    return tx.cipher.code_of(row.uid, row.code_hash)


def author(tx: Tx, suggestion_id: int) -> str | None:
    """The author's fingerprint; None once erased."""
    found: str | None = tx.execute(
        select(rows.c.who).where(rows.c.id == suggestion_id)
    ).scalar_one_or_none()
    return found


def waiting(
    tx: Tx, units: Collection[str], *, size: int, after: tuple[int, int] | None = None
) -> tuple[Suggestion, ...]:
    """Unanswered suggestions of these units by due time, after this due time and id."""
    statement = (
        select(rows)
        .where(rows.c.due_at.is_not(None), rows.c.unit.in_(tuple(units)))
        .order_by(rows.c.due_at, rows.c.id)
        .limit(size)
    )
    if after is not None:
        statement = statement.where(tuple_(rows.c.due_at, rows.c.id) > after)
    return tuple(_suggestion(tx, row) for row in tx.execute(statement).all())


def count_waiting(tx: Tx, units: Collection[str], who: str, *, most: int) -> int:
    """How many of these `who` may answer: not their own. Counted no further than `most`."""
    of_others = or_(rows.c.who.is_(None), rows.c.who != who)
    there = rows.c.due_at.is_not(None), rows.c.unit.in_(tuple(units)), of_others
    return len(tx.execute(select(rows.c.id).where(*there).limit(most)).all())


def codes_of(tx: Tx, who: str, *, most: int) -> tuple[tuple[str, ...], int]:
    """The codes of a person's newest suggestions, and the number of all."""
    mine = rows.c.who == who
    found = tx.execute(_CODE.where(mine).order_by(rows.c.id.desc()).limit(most))
    count = tx.execute(select(func.count()).select_from(rows).where(mine)).scalar_one()
    return tuple(_code(tx, row) for row in found), int(count)


def become_late(tx: Tx, now: int, *, limit: int) -> tuple[Suggestion, ...]:
    """Mark suggestions as late whose due time has passed; returns them."""
    found = tx.execute(
        select(rows).where(rows.c.late_at.is_(None), rows.c.due_at <= now).limit(limit)
    ).all()
    ids = [row.id for row in found]
    if ids:
        tx.execute(update(rows).where(rows.c.id.in_(ids)).values(late_at=now))
    return tuple(_suggestion(tx, row) for row in found)


def unanswered(tx: Tx, after: int, *, limit: int) -> tuple[Suggestion, ...]:
    """Unanswered suggestions whose row id is greater than `after`."""
    found = tx.execute(
        select(rows)
        .where(rows.c.due_at.is_not(None), rows.c.id > after)
        .order_by(rows.c.id)
        .limit(limit)
    ).all()
    return tuple(_suggestion(tx, row) for row in found)


def set_due(tx: Tx, suggestion_id: int, due_at: int) -> None:
    """Store a later deadline of an unanswered suggestion."""
    tx.execute(
        update(rows)
        .where(rows.c.id == suggestion_id, rows.c.due_at.is_not(None))
        .values(due_at=due_at)
    )


def unlink(tx: Tx, who: str, until: int) -> None:
    """Erase the links from suggestions filed until then to an account; their codes still work."""
    tx.execute(update(rows).where(rows.c.who == who, rows.c.filed_at <= until).values(who=None))


def forget_words(tx: Tx, before: int, *, limit: int) -> int:
    """Erase the texts of suggestions answered before this moment; returns how many."""
    ids = past(tx, before, limit=limit)
    if ids:
        tx.execute(update(rows).where(rows.c.id.in_(ids)).values(sealed=None, who=None))
    return len(ids)


def past(tx: Tx, before: int, *, limit: int) -> tuple[int, ...]:
    """The row ids of suggestions answered before this moment and not erased."""
    statement = select(rows.c.id).where(rows.c.answered_at < before, rows.c.sealed.is_not(None))
    return tuple(tx.execute(statement.limit(limit)).scalars())


def _suggestion(tx: Tx, row: Row[Any]) -> Suggestion:
    words = _words(tx, row)
    return Suggestion(
        id=row.id,
        unit=row.unit,
        tail=tail(_code(tx, row)),
        locale=row.locale,
        text=words["text"],
        filed_at=row.filed_at,
        due_at=row.due_at,
        answer=words["answer"],
        answered_at=row.answered_at,
    )


def _words(tx: Tx, row: Row[Any]) -> dict[str, str]:
    if row.sealed is None:
        return {"text": "", "answer": ""}
    found: dict[str, str] = tx.cipher.open_json(row.sealed, _at(row.uid))
    return found


def _at(uid: str) -> str:
    return f"suggestions.sealed:{uid}"
