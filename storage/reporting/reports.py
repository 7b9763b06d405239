"""Read reports: each with the state of its case, as its reporter may see it."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Row, and_, bindparam, func, select

from domain.codes import TAIL
from domain.misuse import Quarantine
from domain.report import Channel, IdentityMode, Report
from domain.status import Status
from storage.engine.database import Tx
from storage.engine.tables import appeals, cases, decisions, messages, reporter_links, reports

_COLUMNS = (
    reports.c.id,
    reports.c.uid,
    reports.c.case_id,
    reports.c.locale,
    reports.c.submitted_at,
    reports.c.withdrawn_at,
    reports.c.joined_at,
    reports.c.rating,
    reports.c.danger,
    reports.c.identity_mode,
    reports.c.channel,
    reports.c.untold_at,
    reports.c.code_hash,
    reporter_links.c.alias,
    cases.c.status,
    cases.c.came_from,
    cases.c.unit,
    cases.c.category,
    cases.c.subcategory,
    cases.c.due_at,
    cases.c.overdue_level,
    cases.c.escalated_to,
    cases.c.outcome,
    cases.c.quarantine,
    cases.c.release_at,
)


_JOINED = reports.join(reporter_links, reporter_links.c.report_id == reports.c.id).join(
    cases, cases.c.id == reports.c.case_id
)


_WHOLE = select(*_COLUMNS).select_from(_JOINED)
_BY_ID = _WHOLE.where(reports.c.id == bindparam("report"))
_BY_UID = _WHOLE.where(reports.c.uid == bindparam("uid"))
_BY_CODE = _WHOLE.where(reports.c.code_hash.in_(bindparam("codes", expanding=True)))
_UID = select(reports.c.uid).where(reports.c.id == bindparam("report"))
_CODE = select(reports.c.uid, reports.c.code_hash).where(reports.c.id == bindparam("report"))
_DECIDED = (
    select(decisions.c.appeal_until, appeals.c.id.label("appeal"))
    .select_from(
        decisions.outerjoin(
            appeals,
            and_(appeals.c.decision_id == decisions.c.id, appeals.c.side == bindparam("report")),
        )
    )
    .where(decisions.c.case_id == bindparam("case"), decisions.c.appeal_until.is_not(None))
    .order_by(decisions.c.id.desc())
    .limit(1)
)


def get(tx: Tx, report_id: int) -> Report | None:
    """A report with the state of its case, as its reporter may see it."""
    row = tx.execute(_BY_ID, {"report": report_id}).one_or_none()
    return _report(tx, row) if row else None


_LANGUAGES = (
    select(reports.c.locale)
    .distinct()
    .where(reports.c.case_id == bindparam("case"), reports.c.withdrawn_at.is_(None))
    .order_by(reports.c.locale)
)


def languages(tx: Tx, case_id: int, *, only: int | None = None) -> tuple[str, ...]:
    """The languages of those who stand by their report of a case; `only` of this report's."""
    statement = _LANGUAGES if only is None else _LANGUAGES.where(reports.c.id == only)
    return tuple(tx.execute(statement, {"case": case_id}).scalars())


_MOST_READ = 20  # reports: of more, the reporters' own words are not read
_OWN_TEXTS = (
    select(reports.c.locale, reports.c.channel, reports.c.uid, reports.c.sealed)
    .where(reports.c.case_id == bindparam("case"), reports.c.withdrawn_at.is_(None))
    .limit(_MOST_READ + 1)
)


def own_texts(tx: Tx, case_id: int, *, only: int | None = None) -> tuple[tuple[str, str], ...]:
    """The language and own words of each who stands by their report; `only` of this report's.

    Empty for a case with more than 20 such reports. What staff wrote for a reporter is left empty.
    """
    statement = _OWN_TEXTS if only is None else _OWN_TEXTS.where(reports.c.id == only)
    rows = tx.execute(statement, {"case": case_id}).all()
    if len(rows) > _MOST_READ:
        return ()
    return tuple(
        (row.locale, _text(tx, row) if row.channel == Channel.TELEGRAM else "") for row in rows
    )


_CHANNELS = (
    select(reports.c.channel)
    .distinct()
    .where(reports.c.case_id == bindparam("case"), reports.c.withdrawn_at.is_(None))
)


def channels(tx: Tx, case_id: int) -> frozenset[Channel]:
    """How those who stand by their report of a case reported it."""
    return frozenset(map(Channel, tx.execute(_CHANNELS, {"case": case_id}).scalars()))


def by_uid(tx: Tx, uid: str) -> Report | None:
    """The report that a draft became; None if it was not filed."""
    row = tx.execute(_BY_UID, {"uid": uid}).one_or_none()
    return _report(tx, row) if row else None


def by_code(tx: Tx, code: str) -> Report | None:
    """The report of a query code, from any account; None if there is none."""
    row = tx.execute(_BY_CODE, {"codes": tx.cipher.code_hashes(code)}).one_or_none()
    return _report(tx, row) if row else None


def of_person(tx: Tx, who: str, *, before: int | None, size: int) -> tuple[Report, ...]:
    """A person's reports, newest first, with row ids below `before`."""
    statement = (
        select(*_COLUMNS)
        .select_from(_JOINED)
        .where(reporter_links.c.who == who)
        .order_by(reporter_links.c.report_id.desc())
        .limit(size)
    )
    if before is not None:
        statement = statement.where(reporter_links.c.report_id < before)
    return tuple(_report(tx, row) for row in tx.execute(statement).all())


_OF_CASE = _WHOLE.where(reports.c.case_id == bindparam("case")).order_by(reports.c.id)
_FIRST_OF_CASE = _OF_CASE.limit(bindparam("most"))


def of_case(tx: Tx, case_id: int, *, most: int | None = None) -> tuple[Report, ...]:
    """All reports of a case, oldest first, at most `limit` if given."""
    statement = _OF_CASE if most is None else _FIRST_OF_CASE
    rows = tx.execute(statement, {"case": case_id, "most": most}).all()
    return tuple(_report(tx, row) for row in rows)


def count(tx: Tx, case_id: int) -> int:
    """How many reports a case has, withdrawn ones included."""
    statement = select(func.count()).select_from(reports).where(reports.c.case_id == case_id)
    return int(tx.execute(statement).scalar_one())


class JoinWish(Struct, frozen=True, kw_only=True):
    """The case that a reporter was told of before filing, and whether their report may join it.

    Only reports of an earlier release have one: reporters no longer see other reports before
    filing.
    """

    known_case: int
    agreed: bool


def wishes(tx: Tx, case_id: int) -> tuple[JoinWish, ...]:
    """The join wishes of a case's reporters, oldest report first."""
    rows = tx.execute(
        select(reports.c.known_case, reports.c.join_agreed)
        .where(
            reports.c.case_id == case_id,
            reports.c.known_case.is_not(None),
            reports.c.joined_at.is_(None),
            reports.c.withdrawn_at.is_(None),
        )
        .order_by(reports.c.id)
    ).all()
    return tuple(JoinWish(known_case=row.known_case, agreed=row.join_agreed) for row in rows)


def uid_of(tx: Tx, report_id: int) -> str:
    """The id of the draft that a report was filed from."""
    return str(tx.execute(_UID, {"report": report_id}).scalar_one())


def code_of(tx: Tx, report_id: int) -> str:
    """The query code of a report, derived from the root secret; it is not stored."""
    return _code(tx, tx.execute(_CODE, {"report": report_id}).one())


def _code(tx: Tx, row: Row[Any]) -> str:
    return tx.cipher.code_of(row.uid, row.code_hash)


def text_of(tx: Tx, report_id: int) -> str:
    """The reporter's text, exactly as entered."""
    row = tx.execute(select(reports.c.uid, reports.c.sealed).where(reports.c.id == report_id)).one()
    return _text(tx, row)


def _text(tx: Tx, row: Row[Any]) -> str:
    return str(tx.cipher.open_json(row.sealed, f"reports.sealed:{row.uid}")["text"])


def _report(tx: Tx, row: Row[Any]) -> Report:
    of = {"report": row.id, "case": row.case_id}
    decision = tx.execute(_DECIDED, of).one_or_none()
    status = Status.WITHDRAWN if row.withdrawn_at is not None else Status(row.status)
    elsewhere = status is Status.NEEDS_INFO and not _asked(tx, row)
    if elsewhere:  # another reporter was asked: show the state before the question
        status = Status(row.came_from or Status.SUBMITTED)
    return Report(
        id=row.id,
        case_id=row.case_id,
        tail=_code(tx, row)[TAIL],
        status=status,
        unit=row.unit,
        category=row.category,
        subcategory=row.subcategory,
        locale=row.locale,
        submitted_at=row.submitted_at,
        due_at=None if elsewhere else row.due_at,
        overdue_level=0 if elsewhere else row.overdue_level,
        escalated_to=None if elsewhere else row.escalated_to,
        withdrawn_at=row.withdrawn_at,
        joined_at=row.joined_at,
        rating=row.rating,
        outcome=row.outcome,
        waits=Quarantine(row.quarantine) if row.quarantine else None,
        waits_until=row.release_at,
        danger=row.danger,
        identity_mode=IdentityMode(row.identity_mode),
        appeal_until=decision.appeal_until if decision else None,
        appealed=bool(decision and decision.appeal is not None),
        alias=row.alias,
        channel=Channel(row.channel),
        untold_at=row.untold_at,
    )


def _asked(tx: Tx, row: Row[Any]) -> bool:
    """Whether the last question of a case was to this reporter, or to all reporters."""
    asked = tx.execute(
        select(messages.c.report_id)
        .where(messages.c.case_id == row.case_id, messages.c.kind == "question")
        .order_by(messages.c.id.desc())
        .limit(1)
    ).one_or_none()
    return asked is None or asked.report_id in {None, row.id}
