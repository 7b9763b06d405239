"""Drafts of forms, encrypted; a person's next message belongs to the draft touched last."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, select, update

from domain.draft import Draft
from storage.engine.database import Tx
from storage.engine.tables import drafts, told_messages
from storage.engine.upsert import Insert, insert_for

_COLUMNS = (
    drafts.c.id,
    drafts.c.who,
    drafts.c.form,
    drafts.c.case_id,
    drafts.c.report_id,
    drafts.c.sealed,
    drafts.c.started_at,
    drafts.c.touched_at,
)
_ACTIVE = (
    select(*_COLUMNS)
    .where(drafts.c.who == bindparam("who"), drafts.c.discarded_at.is_(None))
    .order_by(drafts.c.touch.desc())
    .limit(1)
)
_GET = select(*_COLUMNS).where(drafts.c.id == bindparam("id"), drafts.c.discarded_at.is_(None))


def active(tx: Tx, who: str) -> Draft | None:
    """The draft that a person touched last."""
    row = tx.execute(_ACTIVE, {"who": who}).one_or_none()
    return _draft(tx, row) if row else None


def get(tx: Tx, draft_id: str) -> Draft | None:
    """A draft by its id; None once it is filed, discarded or dropped."""
    row = tx.execute(_GET, {"id": draft_id}).one_or_none()
    return _draft(tx, row) if row else None


_OF_FORM = (
    select(*_COLUMNS)
    .where(
        drafts.c.who == bindparam("who"),
        drafts.c.form == bindparam("form"),
        drafts.c.discarded_at.is_(None),
    )
    .order_by(drafts.c.touch.desc())
    .limit(1)
)


def of_form(tx: Tx, who: str, form: str) -> Draft | None:
    """A person's draft of this form."""
    row = tx.execute(_OF_FORM, {"who": who, "form": form}).one_or_none()
    return _draft(tx, row) if row else None


_TOLD_SINCE = select(told_messages.c.report_id).where(
    told_messages.c.who == bindparam("who"), told_messages.c.told_at > bindparam("moment")
)


def told_since_touched(tx: Tx, draft: Draft) -> frozenset[int]:
    """The reports that the owner was told something about since then, by their ids."""
    found = tx.execute(_TOLD_SINCE, {"who": draft.who, "moment": draft.touched_at})
    return frozenset(found.scalars())


def count(tx: Tx, who: str) -> int:
    """How many drafts a person has, without those that were set aside."""
    mine = drafts.c.who == who, drafts.c.discarded_at.is_(None)
    found = select(func.count()).select_from(drafts).where(*mine)
    return int(tx.execute(found).scalar_one())


_SAVED = ("who", "form", "case_id", "report_id", "sealed", "started_at", "touched_at", "touch")


@lru_cache
def _saving(dialect: str) -> Insert:
    touched = (
        select(func.coalesce(func.max(drafts.c.touch), 0) + 1)
        .where(drafts.c.who == bindparam("b_who"))
        .scalar_subquery()
    )
    statement = insert_for(dialect, drafts).values(touch=touched)
    return statement.on_conflict_do_update(
        index_elements=["id"], set_={name: statement.excluded[name] for name in _SAVED}
    )


def save(tx: Tx, draft: Draft, now: int) -> None:
    """Store a draft, which makes it the one touched last."""
    tx.execute(
        _saving(tx.sql.dialect.name),
        {
            "id": draft.id,
            "who": draft.who,
            "form": draft.form,
            "case_id": draft.case_id,
            "report_id": draft.report_id,
            "sealed": tx.cipher.seal_json(draft.to_document(), f"drafts.sealed:{draft.id}"),
            "started_at": draft.started_at,
            "touched_at": now,
            "b_who": draft.who,
        },
    )


def reword(tx: Tx, draft: Draft) -> None:
    """Store a draft's answers without making it the one touched last."""
    sealed = tx.cipher.seal_json(draft.to_document(), f"drafts.sealed:{draft.id}")
    tx.execute(update(drafts).where(drafts.c.id == draft.id).values(sealed=sealed))


_DROP = delete(drafts).where(drafts.c.id == bindparam("id"))


def drop(tx: Tx, draft_id: str) -> None:
    """Delete a draft."""
    tx.execute(_DROP, {"id": draft_id})


def discard(tx: Tx, draft_id: str, now: int) -> None:
    """Set a draft aside: nobody finds it any more, and for a while it can be restored."""
    tx.execute(update(drafts).where(drafts.c.id == draft_id).values(discarded_at=now))


def discarded(tx: Tx, draft_id: str) -> Draft | None:
    """A draft that was set aside and is not yet erased."""
    row = tx.execute(
        select(*_COLUMNS).where(drafts.c.id == draft_id, drafts.c.discarded_at.is_not(None))
    ).one_or_none()
    return _draft(tx, row) if row else None


def restore(tx: Tx, draft_id: str) -> None:
    """A draft that was set aside is open again."""
    tx.execute(update(drafts).where(drafts.c.id == draft_id).values(discarded_at=None))


def discarded_before(tx: Tx, before: int, *, limit: int) -> tuple[Draft, ...]:
    """Drafts that were set aside before this moment, the longest ago first."""
    rows = tx.execute(
        select(*_COLUMNS)
        .where(drafts.c.discarded_at < before)
        .order_by(drafts.c.discarded_at)
        .limit(limit)
    ).all()
    return tuple(_draft(tx, row) for row in rows)


def unreminded(tx: Tx, form: str, before: int, *, limit: int) -> tuple[Draft, ...]:
    """Drafts of a form touched last before this moment, without a reminder so far."""
    return _many(
        tx,
        limit,
        drafts.c.form == form,
        drafts.c.touched_at < before,
        drafts.c.reminded_at.is_(None),
        drafts.c.discarded_at.is_(None),
    )


def set_reminded(tx: Tx, draft_id: str, now: int) -> None:
    """Store that the owner was reminded, which happens once."""
    tx.execute(update(drafts).where(drafts.c.id == draft_id).values(reminded_at=now))


def stale(tx: Tx, before: int, *, limit: int) -> tuple[Draft, ...]:
    """Drafts of any form touched last before this moment, oldest first; none that was set aside."""
    return _many(tx, limit, drafts.c.touched_at < before, drafts.c.discarded_at.is_(None))


def _many(tx: Tx, limit: int, *where: Any) -> tuple[Draft, ...]:
    rows = tx.execute(
        select(*_COLUMNS).where(*where).order_by(drafts.c.touched_at).limit(limit)
    ).all()
    return tuple(_draft(tx, row) for row in rows)


def _draft(tx: Tx, row: Row[Any]) -> Draft:
    draft = Draft(
        id=row.id,
        who=row.who,
        form=row.form,
        case_id=row.case_id,
        report_id=row.report_id,
        started_at=row.started_at,
        touched_at=row.touched_at,
    )
    return draft.with_document(tx.cipher.open_json(row.sealed, f"drafts.sealed:{row.id}"))
