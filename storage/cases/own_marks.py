"""Marks of staff whose link to their own report was erased: they still may not act on its case.

A mark is a keyed hash of report and account. It is kept only where the reporter was staff, says
nothing without the keys, and is erased with the contents of the case.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select, update

from storage.engine.database import Tx
from storage.engine.tables import people, reporter_links
from storage.network import people as person_rows

_LABEL = "own-report"


def keep(tx: Tx, report_ids: Sequence[int]) -> None:
    """Mark those of these reports whose reporter is staff; called before the links are erased."""
    linked = reporter_links.c.report_id.in_(report_ids), reporter_links.c.who.is_not(None)
    found = select(reporter_links.c.report_id, reporter_links.c.who).where(*linked)
    for row in tx.execute(found).all():
        person = person_rows.get(tx, row.who)
        if person is not None and person.is_staff:
            value = _value(row.report_id, person_rows.account(tx, row.who))
            _set(tx, [row.report_id], tx.cipher.fingerprint(_LABEL, value))


def erase(tx: Tx, report_ids: Sequence[int]) -> None:
    """Erase the marks of these reports."""
    _set(tx, report_ids, None)


def erase_of(tx: Tx, who: str) -> None:
    """Erase all marks of somebody who is not staff any more."""
    marks = select(reporter_links.c.report_id, reporter_links.c.staff_mark).where(
        reporter_links.c.staff_mark.is_not(None)
    )
    found = {row.report_id: row.staff_mark for row in tx.execute(marks).all()}
    erase(tx, [each for each, mark in found.items() if owners(tx, {each: mark}, (who,))])


def owners(tx: Tx, marks: Mapping[int, str], whos: Collection[str]) -> frozenset[str]:
    """Those of these people of whom one of these marks, by report, is."""
    rows = tx.execute(select(people.c.who, people.c.address).where(people.c.who.in_(tuple(whos))))
    return frozenset(
        row.who
        for row in rows.all()
        if any(_is_of(tx, _account(tx, row.who, row.address), *each) for each in marks.items())
    )


def _is_of(tx: Tx, account: int, report_id: int, mark: str) -> bool:
    return mark in tx.cipher.fingerprints(_LABEL, _value(report_id, account))


def _account(tx: Tx, who: str, address: bytes) -> int:
    return int(tx.cipher.open(address, f"people.address:{who}"))


def _value(report_id: int, account: int) -> str:
    return f"{report_id}:{account}"


def _set(tx: Tx, report_ids: Sequence[int], mark: str | None) -> None:
    of = reporter_links.c.report_id.in_(report_ids)
    tx.execute(update(reporter_links).where(of).values(staff_mark=mark))
