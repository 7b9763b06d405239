"""Warnings and pauses for misuse, with appeals against them; texts are encrypted."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Row, bindparam, func, insert, or_, select, update

from domain.misuse import Result, Sanction, SanctionKind
from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.tables import reporter_links, reports, sanctions
from storage.reporting.reporter_links import ReporterLink


def impose(tx: Tx, sanction: Sanction) -> Sanction:
    """Store a sanction (the database assigns its `id`)."""
    number = tx.execute(
        insert(sanctions)
        .values(
            who=sanction.who,
            kind=sanction.kind,
            case_id=sanction.case_id,
            report_id=sanction.report_id,
            unit=sanction.unit,
            sealed=_sealed(tx, sanction),
            imposed_by=sanction.imposed_by,
            imposed_at=sanction.imposed_at,
            until=sanction.until,
        )
        .returning(sanctions.c.id)
    ).scalar_one()
    return replace(sanction, id=int(number))


def get(tx: Tx, sanction_id: int) -> Sanction | None:
    """A sanction by its row id."""
    row = tx.execute(select(sanctions).where(sanctions.c.id == sanction_id)).one_or_none()
    return _sanction(tx, row) if row else None


def warned(tx: Tx, whos: Iterable[str]) -> dict[str, int]:
    """When each of these people was last warned; without those never warned."""
    rows = tx.execute(
        select(sanctions.c.who, func.max(sanctions.c.imposed_at).label("at"))
        .where(sanctions.c.who.in_(tuple(whos)), sanctions.c.kind == SanctionKind.WARNING)
        .group_by(sanctions.c.who)
    ).all()
    return {row.who: row.at for row in rows}


def running(tx: Tx, whos: Iterable[str], now: int) -> tuple[Sanction, ...]:
    """The pauses of these people in force at a moment, oldest first."""
    rows = tx.execute(
        select(sanctions)
        .where(
            sanctions.c.who.in_(tuple(whos)),
            sanctions.c.until > now,
            or_(sanctions.c.result.is_(None), sanctions.c.result == Result.KEEP),
        )
        .order_by(sanctions.c.id)
    ).all()
    return tuple(_sanction(tx, row) for row in rows)


class Sanctioned(Struct, frozen=True, kw_only=True):
    """A report of a case whose reporter was warned or paused, by any unit, about any case.

    `paused_by` and `paused_on` are the unit and the case of the pause in force.
    """

    link: ReporterLink
    warned_first: int | None = None
    warned_last: int | None = None
    paused_until: int | None = None
    paused_by: str = ""
    paused_on: int = 0


_ON_CASE = (
    select(
        reporter_links.c.report_id,
        reporter_links.c.alias,
        reporter_links.c.who,
        sanctions.c.kind,
        sanctions.c.imposed_at,
        sanctions.c.until,
        sanctions.c.result,
        sanctions.c.unit,
        sanctions.c.case_id,
    )
    .select_from(
        reports.join(reporter_links, reporter_links.c.report_id == reports.c.id).join(
            sanctions, sanctions.c.who == reporter_links.c.who
        )
    )
    .where(reports.c.case_id == bindparam("case"))
    .order_by(reporter_links.c.report_id, sanctions.c.id)
)
_TO_JUDGE = (
    select(sanctions)
    .where(
        sanctions.c.case_id == bindparam("case"),
        sanctions.c.until > bindparam("now"),
        sanctions.c.appealed_at.is_not(None),
        sanctions.c.result.is_(None),
    )
    .order_by(sanctions.c.id)
)


def on_case(tx: Tx, case_id: int, now: int) -> tuple[Sanctioned, ...]:
    """The sanctioned reporters of a case, by report; read by few statements for any number."""
    rows = tx.execute(_ON_CASE, {"case": case_id}).all()
    found: dict[int, Sanctioned] = {}
    for row in rows:
        link = ReporterLink(report_id=row.report_id, alias=row.alias, who=row.who)
        known = found.get(row.report_id, Sanctioned(link=link))
        if row.kind == SanctionKind.WARNING:
            first = row.imposed_at if known.warned_first is None else known.warned_first
            known = replace(known, warned_first=first, warned_last=row.imposed_at)
        elif row.until > now and row.result in {None, Result.KEEP}:
            known = replace(
                known, paused_until=row.until, paused_by=row.unit, paused_on=row.case_id
            )
        found[row.report_id] = known
    return tuple(found.values())


def to_judge(tx: Tx, case_id: int, now: int) -> tuple[Sanction, ...]:
    """The pauses imposed on a case with an appeal that waits."""
    rows = tx.execute(_TO_JUDGE, {"case": case_id, "now": now}).all()
    return tuple(_sanction(tx, row) for row in rows)


def waiting(tx: Tx, now: int, *, limit: int) -> tuple[Sanction, ...]:
    """All pauses with an appeal that waits, oldest appeal first."""
    waits = sanctions.c.appealed_at.is_not(None), sanctions.c.result.is_(None)
    found = select(sanctions).where(sanctions.c.until > now, *waits)
    rows = tx.execute(found.order_by(sanctions.c.appealed_at, sanctions.c.id).limit(limit)).all()
    return tuple(_sanction(tx, row) for row in rows)


def appeal(tx: Tx, sanction: Sanction, words: str, now: int) -> Sanction | None:
    """Store the reporter's appeal; None if there is one already."""
    appealed = replace(sanction, appeal=words, appealed_at=now)
    done = tx.execute(
        update(sanctions)
        .where(
            sanctions.c.id == sanction.id,
            sanctions.c.appealed_at.is_(None),
            sanctions.c.result.is_(None),
        )
        .values(appealed_at=now, sealed=_sealed(tx, appealed))
    )
    return appealed if done.rowcount else None


def settle(
    tx: Tx, sanction: Sanction, result: Result, *, by: str, now: int, words: str = ""
) -> Sanction | None:
    """Store the result of a pause; None if somebody else has since it was read."""
    settled = replace(sanction, result=result, judged_by=by, judged_at=now, judgement=words)
    before = sanctions.c.result
    done = tx.execute(
        update(sanctions)
        .where(
            sanctions.c.id == sanction.id,
            before.is_(None) if sanction.result is None else before == sanction.result,
        )
        .values(result=result, judged_by=by, judged_at=now, sealed=_sealed(tx, settled))
    )
    return settled if done.rowcount else None


def _sealed(tx: Tx, sanction: Sanction) -> bytes:
    body = {
        "reason": sanction.reason,
        "appeal": sanction.appeal,
        "judgement": sanction.judgement,
    }
    at = _at(sanction.report_id, sanction.kind, sanction.imposed_at)
    return tx.keys.seal_json(Holder.CASE, sanction.case_id, body, at)


def _at(report_id: int, kind: str, imposed_at: int) -> str:
    return f"sanctions.sealed:{report_id}:{kind}:{imposed_at}"


def _sanction(tx: Tx, row: Row[Any]) -> Sanction:
    body = tx.cipher.open_json(row.sealed, _at(row.report_id, row.kind, row.imposed_at))
    return Sanction(
        id=row.id,
        who=row.who,
        kind=SanctionKind(row.kind),
        case_id=row.case_id,
        report_id=row.report_id,
        unit=row.unit,
        reason=body["reason"],
        imposed_by=row.imposed_by,
        imposed_at=row.imposed_at,
        until=row.until,
        appeal=body["appeal"],
        appealed_at=row.appealed_at,
        judgement=body["judgement"],
        judged_by=row.judged_by,
        judged_at=row.judged_at,
        result=Result(row.result) if row.result else None,
    )
