"""Read evidence files: of a case, of a report, of a draft."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Row, Select, bindparam, func, select

from domain.report import Evidence, EvidenceState
from storage.core.errors import KeyMissing
from storage.engine.database import Tx
from storage.engine.tables import evidence

_OF_DRAFT = evidence.c.draft_id == bindparam("draft")
_HAS = select(evidence.c.id).where(_OF_DRAFT, evidence.c.unique_id == bindparam("unique"))


def has(tx: Tx, draft_id: str, unique_id: str) -> bool:
    """Whether a draft has this file already."""
    unique = tx.cipher.fingerprint("file-unique", unique_id)
    return tx.execute(_HAS, {"draft": draft_id, "unique": unique}).first() is not None


_COUNT = (
    select(func.count())
    .select_from(evidence)
    .where(_OF_DRAFT, evidence.c.state != EvidenceState.REFUSED)
)


def count(tx: Tx, draft_id: str) -> int:
    """How many files a draft has."""
    return int(tx.execute(_COUNT, {"draft": draft_id}).scalar_one())


class FileFingerprints(Struct, frozen=True, kw_only=True):
    """Fingerprints of a kept file: of its bytes, and for a picture its perceptual hash."""

    sha256: str
    picture: tuple[str, ...]


_FINGERPRINTS = select(evidence).where(_OF_DRAFT, evidence.c.state == EvidenceState.KEPT)


def fingerprints(tx: Tx, draft_id: str) -> tuple[FileFingerprints, ...]:
    """The fingerprints of a draft's files."""
    rows = tx.execute(_FINGERPRINTS, {"draft": draft_id}).all()
    return tuple(
        FileFingerprints(sha256=read(tx, row).sha256, picture=tuple((row.picture or "").split()))
        for row in rows
    )


_OF_FILED = select(evidence).where(
    evidence.c.report_id == bindparam("report"),
    evidence.c.state == EvidenceState.KEPT,
    ~evidence.c.outgoing,
)


def fingerprints_of(tx: Tx, report_id: int) -> tuple[FileFingerprints, ...]:
    """The fingerprints of a filed report's files."""
    rows = tx.execute(_OF_FILED, {"report": report_id}).all()
    return tuple(
        FileFingerprints(sha256=read(tx, row).sha256, picture=tuple((row.picture or "").split()))
        for row in rows
    )


class Place(Struct, frozen=True, kw_only=True):
    """The report and reporter of a file, and when it was received."""

    who: str
    report_id: int
    case_id: int
    received_at: int


def place(tx: Tx, evidence_id: int) -> Place | None:
    """The report and reporter of a file; None while its report is not filed."""
    row = tx.execute(
        select(
            evidence.c.who, evidence.c.report_id, evidence.c.case_id, evidence.c.received_at
        ).where(evidence.c.id == evidence_id, evidence.c.report_id.is_not(None))
    ).one_or_none()
    if row is None:
        return None
    return Place(
        who=row.who, report_id=row.report_id, case_id=row.case_id, received_at=row.received_at
    )


_OF_REPORT = evidence.c.report_id == bindparam("report")
_PENDING = (
    select(func.count())
    .select_from(evidence)
    .where(_OF_REPORT, evidence.c.state == EvidenceState.WANTED)
)


def pending(tx: Tx, report_id: int) -> int:
    """How many files of a report are not downloaded yet."""
    return int(tx.execute(_PENDING, {"report": report_id}).scalar_one())


_ALL = select(evidence).order_by(evidence.c.id)
_ALL_OF_CASE = _ALL.where(evidence.c.case_id == bindparam("case"), ~evidence.c.outgoing)
_ALL_OF_REPORT = _ALL.where(_OF_REPORT)
_ALL_OF_DRAFT = _ALL.where(_OF_DRAFT)


def of_case(tx: Tx, case_id: int) -> tuple[Evidence, ...]:
    """All files that reporters sent in a case, in order of arrival."""
    return _listed(tx, _ALL_OF_CASE, case=case_id)


def of_report(tx: Tx, report_id: int) -> tuple[Evidence, ...]:
    """All files of a report, in order of arrival."""
    return _listed(tx, _ALL_OF_REPORT, report=report_id)


def of_draft(tx: Tx, draft_id: str) -> tuple[Evidence, ...]:
    """All files of a draft, in order of arrival."""
    return _listed(tx, _ALL_OF_DRAFT, draft=draft_id)


def _listed(tx: Tx, statement: Select[Any], **of: object) -> tuple[Evidence, ...]:
    return tuple(read(tx, row) for row in tx.execute(statement, of).all())


def read(tx: Tx, row: Row[Any]) -> Evidence:
    """A row as Evidence."""
    body = body_of(tx, row)
    return Evidence(
        id=row.id,
        kind=row.kind,
        state=EvidenceState(row.state),
        received_at=row.received_at,
        size=body.get("size", row.size),
        mime=row.mime,
        name=body["name"],
        sha256=body.get("sha256", row.sha256),
        album=row.album,
        refused_reason=row.refused_reason,
        journal_case=body.get("journal_case", 0),
    )


def body_of(tx: Tx, row: Row[Any]) -> dict[str, Any]:
    """The decrypted JSON of a file. The first release used its draft's id as encryption context."""
    try:
        found: dict[str, Any] = tx.cipher.open_json(row.sealed, at(row.unique_id, row.received_at))
    except KeyMissing:
        if row.draft_id is None:
            raise
        place_then = f"evidence.sealed:{row.draft_id}:{row.unique_id}"
        found = tx.cipher.open_json(row.sealed, place_then)
    return found


def at(unique_id: str, received_at: int) -> str:
    """The encryption context of a file, made of columns that never change."""
    return f"evidence.sealed:{unique_id}:{received_at}"
