"""Rows of a restored backup that may have been erased or revoked since it was made."""

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import delete, or_, select, update

from domain.status import Status
from storage.engine.database import Tx
from storage.engine.public_tables import follows, suggestions
from storage.engine.tables import (
    cases,
    drafts,
    grants,
    invitations,
    people,
    reporter_links,
    reports,
)


class RestoredPerson(Struct, frozen=True):
    """Somebody's own row; `account` is their id at Telegram."""

    who: str
    account: str
    met_at: int


def reports_linked(tx: Tx) -> Iterator[tuple[str, int]]:
    """Uid and row id of every report that may lead to its reporter."""
    links = reporter_links.c
    statement = (
        select(reports.c.uid, reports.c.id)
        .join(reporter_links, links.report_id == reports.c.id)
        .where(or_(links.who.is_not(None), links.contact.is_not(None), links.unlinked_at.is_(None)))
    )
    for row in tx.execute(statement).all():
        yield row.uid, row.id


def cases_with_contents(tx: Tx) -> Iterator[tuple[str, int]]:
    """Number and row id of every case that is not purged."""
    statement = select(cases.c.number, cases.c.id).where(cases.c.status != Status.PURGED)
    for row in tx.execute(statement).all():
        yield row.number, row.id


def draft_ids(tx: Tx) -> tuple[str, ...]:
    """The ids of all drafts."""
    return tuple(tx.execute(select(drafts.c.id)).scalars())


def everybody(tx: Tx) -> Iterator[RestoredPerson]:
    """All people."""
    for row in tx.execute(select(people.c.who, people.c.address, people.c.met_at)).all():
        account = tx.cipher.open(row.address, f"people.address:{row.who}").decode()
        yield RestoredPerson(row.who, account, row.met_at)


def roles(tx: Tx, who: str) -> dict[str, int]:
    """The units in which a person has a role, and since when."""
    statement = select(grants.c.unit, grants.c.granted_at).where(grants.c.who == who)
    return {row.unit: row.granted_at for row in tx.execute(statement).all()}


def open_invitations(tx: Tx) -> tuple[str, ...]:
    """The hashes of invitations that nobody has used."""
    statement = select(invitations.c.token_hash).where(invitations.c.used_at.is_(None))
    return tuple(tx.execute(statement).scalars())


def set_used(tx: Tx, token_hash: str, at: int) -> None:
    """Mark an invitation as used."""
    of = invitations.c.token_hash == token_hash
    tx.execute(update(invitations).where(of).values(used_at=at))


def void_invitations(tx: Tx) -> int:
    """Void all open invitations; returns how many."""
    return int(tx.execute(delete(invitations).where(invitations.c.used_at.is_(None))).rowcount)


def has_something(tx: Tx, who: str) -> bool:
    """Whether a report, a suggestion, a form or a subscription is this person's."""
    tables = (reporter_links, suggestions, drafts, follows)
    found = (select(table.c.who).where(table.c.who == who).limit(1) for table in tables)
    return any(tx.execute(each).first() is not None for each in found)
