"""Under which hosts a case is found: those of its content, and the domains that they are in."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from domain.case import Case
from domain.search.search import parents
from storage.engine.database import Tx
from storage.engine.tables import case_hosts, cases
from storage.engine.upsert import insert_unless

COPIED = frozenset({"unit", "opened_at"})
"""What a case's hosts know of it."""


_OF_CASE = select(cases.c.unit, cases.c.opened_at).where(cases.c.id == bindparam("case"))


def add(tx: Tx, case: Case, hosts: Iterable[str]) -> None:
    """The case is found under these hosts, too, and under the domains that they are in."""
    _write(tx, hosts, case_id=case.id, unit=case.unit, opened_at=case.opened_at)


def share(tx: Tx, source: int, to: int) -> None:
    """What was reported of one case is part of another one now."""
    of_source = select(case_hosts.c.host).where(case_hosts.c.case_id == source)
    hosts = tx.execute(of_source).scalars().all()
    if not hosts:
        return
    case = tx.execute(_OF_CASE, {"case": to}).one()
    _write(tx, hosts, case_id=to, unit=case.unit, opened_at=case.opened_at)


def _write(tx: Tx, hosts: Iterable[str], **case: Any) -> None:
    found = dict.fromkeys(parent for host in hosts for parent in parents(host))
    if found:
        tx.execute(insert_unless(tx, case_hosts), [{"host": host, **case} for host in found])


def move(tx: Tx, case_id: int, values: Mapping[str, Any]) -> None:
    """Another unit has the case, or it counts as opened at another moment."""
    tx.execute(update(case_hosts).where(case_hosts.c.case_id == case_id).values(**values))


def forget(tx: Tx, case_id: int) -> None:
    """The case is found under no host any more."""
    tx.execute(delete(case_hosts).where(case_hosts.c.case_id == case_id))
