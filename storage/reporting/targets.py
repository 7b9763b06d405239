"""The targets of reports: where the content is; addresses are encrypted."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, func, insert, select

from domain.case import Case
from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.tables import reporter_links, reports, targets
from storage.reporting import hosts


class Target(Struct, frozen=True, kw_only=True):
    """Where the content is, as the reporter entered it and in its normal form."""

    raw: str
    normalised: str
    host: str
    origin: dict[str, Any] | None = None
    disguised: bool = False


_ADD = insert(targets)


def add(tx: Tx, report_id: int, case: Case, found: tuple[Target, ...], *, after: int = 0) -> None:
    """Store targets: addresses encrypted, with a keyed fingerprint to find the same target.

    `after` is how many targets the report has already.
    """
    for number, target in enumerate(found, after):
        body = {
            "raw": target.raw,
            "normalised": target.normalised,
            "origin": target.origin,
            "disguised": target.disguised,
        }
        at = f"targets.sealed:{report_id}:{number}"
        likeness = tx.cipher.fingerprint("target", target.normalised) if target.normalised else None
        tx.execute(
            _ADD,
            {
                "report_id": report_id,
                "case_id": case.id,
                "sealed": tx.keys.seal_json(Holder.CASE, case.id, body, at),
                "same_as": likeness,
                "host": target.host,
            },
        )
    hosts.add(tx, case, (target.host for target in found if target.host))


def add_more(
    tx: Tx, report_id: int, case: Case, found: tuple[Target, ...], *, most: int
) -> tuple[Target, ...]:
    """Add targets that the report does not have, up to `most` in all; returns those added."""
    there = of_report(tx, report_id)
    known = {_same(target) for target in there}
    fresh = tuple(each for each in found if _same(each) not in known)
    fresh = fresh[: max(0, most - len(there))]
    if fresh:
        add(tx, report_id, case, fresh, after=len(there))
    return fresh


def _same(target: Target) -> tuple[str, str]:
    """What two targets have in common that are one: the address, else the text."""
    return (target.normalised, "" if target.normalised else target.raw)


def of_report(tx: Tx, report_id: int) -> tuple[Target, ...]:
    """The targets of a report, in the order entered."""
    rows = tx.execute(
        select(targets.c.sealed, targets.c.host)
        .where(targets.c.report_id == report_id)
        .order_by(targets.c.id)
    ).all()
    found = []
    for number, row in enumerate(rows):
        body = tx.cipher.open_json(row.sealed, f"targets.sealed:{report_id}:{number}")
        found.append(
            Target(
                raw=body["raw"],
                normalised=body["normalised"],
                host=row.host,
                origin=body["origin"],
                disguised=body["disguised"],
            )
        )
    return tuple(found)


def newest(tx: Tx, case_id: int) -> int:
    """The highest row id of the targets of a case; 0 if it has none."""
    found = tx.execute(select(func.max(targets.c.id)).where(targets.c.case_id == case_id))
    return int(found.scalar_one() or 0)


def newer(tx: Tx, case_id: int, after: int) -> tuple[Target, ...]:
    """The targets of a case with higher row ids than `after`, in the order entered."""
    of_case = select(targets.c.id, targets.c.report_id).where(targets.c.case_id == case_id)
    rows = tx.execute(of_case.where(targets.c.id > after).order_by(targets.c.id)).all()
    found: dict[int, Target] = {}
    for report_id in {row.report_id for row in rows}:
        of_this = select(targets.c.id).where(targets.c.report_id == report_id)
        ids = tx.execute(of_this.order_by(targets.c.id)).scalars()
        found |= zip(ids, of_report(tx, report_id), strict=True)
    return tuple(found[row.id] for row in rows)


_MOST_COUNTED = 200  # rows read: whether there are three is all that is asked
_WHOS = (
    select(reporter_links.c.who)
    .select_from(targets)
    .join(reports, reports.c.id == targets.c.report_id)
    .join(reporter_links, reporter_links.c.report_id == reports.c.id)
    .where(
        targets.c.same_as == bindparam("same_as"),
        reports.c.withdrawn_at.is_(None),
        reporter_links.c.who != bindparam("but"),
    )
    .limit(_MOST_COUNTED)
    .subquery("names")
)
_REPORTERS = select(func.count(_WHOS.c.who.distinct()))


def reporters(tx: Tx, address: str, *, but: str) -> int:
    """How many accounts have reported this address, without `but`; of very many, some.

    `address` is in normal form. Reports that are withdrawn, or whose account is not known any
    more, do not count.
    """
    same_as = tx.cipher.fingerprint("target", address)
    return int(tx.execute(_REPORTERS, {"same_as": same_as, "but": but}).scalar_one())


_HERE = select(targets.c.same_as).where(
    targets.c.case_id == bindparam("case"), targets.c.same_as.is_not(None)
)
_OTHERS = (
    select(targets.c.case_id)
    .distinct()
    .where(targets.c.same_as.in_(_HERE), targets.c.case_id != bindparam("case"))
    .order_by(targets.c.case_id.desc())
    .limit(bindparam("most"))
)


def cases_with_same(tx: Tx, case_id: int, *, most: int) -> tuple[int, ...]:
    """The row ids of other cases about an address of this case, the newest first."""
    return tuple(tx.execute(_OTHERS, {"case": case_id, "most": most}).scalars())


def has_any(tx: Tx, case_id: int, addresses: Iterable[str]) -> bool:
    """Whether one of these addresses (normal forms) is a target of the case."""
    here = set(tx.execute(_HERE, {"case": case_id}).scalars())
    return any(tx.cipher.fingerprint("target", address) in here for address in addresses)
