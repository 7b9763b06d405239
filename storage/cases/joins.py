"""What came in by the reports of one case goes over to another, sealed anew where it must be."""

from sqlalchemy import update

from storage.cases import messages
from storage.engine.database import Tx
from storage.engine.tables import evidence, identity_requests, reports, sanctions, targets
from storage.reporting import hosts, similarity


def move(tx: Tx, start: int, to: int, now: int) -> tuple[int, ...]:
    """All reports of a case become another case's; returns their row ids.

    The journal and the way from unit to unit stay with the case that they are about.
    """
    # The reports first: whoever adds to one of them waits for it, and then adds to the right case.
    moved = tx.execute(
        update(reports)
        .where(reports.c.case_id == start)
        .values(case_id=to, joined_at=now)
        .returning(reports.c.id)
    ).scalars()
    ids = tuple(sorted(moved))
    for table in (targets, evidence, identity_requests, sanctions):
        tx.execute(update(table).where(table.c.case_id == start).values(case_id=to))
    messages.move(tx, start, to)
    similarity.move(tx, start, to)
    hosts.share(tx, start, to)
    return ids
