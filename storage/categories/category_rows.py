"""Categories of the stored profile, changed one by one, with their history and what waits."""

import orjson
from msgspec import Struct
from sqlalchemy import Row, delete, insert, select, update

from domain.categories.category_changes import CategoryChange, changes
from domain.taxonomy import Category, Taxonomy, read_category
from storage.engine.category_tables import category_changes, category_proposals
from storage.engine.database import Tx
from storage.engine.tables import documents
from storage.engine.upsert import upsert

_PROFILE = "profile"


class CategoryProposal(Struct, frozen=True, kw_only=True):
    """A category as it would be (`new`) and as it was when proposed (`old`, None: a new one)."""

    new: Category
    old: Category | None
    who: str
    at: int


def save(tx: Tx, category: Category, now: int) -> None:
    """Store one category in the profile; the profiles that processes hold become out of date.

    The row is locked from reading to writing, so that two changes at a time both stay.
    """
    row = tx.execute(
        select(documents.c.body, documents.c.version)
        .where(documents.c.name == _PROFILE)
        .with_for_update()
    ).one()
    body = orjson.loads(row.body)
    taxonomy = Taxonomy.from_document(body["taxonomy"]).with_category(category)
    body["taxonomy"] = taxonomy.to_document()
    tx.execute(
        update(documents)
        .where(documents.c.name == _PROFILE)
        .values(body=orjson.dumps(body).decode(), version=row.version + 1, changed_at=now)
    )


def write(tx: Tx, old: Category | None, new: Category, verb: str, author: tuple[str, int]) -> None:
    """Store a change in the history; `author` is who made it and when (unix seconds)."""
    who, now = author
    tx.execute(
        insert(category_changes).values(
            category=new.code,
            verb=verb,
            body=orjson.dumps(changes(old, new)).decode(),
            changed_by=who,
            changed_at=now,
        )
    )


def history(
    tx: Tx, code: str, *, limit: int, before: int | None = None
) -> tuple[CategoryChange, ...]:
    """The history of a category, newest first, with ids below this one."""
    statement = (
        select(category_changes)
        .where(category_changes.c.category == code)
        .order_by(category_changes.c.id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(category_changes.c.id < before)
    return tuple(
        CategoryChange(
            id=row.id,
            verb=row.verb,
            changes={field: (was, now) for field, (was, now) in orjson.loads(row.body).items()},
            who=row.changed_by,
            at=row.changed_at,
        )
        for row in tx.execute(statement)
    )


def propose(tx: Tx, proposal: CategoryProposal) -> None:
    """Store a proposal; it replaces an earlier one for the same category."""
    old = None if proposal.old is None else _json(proposal.old)
    upsert(
        tx,
        category_proposals,
        {"category": proposal.new.code},
        {"body": _json(proposal.new), "was": old, "who": proposal.who, "proposed_at": proposal.at},
    )


def proposal(tx: Tx, code: str) -> CategoryProposal | None:
    """The proposal for a category; None if nothing waits."""
    row = tx.execute(
        select(category_proposals).where(category_proposals.c.category == code)
    ).one_or_none()
    return None if row is None else _proposal(row)


def proposals(tx: Tx, limit: int) -> tuple[CategoryProposal, ...]:
    """The proposals, oldest first, at most `limit`."""
    order = category_proposals.c.proposed_at, category_proposals.c.category
    rows = tx.execute(select(category_proposals).order_by(*order).limit(limit)).all()
    return tuple(map(_proposal, rows))


def drop(tx: Tx, code: str) -> bool:
    """Remove the proposal for a category; False if there is none."""
    gone = tx.execute(delete(category_proposals).where(category_proposals.c.category == code))
    return bool(gone.rowcount)


def _proposal(row: Row[tuple[object, ...]]) -> CategoryProposal:
    return CategoryProposal(
        new=read_category(orjson.loads(row.body)),
        old=None if row.was is None else read_category(orjson.loads(row.was)),
        who=row.who,
        at=row.proposed_at,
    )


def _json(category: Category) -> str:
    return orjson.dumps(category.to_document()).decode()
