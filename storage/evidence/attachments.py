"""Attachments: files that an office sends with a message, stored in the table of evidence."""

from sqlalchemy import bindparam, func, select, update

from domain.report import Evidence, EvidenceState
from storage.engine.database import Tx
from storage.engine.tables import evidence
from storage.evidence.evidence import NOW_WANTED
from storage.evidence.evidence_reading import read


def send_along(tx: Tx, draft_id: str, case_id: int, message_row: int) -> None:
    """Move a draft's files to a message of the office, as attachments instead of evidence."""
    tx.execute(
        update(evidence)
        .where(evidence.c.draft_id == draft_id)
        .values(case_id=case_id, outgoing=True, message_row=message_row, state=NOW_WANTED)
    )


_WITH = select(evidence.c.message_row).where(
    evidence.c.id == bindparam("file"), evidence.c.outgoing
)


def goes_with(tx: Tx, evidence_id: int) -> int | None:
    """The message of an attachment; None if the file came from a reporter."""
    found: int | None = tx.execute(_WITH, {"file": evidence_id}).scalar_one_or_none()
    return found


def awaited(tx: Tx, message_row: int) -> int:
    """How many attachments of a message are not downloaded yet."""
    return int(
        tx.execute(
            select(func.count())
            .select_from(evidence)
            .where(evidence.c.message_row == message_row, evidence.c.state == EvidenceState.WANTED)
        ).scalar_one()
    )


def of_message(tx: Tx, message_row: int) -> tuple[tuple[Evidence, str], ...]:
    """The kept attachments of a message and their stored names, in order."""
    rows = tx.execute(
        select(evidence)
        .where(
            evidence.c.message_row == message_row,
            evidence.c.outgoing,
            evidence.c.state == EvidenceState.KEPT,
        )
        .order_by(evidence.c.id)
    ).all()
    return tuple((read(tx, row), row.stored_as) for row in rows)


_OF_CASE = (
    select(evidence)
    .where(evidence.c.case_id == bindparam("case"), evidence.c.outgoing)
    .order_by(evidence.c.id)
)


def of_case(tx: Tx, case_id: int) -> dict[int, tuple[Evidence, ...]]:
    """All attachments in a case, by the row id of the message."""
    rows = tx.execute(_OF_CASE, {"case": case_id}).all()
    found: dict[int, tuple[Evidence, ...]] = {}
    for row in rows:
        found[row.message_row] = (*found.get(row.message_row, ()), read(tx, row))
    return found
