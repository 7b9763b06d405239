"""The sealed links from reports to their reporters: who is told, and what contact was left."""

from enum import Enum
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, and_, bindparam, func, or_, select, update

from domain.report import Channel
from storage.engine.database import Tx
from storage.engine.tables import reporter_links, reports

_WITH_LINK = reports.join(reporter_links, reporter_links.c.report_id == reports.c.id)
_OF_CASE = reports.c.case_id == bindparam("case")
_WRITABLE = (
    select(reports.c.id, reporter_links.c.alias)
    .select_from(_WITH_LINK)
    .where(_OF_CASE, reports.c.withdrawn_at.is_(None), reporter_links.c.who.is_not(None))
    .order_by(reports.c.id)
)
_PEOPLE = (
    # Whoever had themselves forgotten still counts, each report as one.
    select(
        func.count(reporter_links.c.who.distinct())
        + func.count().filter(reporter_links.c.who.is_(None))
    )
    .select_from(_WITH_LINK)
    .where(
        _OF_CASE,
        reports.c.withdrawn_at.is_(None),
        or_(reporter_links.c.who.is_(None), reporter_links.c.who != bindparam("but")),
    )
)
_REPORTER = select(reporter_links.c.who).where(reporter_links.c.report_id == bindparam("report"))
_CONTACTS = (
    select(func.count())
    .select_from(_WITH_LINK)
    .where(_OF_CASE, reporter_links.c.contact.is_not(None))
)


def writable(tx: Tx, case_id: int) -> dict[int, str]:
    """The reports of a case whose reporter can be written to, by row id, with their aliases."""
    rows = tx.execute(_WRITABLE, {"case": case_id}).all()
    return {row.id: row.alias for row in rows}


def people(tx: Tx, case_id: int, *, but: str | None = None) -> int:
    """How many people stand by their report of a case, `but` for one of them."""
    return int(tx.execute(_PEOPLE, {"case": case_id, "but": but or ""}).scalar_one())


def reporter(tx: Tx, report_id: int) -> str | None:
    """Who is told about a report; None once unlinked."""
    return tx.execute(_REPORTER, {"report": report_id}).scalar_one_or_none()


class ReporterLink(Struct, frozen=True, kw_only=True):
    """What ties a report to its reporter; `who` is None once that is forgotten."""

    report_id: int
    alias: str
    who: str | None


class Which(Enum):
    """Some of a case's reports, by what ties them to their reporters."""

    LINKED = "linked"  # whose reporter's account is known
    WITH_CONTACT = "with_contact"  # who left a contact, and did not withdraw
    WITHOUT_ACCOUNT = "without_account"  # entered by staff, not taken up on Telegram, nor withdrawn


_WHICH = {
    Which.LINKED: reporter_links.c.who.is_not(None),
    Which.WITH_CONTACT: and_(
        reporter_links.c.contact.is_not(None), reports.c.withdrawn_at.is_(None)
    ),
    Which.WITHOUT_ACCOUNT: and_(
        reports.c.channel != Channel.TELEGRAM,
        reporter_links.c.who.is_(None),
        reports.c.withdrawn_at.is_(None),
    ),
}


@cache
def _links(which: Which, *, limited: bool) -> Select[Any]:
    """The statement for one kind of links; without a limit the parameter is not there."""
    statement = (
        select(reports.c.id, reporter_links.c.alias, reporter_links.c.who)
        .select_from(_WITH_LINK)
        .where(_OF_CASE, _WHICH[which])
        .order_by(reports.c.id)
    )
    return statement.limit(bindparam("most")) if limited else statement


def links_of(
    tx: Tx, case_id: int, which: Which, *, most: int | None = None
) -> tuple[ReporterLink, ...]:
    """The links of such reports of a case, oldest first; or the first so many of them."""
    statement = _links(which, limited=most is not None)
    rows = tx.execute(statement, {"case": case_id, "most": most}).all()
    return tuple(
        ReporterLink(
            report_id=row.id,
            alias=row.alias,
            who=row.who,
        )
        for row in rows
    )


def link(tx: Tx, report_id: int) -> ReporterLink:
    """The link of one report, whether it still leads to anybody or not."""
    row = tx.execute(
        select(reporter_links.c.report_id, reporter_links.c.alias, reporter_links.c.who).where(
            reporter_links.c.report_id == report_id
        )
    ).one()
    return ReporterLink(report_id=row.report_id, alias=row.alias, who=row.who)


_BEFORE = "_before"  # what was put right: it may still stand in the reporter's words


def contact_of(tx: Tx, report_id: int) -> dict[str, str]:
    """The contact itself, in clear: only for whoever a custodian has opened it to."""
    found = _opened(tx, report_id).items()
    return {kind: str(left) for kind, left in found if left and kind != _BEFORE}


def ever_left(tx: Tx, report_id: int) -> tuple[tuple[str, str], ...]:
    """The contact in clear with what it was before it was put right, as pairs of kind and value.

    Only to take it out of words that leave the office; it is shown to nobody.
    """
    before = _opened(tx, report_id).get(_BEFORE, [])
    return (*contact_of(tx, report_id).items(), *((kind, value) for kind, value in before))


def _opened(tx: Tx, report_id: int) -> dict[str, Any]:
    sealed = tx.execute(
        select(reporter_links.c.contact).where(reporter_links.c.report_id == report_id)
    ).scalar_one_or_none()
    if sealed is None:
        return {}
    found: dict[str, Any] = tx.cipher.open_json(sealed, f"reporter_links.contact:{report_id}")
    return found


def correct_contact(tx: Tx, report_id: int, **values: str) -> None:
    """What the reporter left to be reached by, with some of it put right."""
    old = _opened(tx, report_id)
    replaced = [[kind, old[kind]] for kind in values if old.get(kind, values[kind]) != values[kind]]
    before = {_BEFORE: [*old.get(_BEFORE, []), *replaced]} if replaced else {}
    contact = {**old, **values, **before}
    tx.execute(
        update(reporter_links)
        .where(reporter_links.c.report_id == report_id)
        .values(contact=tx.cipher.seal_json(contact, f"reporter_links.contact:{report_id}"))
    )


def has_contact(tx: Tx, report_id: int) -> bool:
    """Whether the reporter left a way to be reached; what it is stays sealed."""
    return bool(
        tx.execute(
            select(reporter_links.c.contact.is_not(None)).where(
                reporter_links.c.report_id == report_id
            )
        ).scalar_one_or_none()
    )


def contacts(tx: Tx, case_id: int) -> int:
    """How many reporters of a case left a way to be reached."""
    return int(tx.execute(_CONTACTS, {"case": case_id}).scalar_one())


_CARD = select(reporter_links.c.card_message).where(
    reporter_links.c.report_id == bindparam("report")
)
_SET_CARD = (
    update(reporter_links)
    .where(reporter_links.c.report_id == bindparam("b_report"))
    .values(card_message=bindparam("b_message"))
)


def card_message(tx: Tx, report_id: int) -> int | None:
    """The message that shows the report's state in its reporter's chat."""
    found: int | None = tx.execute(_CARD, {"report": report_id}).scalar_one_or_none()
    return found


def set_card_message(tx: Tx, report_id: int, message_id: int | None) -> None:
    """Remember which message shows the report's state."""
    tx.execute(_SET_CARD, {"b_report": report_id, "b_message": message_id})
