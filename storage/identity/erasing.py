"""Erase the contents of a case, and the links from reports to a person.

The storage module of each subject erases its own rows; this module calls them in order and erases
the rest.
"""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from storage.audit import journal
from storage.broadcasts import recipients
from storage.case_files import answers as authority_answers
from storage.case_files import orders as case_file_orders
from storage.cases import decisions, own_marks, referrals, ticks, transfers
from storage.engine import erasures
from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.erasures import Kind
from storage.engine.tables import (
    cases,
    filters,
    likenesses,
    messages,
    outbox,
    people,
    quotas,
    reporter_links,
    said,
    sanctions,
    targets,
    told_messages,
)
from storage.engine.tables import drafts as draft_rows
from storage.engine.tables import evidence as files
from storage.engine.tables import reports as report_rows
from storage.evidence import evidence
from storage.identity import identities
from storage.network import card_places
from storage.queues import dead_updates, pending_news, preferences
from storage.removals import removals
from storage.reported_accounts import account_measures, case_accounts
from storage.reporting import drafts, filing_rows, hosts
from storage.suggestions import suggestions

EVER = 2**62  # later than any time in the database
LONGEST_QUOTA = 24 * 3600  # seconds: quotas in use outlive the erasure of a person


def contents(tx: Tx, case_id: int, now: int) -> None:
    """Erase everything that came by a case's reports or was written on it.

    Category, times, unit and outcome of the case stay.
    """
    number = select(cases.c.number).where(cases.c.id == case_id)
    erasures.note(tx, Kind.CASE, tx.execute(number).scalar_one_or_none(), now)
    ids = reports_of(tx, case_id)
    for table in (targets, messages, likenesses, sanctions):
        tx.execute(delete(table).where(table.c.case_id == case_id))
    for subject in (decisions, transfers, referrals, removals, identities, filing_rows):
        subject.forget_words(tx, case_id)
    evidence.forget(tx, case_id)
    case_file_orders.forget(tx, case_id)
    authority_answers.forget(tx, case_id)
    hosts.forget(tx, case_id)
    case_accounts.forget(tx, case_id)
    account_measures.forget(tx, case_id)
    tx.execute(update(cases).where(cases.c.id == case_id).values(host="", region=""))
    unlink(tx, ids, now)
    own_marks.erase(tx, ids)
    journal.forget_reasons(tx, case_id)
    tx.keys.erase(Holder.CASE, case_id)


def reports_of(tx: Tx, case_id: int) -> Sequence[int]:
    """The row ids of a case's reports."""
    statement = select(report_rows.c.id).where(report_rows.c.case_id == case_id)
    return tx.execute(statement).scalars().all()


def linked_to(tx: Tx, who: str) -> Sequence[int]:
    """The row ids of all reports linked to this person."""
    statement = select(reporter_links.c.report_id).where(reporter_links.c.who == who)
    return tx.execute(statement).scalars().all()


def unlink(tx: Tx, report_ids: Sequence[int], now: int) -> None:
    """Erase the links from these reports to accounts and contacts.

    Of staff a mark is left by which they still may not act on the case.
    """
    own_marks.keep(tx, report_ids)
    uids = select(report_rows.c.uid).where(report_rows.c.id.in_(report_ids))
    for uid in tx.execute(uids).scalars().all():
        erasures.note(tx, Kind.LINK, uid, now)
    for report_id in report_ids:
        tx.keys.erase(Holder.LINK, report_id)
    links = reporter_links.c.report_id.in_(report_ids)
    tx.execute(
        update(reporter_links)
        .where(links, reporter_links.c.unlinked_at.is_(None))
        .values(unlinked_at=now)
    )
    tx.execute(update(reporter_links).where(links).values(who=None, contact=None))
    tx.execute(update(reporter_links).where(links).values(card_message=None))
    tx.execute(update(files).where(files.c.report_id.in_(report_ids)).values(who=None))
    tx.execute(delete(outbox).where(outbox.c.report_id.in_(report_ids)))
    tx.execute(delete(told_messages).where(told_messages.c.report_id.in_(report_ids)))


def person(tx: Tx, who: str, at: int, *, now: int, until: int = EVER) -> None:
    """Erase a person's drafts, waiting notices and failed updates; a role in a unit stays.

    A pause in force stays, too, with its reason, and so does a limit: those that are over by `at`
    go. `until` is for an erasure of that time that is repeated after a restore: what came later
    stays. Otherwise all goes, also what a wrong clock has dated later than `now`.
    """
    erasures.note(tx, Kind.PERSON, erasures.account_of(tx, who), now)
    begun = select(draft_rows.c.id).where(draft_rows.c.who == who, draft_rows.c.started_at <= until)
    for draft_id in tx.execute(begun).scalars().all():
        evidence.drop(tx, draft_id)
        drafts.drop(tx, draft_id)
    # Notices to them as staff stay, such as the one that deletes a contact shown to them.
    notices = outbox.c.order_key == f"person:{who}"
    tx.execute(delete(outbox).where(notices, outbox.c.created_at <= until))
    dead_updates.forget(tx, who, until)
    tx.execute(delete(said).where(said.c.who == who, said.c.said_at <= until))
    told = told_messages.c.who == who
    tx.execute(delete(told_messages).where(told, told_messages.c.told_at <= until))
    suggestions.unlink(tx, who, until)
    recipients.forget_person(tx, who, until)
    preferences.forget(tx, who, until)
    pending_news.forget(tx, who, until)
    tx.execute(delete(quotas).where(quotas.c.who == who, quotas.c.since <= at - LONGEST_QUOTA))
    over = sanctions.c.until.is_(None) | (sanctions.c.until <= at)
    tx.execute(delete(sanctions).where(sanctions.c.who == who, over))


def account(tx: Tx, who: str) -> None:
    """Delete a person's own row, and marks of when they were staff; they have no role or pause."""
    own_marks.erase_of(tx, who)
    tx.execute(delete(filters).where(filters.c.who == who))
    ticks.drop_all(tx, who)
    card_places.drop_private(tx, who)
    tx.execute(delete(people).where(people.c.who == who))
