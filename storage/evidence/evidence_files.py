"""Which stored bytes rows speak of: the names in `storage.files.blobs`, as the rows know them."""

from sqlalchemy import bindparam, case, delete, func, literal_column, select

from domain.report import EvidenceState
from storage.engine.database import Tx
from storage.engine.tables import evidence

_STORED = evidence.c.stored_as != literal_column("''")  # as the index has it

_DROPPED = (
    select(evidence.c.id, evidence.c.stored_as)
    .where(evidence.c.state == EvidenceState.DROPPED)
    .limit(bindparam("most"))
)


def dropped(tx: Tx, *, limit: int) -> dict[int, str]:
    """Row ids and stored names whose bytes nobody needs any more."""
    rows = tx.execute(_DROPPED, {"most": limit}).all()
    return {row.id: row.stored_as for row in rows}


def erased(tx: Tx, evidence_id: int) -> None:
    """The bytes are gone, and so is the row."""
    tx.execute(
        delete(evidence).where(
            evidence.c.id == evidence_id, evidence.c.state == EvidenceState.DROPPED
        )
    )


def names(tx: Tx, case_id: int) -> dict[int, str]:
    """Under which name each kept file that reporters sent in a case is stored."""
    rows = tx.execute(
        select(evidence.c.id, evidence.c.stored_as).where(
            evidence.c.case_id == case_id,
            evidence.c.state == EvidenceState.KEPT,
            ~evidence.c.outgoing,
        )
    ).all()
    return {row.id: row.stored_as for row in rows}


def kept_page(tx: Tx, after: str, *, limit: int) -> tuple[tuple[str, str], ...]:
    """The next stored files behind this name: each name once, with the SHA-256 of its bytes."""
    rows = tx.execute(
        select(evidence.c.stored_as, func.max(evidence.c.sha256).label("sha256"))
        .where(_STORED, evidence.c.stored_as > after, evidence.c.state == EvidenceState.KEPT)
        .group_by(evidence.c.stored_as)
        .order_by(evidence.c.stored_as)
        .limit(limit)
    ).all()
    return tuple((row.stored_as, row.sha256) for row in rows)


def page(tx: Tx, after: str, *, limit: int) -> tuple[str, ...]:
    """The next names behind this one under which bytes are stored, of whatever state."""
    rows = tx.execute(
        select(evidence.c.stored_as)
        .where(_STORED, evidence.c.stored_as > after)
        .distinct()
        .order_by(evidence.c.stored_as)
        .limit(limit)
    )
    return tuple(rows.scalars())


def known_among(tx: Tx, names: tuple[str, ...]) -> dict[str, bool]:
    """Those of these stored names of which rows speak, and whether one of the rows is kept."""
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
    """How many different files are kept."""
    different = func.count(evidence.c.stored_as.distinct())
    statement = select(different).where(evidence.c.state == EvidenceState.KEPT)
    return int(tx.execute(statement).scalar_one())


def is_known(tx: Tx, stored_as: str) -> bool:
    """Whether any row speaks of these stored bytes, were it only to have them erased."""
    statement = select(evidence.c.id).where(_STORED, evidence.c.stored_as == stored_as).limit(1)
    return tx.execute(statement).first() is not None


def is_kept(tx: Tx, stored_as: str) -> bool:
    """Whether these stored bytes belong to a file that is kept."""
    statement = select(evidence.c.id).where(
        _STORED, evidence.c.stored_as == stored_as, evidence.c.state == EvidenceState.KEPT
    )
    return tx.execute(statement.limit(1)).first() is not None


def is_used(tx: Tx, stored_as: str) -> bool:
    """Whether some file that is still wanted has these stored bytes."""
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
