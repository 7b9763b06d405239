"""Categories and rules of the stored profile: changed one by one, their history, what waits.

Each is stored under its key, see `domain.categories.subjects`.
"""

import hashlib

import orjson
from msgspec import Struct
from sqlalchemy import Row, delete, select, update

from domain.categories.subjects import RULE, Subject, changes, key_of, with_subject
from domain.core.changes import Change
from domain.taxonomy import Rule, Taxonomy, read_category
from storage.engine import histories
from storage.engine.category_tables import category_changes, category_proposals
from storage.engine.database import Tx
from storage.engine.tables import documents
from storage.engine.upsert import upsert

_PROFILE = "profile"
MARK = 10  # characters


class CategoryProposal(Struct, frozen=True, kw_only=True):
    """A category or rule as it would be (`new`), and as it was then (`old`, None: a new one)."""

    new: Subject
    old: Subject | None
    who: str
    at: int

    @property
    def mark(self) -> str:
        """Some characters that tell this very proposal from any other."""
        said = f"{_json(self.new)} {self.who} {self.at}"
        return hashlib.sha256(said.encode()).hexdigest()[:MARK]


def save(tx: Tx, subject: Subject, now: int) -> None:
    """Store one category or rule in the profile; what processes hold of it becomes out of date.

    The row is locked from reading to writing, so that two changes at a time both stay.
    """
    row = tx.execute(
        select(documents.c.body, documents.c.version)
        .where(documents.c.name == _PROFILE)
        .with_for_update()
    ).one()
    body = orjson.loads(row.body)
    taxonomy = with_subject(Taxonomy.from_document(body["taxonomy"]), subject)
    body["taxonomy"] = taxonomy.to_document()
    tx.execute(
        update(documents)
        .where(documents.c.name == _PROFILE)
        .values(body=orjson.dumps(body).decode(), version=row.version + 1, changed_at=now)
    )


def write(tx: Tx, old: Subject | None, new: Subject, verb: str, author: tuple[str, int]) -> None:
    """Store a change in the history; `author` is who made it and when (unix seconds)."""
    change = verb, changes(old, new)
    histories.write(tx, category_changes.c.category, key_of(new), change, *author)


def history(tx: Tx, code: str, *, limit: int, before: int | None = None) -> tuple[Change, ...]:
    """The history of a category, newest first, with ids below this one."""
    return histories.read(tx, category_changes.c.category, code, limit=limit, before=before)


def propose(tx: Tx, proposal: CategoryProposal) -> None:
    """Store a proposal; it replaces an earlier one for the same category."""
    old = None if proposal.old is None else _json(proposal.old)
    upsert(
        tx,
        category_proposals,
        {"category": key_of(proposal.new)},
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


def count_proposals(tx: Tx, *, but: str, most: int) -> int:
    """How many were proposed by somebody else than `but`, counted no further than `most`."""
    there = category_proposals.c.proposed_at > 0, category_proposals.c.who != but
    return len(tx.execute(select(category_proposals.c.category).where(*there).limit(most)).all())


def drop(tx: Tx, code: str) -> bool:
    """Remove the proposal for a category; False if there is none."""
    gone = tx.execute(delete(category_proposals).where(category_proposals.c.category == code))
    return bool(gone.rowcount)


def _proposal(row: Row[tuple[object, ...]]) -> CategoryProposal:
    return CategoryProposal(
        new=_read(row.category, row.body),
        old=None if row.was is None else _read(row.category, row.was),
        who=row.who,
        at=row.proposed_at,
    )


def _read(key: str, body: str) -> Subject:
    document = orjson.loads(body)
    return Rule(**document) if key.startswith(RULE) else read_category(document)


def _json(subject: Subject) -> str:
    return orjson.dumps(subject.to_document()).decode()
