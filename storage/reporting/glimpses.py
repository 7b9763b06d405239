"""The first report of each case of a list, from which the list says what the case is about."""

from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from storage.engine.database import Tx
from storage.engine.tables import reports
from storage.reporting import targets
from storage.reporting.targets import Target

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


class FirstReport(Struct, frozen=True, kw_only=True):
    """The oldest report of a case that still stands: its text, where the content is, its language.

    Text and places may hold what identifies the reporter: `usecases.moderation.glimpses` leaves it
    out.
    """

    report_id: int
    text: str
    places: tuple[Target, ...]
    locale: str


def of_cases(tx: Tx, found: Collection[int]) -> dict[int, FirstReport]:
    """By the row id of the case; none for cases whose reports were all withdrawn."""
    if not found:
        return {}
    rows = tx.execute(_READ, {"cases": list(found)}).all()
    return {
        row.case_id: FirstReport(
            report_id=row.id,
            text=str(tx.cipher.open_json(row.sealed, f"reports.sealed:{row.uid}")["text"]),
            places=targets.of_report(tx, row.id),
            locale=row.locale,
        )
        for row in rows
    }
