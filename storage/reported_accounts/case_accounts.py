"""The accounts that cases are about: named, corrected, moved, erased; names are encrypted."""

from collections.abc import Collection, Iterable
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, bindparam, delete, func, select, update

from domain.case import Case
from domain.reported_accounts.platforms import ReportedAccount
from domain.reported_accounts.records import upheld_at
from domain.status import OPEN
from storage.engine.account_tables import case_accounts
from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.tables import cases
from storage.engine.upsert import insert_unless

COPIED = frozenset({"unit", "status", "outcome", "confirmed_by", "closed_at"})
"""The columns of a case from which its rows here are derived."""
LABEL = "account"


class NamedAccount(Struct, frozen=True, kw_only=True):
    """An account of a case; `row` is its row id."""

    row: int
    case_id: int
    account: ReportedAccount


def add(tx: Tx, case: Case, found: Iterable[ReportedAccount], now: int) -> None:
    """Name accounts of a case, by one statement; one that it has already is left as it is."""
    rows = [_row(tx, case, account, now) for account in _once_each(found)]
    if rows:
        tx.execute(insert_unless(tx, case_accounts, "case_id", "same_as"), rows)


def add_more(tx: Tx, case: Case, found: Iterable[ReportedAccount], now: int) -> int:
    """Name accounts of a case that is stored already; returns how many it has now."""
    known = {each.account.folded for each in of_case(tx, case.id)}
    add(tx, case, (each for each in found if each.folded not in known), now)
    return count_again(tx, case.id)


def _once_each(found: Iterable[ReportedAccount]) -> tuple[ReportedAccount, ...]:
    unique: dict[str, ReportedAccount] = {}
    for account in found:
        unique.setdefault(account.folded, account)
    return tuple(unique.values())


def _row(tx: Tx, case: Case, account: ReportedAccount, now: int) -> dict[str, Any]:
    at = _place(account.platform, now)
    return {
        "case_id": case.id,
        "platform": account.platform,
        "sealed": tx.keys.seal_json(Holder.CASE, case.id, {"name": account.name}, at),
        "same_as": tx.cipher.fingerprint(LABEL, account.folded),
        "named_at": now,
        "unit": case.unit,
        "opened_at": case.opened_at,
        "upheld_at": upheld_at(case),
    }


def _place(platform: str, named_at: int) -> str:
    return f"case_accounts.sealed:{platform}:{named_at}"


_COUNT_OF_CASE = (
    select(func.count())
    .where(case_accounts.c.case_id == bindparam("case"))
    .select_from(case_accounts)
)


def count_again(tx: Tx, case_id: int) -> int:
    """Count the accounts of a case again and store the number; its version stays."""
    count = int(tx.execute(_COUNT_OF_CASE, {"case": case_id}).scalar_one())
    tx.execute(update(cases).where(cases.c.id == case_id).values(accounts=count))
    return count


_OF_CASE = (
    select(case_accounts)
    .where(case_accounts.c.case_id == bindparam("case"))
    .order_by(case_accounts.c.id)
)
_BY_ID = select(case_accounts).where(case_accounts.c.id == bindparam("row"))


def of_case(tx: Tx, case_id: int) -> tuple[NamedAccount, ...]:
    """The accounts of a case, in the order in which they were named."""
    return tuple(read_row(tx, row) for row in tx.execute(_OF_CASE, {"case": case_id}).all())


def get(tx: Tx, row: int) -> NamedAccount | None:
    """An account of a case by its row id."""
    found = tx.execute(_BY_ID, {"row": row}).one_or_none()
    return None if found is None else read_row(tx, found)


def read_row(tx: Tx, row: Row[Any]) -> NamedAccount:
    """A row of the table, with the name in clear."""
    body = tx.cipher.open_json(row.sealed, _place(row.platform, row.named_at))
    account = ReportedAccount(row.platform, body["name"])
    return NamedAccount(row=row.id, case_id=row.case_id, account=account)


def remove(tx: Tx, case_id: int, row: int) -> int:
    """Take an account off a case; returns how many it has left."""
    mine = (case_accounts.c.id == row) & (case_accounts.c.case_id == case_id)
    tx.execute(delete(case_accounts).where(mine))
    return count_again(tx, case_id)


def follow(tx: Tx, case: Case) -> None:
    """Update what is copied from a case that has changed."""
    tx.execute(
        update(case_accounts)
        .where(case_accounts.c.case_id == case.id)
        .values(unit=case.unit, upheld_at=upheld_at(case))
    )


_KEYS = select(case_accounts.c.id, case_accounts.c.same_as).where(
    case_accounts.c.case_id == bindparam("case")
)
_COPY = select(cases.c.unit, cases.c.opened_at).where(cases.c.id == bindparam("case"))


def move(tx: Tx, start: int, to: int) -> None:
    """Give the accounts of a case that is joined to another one, which is open, to that one."""
    there = select(case_accounts.c.same_as).where(case_accounts.c.case_id == to)
    mine = case_accounts.c.case_id == start
    tx.execute(delete(case_accounts).where(mine, case_accounts.c.same_as.in_(there)))
    case = tx.execute(_COPY, {"case": to}).one_or_none()
    if case is not None:
        copied = {"unit": case.unit, "opened_at": case.opened_at, "upheld_at": None}
        tx.execute(update(case_accounts).where(mine).values(case_id=to, **copied))
    count_again(tx, start)
    count_again(tx, to)


def beside(tx: Tx, start: int, to: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The rows of accounts that a case has and another has not; and the other's of the rest."""
    there = {row.same_as: row.id for row in tx.execute(_KEYS, {"case": to})}
    here = {row.same_as: row.id for row in tx.execute(_KEYS, {"case": start})}
    alone = tuple(row for same, row in here.items() if same not in there)
    return alone, tuple(there[same] for same in here if same in there)


def move_back(tx: Tx, start: int, to: int, alone: Collection[int], shared: Collection[int]) -> None:
    """Undo `move`: `alone` and `shared` are what `beside` had found before it."""
    if not (alone or shared):
        return
    case = tx.execute(_COPY, {"case": to}).one()
    copied = {"case_id": to, "unit": case.unit, "opened_at": case.opened_at, "upheld_at": None}
    mine = case_accounts.c.case_id == start
    tx.execute(update(case_accounts).where(mine, case_accounts.c.id.in_(alone)).values(copied))
    columns = [column for column in case_accounts.c if column.name != "id"]
    both = tx.execute(select(*columns).where(mine, case_accounts.c.id.in_(shared))).mappings()
    if copies := [{**row, **copied} for row in both]:
        tx.execute(insert_unless(tx, case_accounts, "case_id", "same_as"), copies)
    count_again(tx, start)
    count_again(tx, to)


def forget(tx: Tx, case_id: int) -> None:
    """Erase the accounts of a case."""
    tx.execute(delete(case_accounts).where(case_accounts.c.case_id == case_id))
    tx.execute(update(cases).where(cases.c.id == case_id).values(accounts=0))


def past(tx: Tx, before: int, *, limit: int) -> tuple[tuple[int, int], ...]:
    """Accounts named before this time, as pairs of case and row id, oldest first.

    Those of open cases and of cases on hold are left out.
    """
    rows = tx.execute(
        select(case_accounts.c.case_id, case_accounts.c.id)
        .select_from(case_accounts.join(cases, cases.c.id == case_accounts.c.case_id))
        .where(
            case_accounts.c.named_at < before,
            cases.c.status.not_in(tuple(OPEN)),
            cases.c.held_at.is_(None),
        )
        .order_by(case_accounts.c.named_at)
        .limit(limit)
    ).all()
    return tuple((row.case_id, row.id) for row in rows)


def mark_again(tx: Tx, row: int) -> bool:
    """Give a row its fingerprint under the newest root secret; whether it had another.

    A case that has the account under the new one already loses this row.
    """
    found = tx.execute(_BY_ID, {"row": row}).one_or_none()
    if found is None:
        return False
    new = tx.cipher.fingerprint(LABEL, read_row(tx, found).account.folded)
    if found.same_as == new:
        return False
    same = (case_accounts.c.case_id == found.case_id) & (case_accounts.c.same_as == new)
    if tx.execute(select(case_accounts.c.id).where(same)).first() is not None:
        remove(tx, found.case_id, row)
    else:
        mine = case_accounts.c.id == row
        tx.execute(update(case_accounts).where(mine).values(same_as=new))
    return True
