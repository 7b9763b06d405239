"""Links from reports to their reporters: accounts, and encrypted contacts."""

from enum import Enum
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, String, and_, bindparam, case, cast, func, select, update

from domain.report import Channel
from storage.engine.data_keys import Holder
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
_WHOSE = case(  # a key of the person whose report it is
    (reporter_links.c.who.is_not(None), "w" + reporter_links.c.who),
    (reporter_links.c.unlinked_at.is_not(None), "u" + cast(reporter_links.c.unlinked_at, String)),
    else_="r" + cast(reporter_links.c.report_id, String),
)
_PEOPLE = (
    select(func.count(_WHOSE.distinct()))
    .select_from(_WITH_LINK)
    .where(_OF_CASE, reports.c.withdrawn_at.is_(None))
)
_OTHERS = _PEOPLE.where(_WHOSE.not_in(bindparam("but", expanding=True)))
_OWN = (
    select(_WHOSE)
    .select_from(_WITH_LINK)
    .where(reports.c.id == bindparam("report"), reports.c.withdrawn_at.is_(None))
)
_REPORTER = select(reporter_links.c.who).where(reporter_links.c.report_id == bindparam("report"))
_CONTACTS = (
    select(func.count())
    .select_from(_WITH_LINK)
    .where(_OF_CASE, reporter_links.c.contact.is_not(None))
)


def writable(tx: Tx, case_id: int) -> dict[int, str]:
    """Reports of a case whose reporter can be notified: row id to alias."""
    rows = tx.execute(_WRITABLE, {"case": case_id}).all()
    return {row.id: row.alias for row in rows}


def people(tx: Tx, case_id: int) -> int:
    """How many people have a report of a case that is not withdrawn.

    Reports without an account count as one person each; those that one account had when it was
    erased, as one person.
    """
    return int(tx.execute(_PEOPLE, {"case": case_id}).scalar_one())


def others(tx: Tx, case_id: int, report_id: int, *, reader: str) -> int:
    """How many people besides the reporter of this report have reported the case, too.

    The reader, who opened it from the account `reader`, is no other either. Withdrawn reports do
    not count; the reporter of one has no others.
    """
    own = tx.execute(_OWN, {"report": report_id}).scalar_one_or_none()
    if own is None:
        return 0
    known = {"case": case_id, "but": (own, f"w{reader}")}
    return int(tx.execute(_OTHERS, known).scalar_one())


def reporter(tx: Tx, report_id: int) -> str | None:
    """The fingerprint of a report's reporter; None once unlinked."""
    return tx.execute(_REPORTER, {"report": report_id}).scalar_one_or_none()


class ReporterLink(Struct, frozen=True, kw_only=True):
    """The link of a report to its reporter; `who` is None once unlinked."""

    report_id: int
    alias: str
    who: str | None


class LinkFilter(Enum):
    """Selects reports of a case by their links."""

    LINKED = "linked"  # the reporter's account is known
    WITH_CONTACT = "with_contact"  # with a contact, not withdrawn
    WITHOUT_ACCOUNT = "without_account"  # entered by staff, not linked to an account, not withdrawn


_FILTERS = {
    LinkFilter.LINKED: reporter_links.c.who.is_not(None),
    LinkFilter.WITH_CONTACT: and_(
        reporter_links.c.contact.is_not(None), reports.c.withdrawn_at.is_(None)
    ),
    LinkFilter.WITHOUT_ACCOUNT: and_(
        reports.c.channel != Channel.TELEGRAM,
        reporter_links.c.who.is_(None),
        reports.c.withdrawn_at.is_(None),
    ),
}


@cache
def _links(which: LinkFilter, *, limited: bool) -> Select[Any]:
    """The statement for one kind of links, with a parameter `limit` or without."""
    statement = (
        select(reports.c.id, reporter_links.c.alias, reporter_links.c.who)
        .select_from(_WITH_LINK)
        .where(_OF_CASE, _FILTERS[which])
        .order_by(reports.c.id)
    )
    return statement.limit(bindparam("most")) if limited else statement


def links_of(
    tx: Tx, case_id: int, which: LinkFilter, *, most: int | None = None
) -> tuple[ReporterLink, ...]:
    """The links of such reports of a case, oldest first, at most `limit` if given."""
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
    """The link of one report, linked or not."""
    row = tx.execute(
        select(reporter_links.c.report_id, reporter_links.c.alias, reporter_links.c.who).where(
            reporter_links.c.report_id == report_id
        )
    ).one()
    return ReporterLink(report_id=row.report_id, alias=row.alias, who=row.who)


_BEFORE = "_before"  # the contact before a correction: it may still be in the reporter's text


def contact_of(tx: Tx, report_id: int) -> dict[str, str]:
    """The decrypted contact; only for requests that a custodian has granted."""
    return _newest(_opened(tx, report_id))


def _newest(contact: dict[str, Any]) -> dict[str, str]:
    return {kind: str(left) for kind, left in contact.items() if left and kind != _BEFORE}


def ever_left_in(tx: Tx, report_id: int, sealed: bytes | None) -> tuple[tuple[str, str], ...]:
    """A report's contact, decrypted, also from before corrections, as pairs of kind and value.

    Only used to remove it from texts; never shown.
    """
    found = _decrypted(tx, report_id, sealed)
    before = found.get(_BEFORE, [])
    return (*_newest(found).items(), *((kind, value) for kind, value in before))


def _opened(tx: Tx, report_id: int) -> dict[str, Any]:
    sealed = tx.execute(
        select(reporter_links.c.contact).where(reporter_links.c.report_id == report_id)
    ).scalar_one_or_none()
    return _decrypted(tx, report_id, sealed)


def _decrypted(tx: Tx, report_id: int, sealed: bytes | None) -> dict[str, Any]:
    if sealed is None:
        return {}
    found: dict[str, Any] = tx.cipher.open_json(sealed, f"reporter_links.contact:{report_id}")
    return found


def correct_contact(tx: Tx, report_id: int, **values: str) -> None:
    """Correct parts of a reporter's contact."""
    old = _opened(tx, report_id)
    replaced = [[kind, old[kind]] for kind in values if old.get(kind, values[kind]) != values[kind]]
    before = {_BEFORE: [*old.get(_BEFORE, []), *replaced]} if replaced else {}
    contact = {**old, **values, **before}
    at = f"reporter_links.contact:{report_id}"
    sealed = tx.keys.seal_json(Holder.LINK, report_id, contact, at)
    mine = reporter_links.c.report_id == report_id
    tx.execute(update(reporter_links).where(mine).values(contact=sealed))


def has_contact(tx: Tx, report_id: int) -> bool:
    """Whether the reporter left a contact; it is not decrypted."""
    return bool(
        tx.execute(
            select(reporter_links.c.contact.is_not(None)).where(
                reporter_links.c.report_id == report_id
            )
        ).scalar_one_or_none()
    )


def contacts(tx: Tx, case_id: int) -> int:
    """How many reporters of a case left a contact."""
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
    """The message id of the status card in the reporter's chat."""
    found: int | None = tx.execute(_CARD, {"report": report_id}).scalar_one_or_none()
    return found


def set_card_message(tx: Tx, report_id: int, message_id: int | None) -> None:
    """Store the message id of the status card."""
    tx.execute(_SET_CARD, {"b_report": report_id, "b_message": message_id})
