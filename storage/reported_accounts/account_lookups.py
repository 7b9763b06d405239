"""What is known about an account: its cases in some units, its figures, repeated accounts.

An account has one fingerprint, except during a change of the root secret.
"""

from collections.abc import Collection, Iterable

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from domain.reported_accounts.platforms import ReportedAccount
from domain.reported_accounts.records import MOST_COUNTED
from storage.engine import keyset
from storage.engine.account_tables import case_accounts
from storage.engine.database import Tx
from storage.engine.keyset import IndexScan, Key, KeyRange
from storage.engine.tables import cases
from storage.reported_accounts.case_accounts import LABEL, NamedAccount, read_row

MOST_FOUND = 8  # different accounts that one typed name may mean: one a platform


def marks(tx: Tx, accounts: Iterable[ReportedAccount]) -> tuple[str, ...]:
    """The fingerprints under which these accounts may be stored."""
    found = (mark for each in accounts for mark in tx.cipher.fingerprints(LABEL, each.folded))
    return tuple(dict.fromkeys(found))


_FIGURES = (
    select(case_accounts.c.upheld_at)
    .select_from(case_accounts.join(cases, cases.c.id == case_accounts.c.case_id))
    .where(
        case_accounts.c.same_as.in_(bindparam("marks", expanding=True)),
        case_accounts.c.named_at >= bindparam("since"),
        cases.c.quarantined_at.is_(None),
    )
    .limit(MOST_COUNTED)
)


def figures(tx: Tx, account: ReportedAccount, *, since: int) -> tuple[int, int]:
    """In how many cases of all units an account was named since then, and how many were upheld.

    Counted up to `MOST_COUNTED`; without cases in quarantine.
    """
    found = tx.execute(_FIGURES, {"marks": marks(tx, [account]), "since": since}).scalars().all()
    return len(found), sum(upheld_at is not None for upheld_at in found)


_CASES = IndexScan(
    columns=("same_as", "unit"),
    key=("opened_at", "case_id"),
    table="case_accounts",
    descending=True,
)
"""The cases of one account in one unit, the newest first.

    SELECT case_accounts.opened_at AS k0, case_accounts.case_id AS k1
    FROM case_accounts
    WHERE case_accounts.same_as = :prefix_0_0 AND case_accounts.unit = :prefix_0_1
    AND (case_accounts.opened_at, case_accounts.case_id) < (:after_0, :after_1)
    AND (case_accounts.opened_at, case_accounts.case_id) >= (:to_0, :to_1)
    ORDER BY k0 DESC, k1 DESC LIMIT :size
"""


def cases_of(
    tx: Tx, account: ReportedAccount, units: Collection[str], *, after: Key | None, size: int
) -> tuple[Key, ...]:
    """The next cases of an account in these units, newest first: opening time and row id."""
    prefixes = [(mark, unit) for mark in marks(tx, [account]) for unit in units]
    return keyset.page_keys(tx, _CASES, prefixes, size, within=KeyRange(after))


_ROW_OF = (
    select(case_accounts)
    .where(
        case_accounts.c.same_as == bindparam("mark"),
        case_accounts.c.unit.in_(bindparam("units", expanding=True)),
    )
    .order_by(case_accounts.c.id.desc())
    .limit(1)
)
_THERE = (
    select(case_accounts.c.same_as)
    .where(
        case_accounts.c.same_as.in_(bindparam("marks", expanding=True)),
        case_accounts.c.unit.in_(bindparam("units", expanding=True)),
    )
    .distinct()
    .order_by(case_accounts.c.same_as)
    .limit(MOST_FOUND)
)


def newest(
    tx: Tx, accounts: Iterable[ReportedAccount], units: tuple[str, ...]
) -> tuple[NamedAccount, ...]:
    """Those of these accounts that a case of these units names, each by its newest row."""
    wanted = {"marks": marks(tx, accounts), "units": units}
    found = tuple(tx.execute(_THERE, wanted).scalars())
    rows = (tx.execute(_ROW_OF, {"mark": mark, "units": units}).one() for mark in found)
    unique: dict[str, NamedAccount] = {}
    for each in (read_row(tx, row) for row in rows):
        unique.setdefault(each.account.folded, each)
    return tuple(unique.values())


_UPHELD = func.count().label("upheld")
_LATEST = func.max(case_accounts.c.upheld_at).label("latest")
_REPEATED = (
    select(case_accounts.c.same_as, _UPHELD, _LATEST)
    .where(
        case_accounts.c.unit.in_(bindparam("units", expanding=True)),
        case_accounts.c.upheld_at >= bindparam("since"),
    )
    .group_by(case_accounts.c.same_as)
    .having(
        func.count() >= bindparam("least"),
        # A row value would keep PostgreSQL from comparing numbers and texts by their own types.
        (func.max(case_accounts.c.upheld_at) < bindparam("latest"))
        | (
            (func.max(case_accounts.c.upheld_at) == bindparam("latest"))
            & (case_accounts.c.same_as > bindparam("mark"))
        ),
    )
    .order_by(_LATEST.desc(), case_accounts.c.same_as)
    .limit(bindparam("size"))
)
FIRST = (2**62, "")


class RepeatedAccount(Struct, frozen=True, kw_only=True):
    """An account with several upheld cases: how many, and when the latest was closed."""

    named: NamedAccount
    upheld: int
    latest: int
    mark: str


def repeated(
    tx: Tx, units: tuple[str, ...], *, since: int, least: int, after: tuple[int, str], size: int
) -> tuple[RepeatedAccount, ...]:
    """Accounts with `least` cases or more of these units upheld since then, the latest first.

    `after` is the time and the mark of the last one shown, `FIRST` for the first page. Only the
    rows of cases upheld since then are read, by an index.
    """
    wanted = {"units": units, "since": since, "least": least, "size": size}
    rows = tx.execute(_REPEATED, {**wanted, "latest": after[0], "mark": after[1]}).all()
    return tuple(
        RepeatedAccount(
            named=read_row(tx, tx.execute(_ROW_OF, {"mark": row.same_as, "units": units}).one()),
            upheld=int(row.upheld),
            latest=int(row.latest),
            mark=row.same_as,
        )
        for row in rows
    )
