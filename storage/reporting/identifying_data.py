"""What identifies the writers of reports, read many at a time; only to leave it out of texts."""

from collections.abc import Collection, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, bindparam, select

from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.tables import people, reporter_links, reports
from storage.reporting.reporter_links import ever_left_in


class Identifying(Struct, frozen=True, kw_only=True):
    """What identifies the writer of one report; `who` is None once unlinked.

    `data` are pairs of kind and value: the contact, also from before corrections, the query code,
    the account. `alias` is what staff call the writer.
    """

    report_id: int
    who: str | None
    alias: str
    data: frozenset[tuple[str, str]]


_OF_REPORTS = select(
    reports.c.id,
    reports.c.uid,
    reports.c.code_hash,
    reporter_links.c.alias,
    reporter_links.c.who,
    reporter_links.c.contact,
    people.c.address,
).select_from(
    reports.join(reporter_links, reporter_links.c.report_id == reports.c.id).outerjoin(
        people, people.c.who == reporter_links.c.who
    )
)
_PAGE = (
    _OF_REPORTS.where(reports.c.case_id == bindparam("case"), reports.c.id > bindparam("after"))
    .order_by(reports.c.id)
    .limit(bindparam("most"))
)


def page(tx: Tx, case_id: int, *, after: int, most: int) -> tuple[Identifying, ...]:
    """Of the first reports of a case with row ids above `after`, at most so many."""
    rows = tx.execute(_PAGE, {"case": case_id, "after": after, "most": most}).all()
    return _all(tx, rows)


def of_reports(tx: Tx, report_ids: Collection[int]) -> tuple[Identifying, ...]:
    """Of these reports, in no order."""
    rows = tx.execute(_OF_REPORTS.where(reports.c.id.in_(tuple(report_ids)))).all()
    return _all(tx, rows)


def _all(tx: Tx, rows: Sequence[Row[Any]]) -> tuple[Identifying, ...]:
    tx.keys.read(Holder.LINK, [row.id for row in rows if row.contact is not None])
    return tuple(_identifying(tx, row) for row in rows)


def _identifying(tx: Tx, row: Row[Any]) -> Identifying:
    data = {("code", tx.cipher.code_of(row.uid, row.code_hash))}
    data.update(ever_left_in(tx, row.id, row.contact))
    if row.address is not None:
        data.add(("account", tx.cipher.open(row.address, f"people.address:{row.who}").decode()))
    return Identifying(report_id=row.id, who=row.who, alias=row.alias, data=frozenset(data))
