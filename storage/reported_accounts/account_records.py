"""The accounts of a case with what is known about each."""

from domain.case import Case
from domain.reported_accounts.records import DAY, KEPT_DAYS, AccountRecord
from storage.engine.database import Tx
from storage.reported_accounts import account_lookups, account_measures, case_accounts
from storage.reported_accounts.case_accounts import NamedAccount


def of_case(tx: Tx, case: Case, now: int) -> tuple[AccountRecord, ...]:
    """The accounts of a case with their figures of one year, in the order they were named."""
    return tuple(read(tx, each, now) for each in case_accounts.of_case(tx, case.id))


def read(tx: Tx, named: NamedAccount, now: int) -> AccountRecord:
    """An account of a case with its figures of one year. `now`: unix seconds."""
    since = now - KEPT_DAYS * DAY
    count, upheld = account_lookups.figures(tx, named.account, since=since)
    return AccountRecord(
        row=named.row,
        account=named.account,
        cases=count,
        upheld=upheld,
        last=account_measures.last_against(tx, named.account, since=since) if upheld else None,
    )
