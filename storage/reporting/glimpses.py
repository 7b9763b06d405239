"""What cases are about, in a few words, for lists of staff."""

from collections.abc import Collection
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, bindparam, func, select

from domain.case import Case
from storage.engine.database import Tx
from storage.engine.tables import reports
from storage.reporting import targets

_FIRST = (
    select(func.min(reports.c.id))
    .where(
        reports.c.case_id.in_(bindparam("cases", expanding=True)), reports.c.withdrawn_at.is_(None)
    )
    .group_by(reports.c.case_id)
)
_READ = select(
    reports.c.id, reports.c.case_id, reports.c.uid, reports.c.sealed, reports.c.locale
).where(reports.c.id.in_(_FIRST))


class Glimpse(Struct, frozen=True, kw_only=True):
    """What a case is about: its host, else the text of its oldest report that still stands.

    `locale` is the language of that report.
    """

    about: str
    locale: str


def of_cases(tx: Tx, found: Collection[Case]) -> dict[int, Glimpse]:
    """By the row id of the case; none for cases whose reports were all withdrawn."""
    if not found:
        return {}
    hosts = {case.id: case.host for case in found}
    rows = tx.execute(_READ, {"cases": list(hosts)}).all()
    return {
        row.case_id: Glimpse(about=hosts[row.case_id] or _text(tx, row), locale=row.locale)
        for row in rows
    }


def _text(tx: Tx, row: Row[Any]) -> str:
    """The reporter's words; those that were taken as the place of the content are a target."""
    text = str(tx.cipher.open_json(row.sealed, f"reports.sealed:{row.uid}")["text"])
    if text.strip():
        return text
    return next((found.raw for found in targets.of_report(tx, row.id) if found.raw), "")
