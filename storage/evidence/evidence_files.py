"""The names of stored files (`storage.files.blobs`) that rows refer to."""

from sqlalchemy import bindparam, case, delete, func, literal_column, select

from domain.report import EvidenceState
from storage.engine.database import Tx
from storage.engine.tables import evidence
from storage.evidence.evidence_reading import read

_STORED = evidence.c.stored_as != literal_column("''")  # a literal, as in the index

_DROPPED = (
    select(evidence.c.id, evidence.c.stored_as)
    .where(evidence.c.state == EvidenceState.DROPPED)
    .limit(bindparam("most"))
)


def dropped(tx: Tx, *, limit: int) -> dict[int, str]:
    """Row ids and stored names of dropped files, whose bytes must be erased."""
    rows = tx.execute(_DROPPED, {"most": limit}).all()
    return {row.id: row.stored_as for row in rows}


def erased(tx: Tx, evidence_id: int) -> None:
    """Delete a row whose bytes were erased."""
    tx.execute(
        delete(evidence).where(
            evidence.c.id == evidence_id, evidence.c.state == EvidenceState.DROPPED
        )
    )


def names(tx: Tx, case_id: int) -> dict[int, str]:
    """The stored name of each kept file that reporters of a case sent."""
    rows = tx.execute(
        select(evidence.c.id, evidence.c.stored_as).where(
            evidence.c.case_id == case_id,
            evidence.c.state == EvidenceState.KEPT,
            ~evidence.c.outgoing,
        )
    ).all()
    return {row.id: row.stored_as for row in rows}


_SENT = (
    select(func.count())
    .select_from(evidence)
    .where(
        evidence.c.case_id == bindparam("case"),
        evidence.c.state != EvidenceState.DROPPED,
        ~evidence.c.outgoing,
    )
)


def sent(tx: Tx, case_id: int) -> int:
    """How many files reporters of a case sent, also those that are not, or never, stored."""
    return int(tx.execute(_SENT, {"case": case_id}).scalar_one())


def kept_page(tx: Tx, after: str, *, limit: int) -> tuple[tuple[str, str], ...]:
    """The next stored files after this name: each name once, with the SHA-256 of its bytes."""
    ids = tx.execute(
        select(func.max(evidence.c.id))
        .where(_STORED, evidence.c.stored_as > after, evidence.c.state == EvidenceState.KEPT)
        .group_by(evidence.c.stored_as)
        .order_by(evidence.c.stored_as)
        .limit(limit)
    )
    of = evidence.c.id.in_(tuple(ids.scalars()))
    rows = tx.execute(select(evidence).where(of).order_by(evidence.c.stored_as)).all()
    return tuple((row.stored_as, read(tx, row).sha256) for row in rows)


def page(tx: Tx, after: str, *, limit: int) -> tuple[str, ...]:
    """The next stored names after this one, in any state."""
    rows = tx.execute(
        select(evidence.c.stored_as)
        .where(_STORED, evidence.c.stored_as > after)
        .distinct()
        .order_by(evidence.c.stored_as)
        .limit(limit)
    )
    return tuple(rows.scalars())


def known_among(tx: Tx, names: tuple[str, ...]) -> dict[str, bool]:
    """Those of these names that rows refer to, and whether one of the rows is kept."""
    rows = tx.execute(
        select(
            evidence.c.stored_as,
            func.max(case((evidence.c.state == EvidenceState.KEPT, 1), else_=0)).label("kept"),
        )
        .where(_STORED, evidence.c.stored_as.in_(names))
        .group_by(evidence.c.stored_as)
    ).all()
    return {row.stored_as: bool(row.kept) for row in rows}


def kept_count(tx: Tx) -> int:
    """The number of different kept files."""
    different = func.count(evidence.c.stored_as.distinct())
    statement = select(different).where(evidence.c.state == EvidenceState.KEPT)
    return int(tx.execute(statement).scalar_one())


def is_known(tx: Tx, stored_as: str) -> bool:
    """Whether any row refers to this name, even only to have it erased."""
    statement = select(evidence.c.id).where(_STORED, evidence.c.stored_as == stored_as).limit(1)
    return tx.execute(statement).first() is not None


def is_kept(tx: Tx, stored_as: str) -> bool:
    """Whether a kept file has this name."""
    statement = select(evidence.c.id).where(
        _STORED, evidence.c.stored_as == stored_as, evidence.c.state == EvidenceState.KEPT
    )
    return tx.execute(statement.limit(1)).first() is not None


def is_used(tx: Tx, stored_as: str) -> bool:
    """Whether a file that is not dropped has this name."""
    return (
        tx.execute(
            select(evidence.c.id)
            .where(
                _STORED,
                evidence.c.stored_as == stored_as,
                evidence.c.state != EvidenceState.DROPPED,
            )
            .limit(1)
        ).first()
        is not None
    )
