"""Hosts under which a case is found: those of its content, and their parent domains."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from domain.case import Case
from domain.search.search import parents
from storage.engine.database import Tx
from storage.engine.tables import case_hosts, cases, targets
from storage.engine.upsert import insert_unless

COPIED = frozenset({"unit", "opened_at"})
"""The columns copied from the case to its rows of hosts."""


_OF_CASE = select(cases.c.unit, cases.c.opened_at).where(cases.c.id == bindparam("case"))


def add(tx: Tx, case: Case, hosts: Iterable[str]) -> None:
    """Add these hosts and their parent domains to a case."""
    _write(tx, hosts, case_id=case.id, unit=case.unit, opened_at=case.opened_at)


def share(tx: Tx, source: int, to: int) -> None:
    """Copy the hosts of a joined case to the other case."""
    of_source = select(case_hosts.c.host).where(case_hosts.c.case_id == source)
    hosts = tx.execute(of_source).scalars().all()
    if not hosts:
        return
    case = tx.execute(_OF_CASE, {"case": to}).one()
    _write(tx, hosts, case_id=to, unit=case.unit, opened_at=case.opened_at)


def rebuild(tx: Tx, case_id: int) -> None:
    """Write the hosts of a case anew, from the content of its reports."""
    found = select(targets.c.host).where(targets.c.case_id == case_id, targets.c.host != "")
    hosts = tx.execute(found.distinct()).scalars().all()
    forget(tx, case_id)
    if not hosts:
        return
    case = tx.execute(_OF_CASE, {"case": case_id}).one()
    _write(tx, hosts, case_id=case_id, unit=case.unit, opened_at=case.opened_at)


def _write(tx: Tx, hosts: Iterable[str], **case: Any) -> None:
    found = dict.fromkeys(parent for host in hosts for parent in parents(host))
    if found:
        tx.execute(insert_unless(tx, case_hosts), [{"host": host, **case} for host in found])


def move(tx: Tx, case_id: int, values: Mapping[str, Any]) -> None:
    """Update the case's unit and opening time in its rows."""
    tx.execute(update(case_hosts).where(case_hosts.c.case_id == case_id).values(**values))


def forget(tx: Tx, case_id: int) -> None:
    """Delete all hosts of a case."""
    tx.execute(delete(case_hosts).where(case_hosts.c.case_id == case_id))
