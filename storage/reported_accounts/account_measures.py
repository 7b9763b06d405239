"""Measures against accounts: recorded with a decision, begun when it is confirmed, and ended."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Row, bindparam, delete, func, insert, or_, select, update

from domain.case import Outcome
from domain.reported_accounts.measures import AccountMeasure, MeasureTaken
from domain.reported_accounts.platforms import ReportedAccount
from domain.status import Status
from storage.engine.account_tables import account_measures, case_accounts
from storage.engine.database import Tx
from storage.engine.tables import cases
from storage.reported_accounts.account_lookups import marks


def add(tx: Tx, decision_id: int, case_id: int, taken: MeasureTaken) -> None:
    """Record the measure of a decision that waits to be confirmed."""
    tx.execute(
        insert(account_measures).values(
            decision_id=decision_id,
            case_id=case_id,
            account=taken.account,
            measure=taken.measure,
            days=taken.days,
        )
    )


_OF_DECISION = select(account_measures).where(
    account_measures.c.decision_id == bindparam("decision")
)


def of_decision(tx: Tx, decision_id: int) -> MeasureTaken | None:
    """The measure of a decision; None for one without, or of an earlier release."""
    row = tx.execute(_OF_DECISION, {"decision": decision_id}).one_or_none()
    return None if row is None else _taken(row)


def begin(tx: Tx, decision_id: int, now: int) -> None:
    """The decision is confirmed: its measure runs from now on."""
    found = of_decision(tx, decision_id)
    if found is None:
        return
    begun = replace(found, began_at=now)
    tx.execute(
        update(account_measures)
        .where(account_measures.c.decision_id == decision_id)
        .values(began_at=now, ends_at=begun.ends_at)
    )


class EndedMeasure(Struct, frozen=True, kw_only=True):
    """A measure whose time is over; `stands`: its decision is still the one in force."""

    decision_id: int
    case_id: int
    taken: MeasureTaken
    stands: bool


_NEWEST = account_measures.alias("newest")
_OVER = (
    select(
        account_measures,
        (
            (cases.c.outcome == Outcome.ACCOUNT_MEASURE)
            & (
                account_measures.c.decision_id
                == select(func.max(_NEWEST.c.decision_id))
                .where(
                    _NEWEST.c.case_id == account_measures.c.case_id,
                    _NEWEST.c.began_at.is_not(None),
                )
                .scalar_subquery()
            )
        ).label("stands"),
    )
    .select_from(account_measures.join(cases, cases.c.id == account_measures.c.case_id))
    .where(
        account_measures.c.ends_at <= bindparam("now"),
        account_measures.c.reminded_at.is_(None),
        cases.c.status.in_((Status.CLOSED, Status.ARCHIVED)),
    )
    .order_by(account_measures.c.ends_at)
    .limit(bindparam("limit"))
)


def over(tx: Tx, now: int, *, limit: int) -> tuple[EndedMeasure, ...]:
    """Measures that have ended and of which nobody was reminded, the earliest first.

    One whose case is open again, such as by an appeal, waits until that is decided.
    """
    return tuple(
        EndedMeasure(
            decision_id=row.decision_id,
            case_id=row.case_id,
            taken=_taken(row),
            stands=bool(row.stands),
        )
        for row in tx.execute(_OVER, {"now": now, "limit": limit}).all()
    )


def set_reminded(tx: Tx, decision_id: int, now: int) -> None:
    """Store that the end of a measure needs no further reminder."""
    tx.execute(
        update(account_measures)
        .where(account_measures.c.decision_id == decision_id)
        .values(reminded_at=now)
    )


_LAST = (
    select(account_measures)
    .select_from(
        case_accounts.join(
            account_measures, account_measures.c.case_id == case_accounts.c.case_id
        ).join(cases, cases.c.id == case_accounts.c.case_id)
    )
    .where(
        case_accounts.c.same_as.in_(bindparam("marks", expanding=True)),
        case_accounts.c.named_at >= bindparam("since"),
        case_accounts.c.upheld_at.is_not(None),
        cases.c.outcome == Outcome.ACCOUNT_MEASURE,
        account_measures.c.began_at.is_not(None),
        or_(account_measures.c.account.is_(None), account_measures.c.account == case_accounts.c.id),
    )
    .order_by(account_measures.c.began_at.desc(), account_measures.c.decision_id.desc())
    .limit(1)
)


def last_against(tx: Tx, account: ReportedAccount, *, since: int) -> MeasureTaken | None:
    """The newest measure against an account whose decision stands."""
    row = tx.execute(_LAST, {"marks": marks(tx, [account]), "since": since}).one_or_none()
    return None if row is None else _taken(row)


def forget(tx: Tx, case_id: int) -> None:
    """Erase the measures of a case."""
    tx.execute(delete(account_measures).where(account_measures.c.case_id == case_id))


def _taken(row: Row[Any]) -> MeasureTaken:
    return MeasureTaken(
        measure=AccountMeasure(row.measure),
        days=row.days,
        began_at=row.began_at,
        account=row.account,
    )
