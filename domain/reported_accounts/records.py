"""What is known about a reported account: its cases, those upheld, and the last measure.

Only upheld cases count against an account. There is no score.
"""

from msgspec import Struct

from domain.case import Case, cites
from domain.reported_accounts.measures import MeasureTaken
from domain.reported_accounts.platforms import ReportedAccount
from domain.status import Status

DAY = 24 * 3600
KEPT_DAYS = 365
"""For how long the account of a case is kept, unless the case is open or on hold."""

REPEATED_CASES = 3
REPEATED_DAYS = 90
"""So many upheld cases in so many days: leads see the account in a list."""

MOST_COUNTED = 1000
"""Cases of one account that are counted; more are shown as "at least"."""


def upheld_at(case: Case) -> int | None:
    """When the case was closed as upheld, unix seconds; None where it was not.

    A decision counts once a second person has confirmed it, and not while an appeal waits.
    """
    ended = case.status in {Status.CLOSED, Status.ARCHIVED}
    confirmed = case.confirmed_by is not None and case.outcome is not None
    return case.closed_at if ended and confirmed and cites(case.outcome or "") else None


class AccountRecord(Struct, frozen=True, kw_only=True):
    """An account of a case with its figures of one year; `row` is its row id.

    `cases` and `upheld` are counted in all units, each up to `MOST_COUNTED`. `last` is the newest
    measure of a decision that stands.
    """

    row: int
    account: ReportedAccount
    cases: int = 0
    upheld: int = 0
    last: MeasureTaken | None = None
