"""Move the reports of one case, and what belongs to them, to another case, and back."""

from collections.abc import Collection, Mapping
from typing import Any

import orjson
from msgspec import Struct, convert, to_builtins
from sqlalchemy import bindparam, delete, insert, or_, select, update

from domain.status import Status
from storage.backup import rotation
from storage.cases import messages
from storage.engine.account_tables import case_accounts
from storage.engine.database import Tx
from storage.engine.public_tables import case_joins, joined_reports
from storage.engine.removal_tables import removals
from storage.engine.tables import cases, evidence, identity_requests, reports, sanctions, targets
from storage.reported_accounts import case_accounts as account_rows
from storage.reporting import hosts, similarity

Columns = Mapping[str, Any]
_UNIT = select(cases.c.unit).where(cases.c.id == bindparam("has_them")).scalar_subquery()
_RESEALED = (reports, targets, identity_requests, sanctions, removals, case_accounts)


class Belongings(Struct, frozen=True, kw_only=True):
    """What belongs to a case and to none of its reports, by row ids.

    `requests` for removal; `accounts` that it alone has of two cases; `shared` are the other case's
    rows of those that both have.
    """

    requests: tuple[int, ...] = ()
    accounts: tuple[int, ...] = ()
    shared: tuple[int, ...] = ()


class Join(Struct, frozen=True, kw_only=True):
    """What a join changed: the joined case's state and columns before, and the other case's.

    `became` are the values of the other case's columns after the join; who undoes it leaves alone
    what was changed since. `notes` are the rows of messages that belong to no single report.
    """

    case_id: int
    joined_at: int
    status: Status
    was: Columns
    target_was: Columns
    became: Columns
    notes: tuple[int, ...] = ()
    belongings: Belongings = Belongings()


_SECOND_REPORT = select(1).where(reports.c.case_id == cases.c.id).limit(1).offset(1)
_WITH_SEVERAL = select(cases.c.id).where(
    cases.c.id.in_(bindparam("ids", expanding=True)), _SECOND_REPORT.correlate(cases).exists()
)


def with_several(tx: Tx, ids: Collection[int]) -> frozenset[int]:
    """Those of these cases that have more than one report: others have joined them."""
    return frozenset(tx.execute(_WITH_SEVERAL, {"ids": tuple(ids)}).scalars() if ids else ())


def belongings(tx: Tx, start: int, to: int) -> Belongings:
    """What would go over to another case with this one, besides its reports."""
    asked = tx.execute(select(removals.c.id).where(removals.c.case_id == start)).scalars()
    accounts, shared = account_rows.beside(tx, start, to)
    return Belongings(requests=tuple(asked), accounts=accounts, shared=shared)


def move(tx: Tx, start: int, to: int, now: int) -> tuple[int, ...]:
    """Move all reports of a case to another case; returns their row ids.

    The journal and the transfers stay with the old case.
    """
    # Reports first: an addition to one of them waits for this lock and then goes to the new case.
    rows = tx.execute(
        select(reports.c.id, reports.c.joined_at)
        .where(reports.c.case_id == start)
        .order_by(reports.c.id)
        .with_for_update()
    ).all()
    tx.execute(update(reports).where(reports.c.case_id == start).values(case_id=to, joined_at=now))
    if rows:
        went = [
            {"case_id": start, "report_id": row.id, "joined_before": row.joined_at} for row in rows
        ]
        tx.execute(delete(joined_reports).where(joined_reports.c.case_id == start))
        tx.execute(insert(joined_reports), went)
    for table in (targets, evidence, identity_requests, sanctions, removals):
        tx.execute(update(table).where(table.c.case_id == start).values(case_id=to))
    account_rows.move(tx, start, to)
    for table in _RESEALED:
        rotation.seal_for_case(tx, table, to)
    tx.execute(
        update(removals).where(removals.c.case_id == to).values(unit=_UNIT), {"has_them": to}
    )
    messages.move(tx, start, to)
    similarity.move(tx, start, to)
    hosts.share(tx, start, to)
    return tuple(row.id for row in rows)


def keep(tx: Tx, join: Join) -> None:
    """Store what a join changed; an earlier join of the same case was undone."""
    body = {
        "was": join.was,
        "target_was": join.target_was,
        "became": join.became,
        "notes": join.notes,
        "belongings": to_builtins(join.belongings),
    }
    tx.execute(delete(case_joins).where(case_joins.c.case_id == join.case_id))
    tx.execute(
        insert(case_joins).values(
            case_id=join.case_id,
            joined_at=join.joined_at,
            status=join.status,
            body=orjson.dumps(body).decode(),
        )
    )


def get(tx: Tx, case_id: int) -> Join | None:
    """What the join of a case changed; None if it is not known any more."""
    row = tx.execute(select(case_joins).where(case_joins.c.case_id == case_id)).one_or_none()
    if row is None:
        return None
    body = orjson.loads(row.body)
    return Join(
        case_id=row.case_id,
        joined_at=row.joined_at,
        status=Status(row.status),
        was=body["was"],
        target_was=body["target_was"],
        became=body["became"],
        notes=tuple(body["notes"]),
        belongings=convert(body["belongings"], Belongings),
    )


def went(tx: Tx, case_id: int, target: int) -> tuple[int, ...]:
    """The reports of a joined case that are now part of the other case."""
    found = tx.execute(
        select(reports.c.id)
        .join(joined_reports, joined_reports.c.report_id == reports.c.id)
        .where(joined_reports.c.case_id == case_id, reports.c.case_id == target)
        .order_by(reports.c.id)
    ).scalars()
    return tuple(found)


def move_back(
    tx: Tx, join: Join, target: int, ids: Collection[int], *, between: Collection[int] = ()
) -> None:
    """Move these reports, and what belongs to them, back to the joined case.

    `between` are the cases by which they came to the other case, joined themselves by now.
    """
    before = (
        select(joined_reports.c.joined_before)
        .where(joined_reports.c.case_id == join.case_id, joined_reports.c.report_id == reports.c.id)
        .scalar_subquery()
    )
    tx.execute(
        update(reports).where(reports.c.id.in_(ids)).values(case_id=join.case_id, joined_at=before)
    )
    rows = messages.move_back(tx, target, join.case_id, reports=ids, notes=join.notes)
    of_reports = evidence.c.report_id.in_(ids)
    sent = or_(of_reports, evidence.c.message_row.in_(rows)) if rows else of_reports
    here = evidence.c.case_id == target
    tx.execute(update(evidence).where(here, sent).values(case_id=join.case_id))
    for table in (targets, identity_requests, sanctions):
        mine = (table.c.case_id == target) & table.c.report_id.in_(ids)
        tx.execute(update(table).where(mine).values(case_id=join.case_id))
    own = join.belongings
    if own.requests:
        mine = removals.c.id.in_(own.requests) & (removals.c.case_id == target)
        tx.execute(
            update(removals).where(mine).values(case_id=join.case_id, unit=_UNIT),
            {"has_them": join.case_id},
        )
    account_rows.move_back(tx, target, join.case_id, own.accounts, own.shared)
    for table in _RESEALED:
        rotation.seal_for_case(tx, table, join.case_id)
    similarity.move_back(tx, target, join.case_id, ids)
    hosts.rebuild(tx, target)
    # When the join of a case between is undone, it must not take them along.
    through = joined_reports.c.case_id.in_(between)
    tx.execute(delete(joined_reports).where(through, joined_reports.c.report_id.in_(ids)))
    tx.execute(delete(joined_reports).where(joined_reports.c.case_id == join.case_id))
    tx.execute(delete(case_joins).where(case_joins.c.case_id == join.case_id))


def forget(tx: Tx, before: int) -> None:
    """Delete what is known of joins that can no longer be undone."""
    old = select(case_joins.c.case_id).where(case_joins.c.joined_at < before)
    ids = tuple(tx.execute(old.limit(_AT_ONCE)).scalars())
    if ids:
        tx.execute(delete(joined_reports).where(joined_reports.c.case_id.in_(ids)))
        tx.execute(delete(case_joins).where(case_joins.c.case_id.in_(ids)))


_AT_ONCE = 200  # joins deleted by one run of the clock
