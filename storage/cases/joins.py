"""Move the reports of one case, and what belongs to them, to another case."""

from sqlalchemy import bindparam, select, update

from storage.backup import rotation
from storage.cases import messages
from storage.engine.account_tables import case_accounts
from storage.engine.database import Tx
from storage.engine.removal_tables import removals
from storage.engine.tables import cases, evidence, identity_requests, reports, sanctions, targets
from storage.reported_accounts import case_accounts as account_rows
from storage.reporting import hosts, similarity

_UNIT = select(cases.c.unit).where(cases.c.id == bindparam("joined_to")).scalar_subquery()


def move(tx: Tx, start: int, to: int, now: int) -> tuple[int, ...]:
    """Move all reports of a case to another case; returns their row ids.

    The journal and the transfers stay with the old case.
    """
    # Reports first: an addition to one of them waits for this lock and then goes to the new case.
    moved = tx.execute(
        update(reports)
        .where(reports.c.case_id == start)
        .values(case_id=to, joined_at=now)
        .returning(reports.c.id)
    ).scalars()
    ids = tuple(sorted(moved))
    for table in (targets, evidence, identity_requests, sanctions, removals):
        tx.execute(update(table).where(table.c.case_id == start).values(case_id=to))
    account_rows.move(tx, start, to)
    for table in (reports, targets, identity_requests, sanctions, removals, case_accounts):
        rotation.seal_for_case(tx, table, to)
    tx.execute(
        update(removals).where(removals.c.case_id == to).values(unit=_UNIT), {"joined_to": to}
    )
    messages.move(tx, start, to)
    similarity.move(tx, start, to)
    hosts.share(tx, start, to)
    return ids
