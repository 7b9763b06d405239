"""Write reports: file, withdraw, rate, erase their text."""

from secrets import randbelow

from msgspec import Struct
from sqlalchemy import insert, select, update

from domain.case import Case
from domain.codes import ALIASES, alias_from, tail
from domain.report import Channel, IdentityMode, Report
from storage.engine.data_keys import Holder
from storage.engine.database import Tx
from storage.engine.tables import reporter_links, reports


class Filing(Struct, frozen=True, kw_only=True):
    """Everything that is stored when a report is filed; `uid` is the draft's id."""

    uid: str
    case_id: int
    first_unit: str
    locale: str
    category: str
    subcategory: str
    text: str
    danger: bool
    identity_mode: IdentityMode
    submitted_at: int
    who: str | None
    contact: dict[str, str]
    consent_version: str
    channel: Channel = Channel.TELEGRAM
    entered_by: str | None = None


_REPORT = insert(reports).returning(reports.c.id)
_LINK = insert(reporter_links)


def file(tx: Tx, filing: Filing, case: Case) -> Report:
    """Store a report, the first of its case, with its link to the reporter.

    Returns what `reports.get` would return.
    """
    tx.keys.make(Holder.CASE, case.id)
    code, alias = tx.cipher.code_for(filing.uid), alias_from(randbelow(ALIASES))
    report_id = tx.execute(
        _REPORT,
        {
            "uid": filing.uid,
            "code_hash": tx.cipher.code_hash(code),
            "case_id": filing.case_id,
            "first_unit": filing.first_unit,
            "channel": filing.channel,
            "locale": filing.locale,
            "category_claimed": filing.category,
            "subcategory_claimed": filing.subcategory,
            "sealed": _sealed_text(tx, filing),
            "good_faith_at": filing.submitted_at,
            "danger": filing.danger,
            "identity_mode": filing.identity_mode,
            "submitted_at": filing.submitted_at,
            "entered_by": filing.entered_by,
        },
    ).scalar_one()
    contact = None
    if filing.contact:
        at = f"reporter_links.contact:{report_id}"
        contact = tx.keys.seal_json(Holder.LINK, report_id, filing.contact, at)
    tx.execute(
        _LINK,
        {
            "report_id": report_id,
            "who": filing.who,
            "alias": alias,
            "contact": contact,
            "consent_version": filing.consent_version,
            "consent_at": filing.submitted_at,
        },
    )
    return Report(
        id=report_id,
        case_id=case.id,
        tail=tail(code),
        alias=alias,
        status=case.status,
        unit=case.unit,
        category=case.category,
        subcategory=case.subcategory,
        locale=filing.locale,
        submitted_at=filing.submitted_at,
        due_at=case.due_at,
        waits=case.quarantine,
        waits_until=case.release_at,
        danger=filing.danger,
        identity_mode=filing.identity_mode,
        channel=filing.channel,
    )


def _sealed_text(tx: Tx, filing: Filing) -> bytes:
    at = f"reports.sealed:{filing.uid}"
    return tx.keys.seal_json(Holder.CASE, filing.case_id, {"text": filing.text}, at)


def first_unit(tx: Tx, report_id: int) -> str:
    """The unit at which a report came in, wherever its case is by now."""
    statement = select(reports.c.first_unit).where(reports.c.id == report_id)
    return str(tx.execute(statement).scalar_one())


def lock(tx: Tx, report_id: int) -> None:
    """Lock a report, so that no join moves it to another case while this transaction adds to it."""
    tx.execute(select(reports.c.id).where(reports.c.id == report_id).with_for_update())


def withdraw(tx: Tx, report_id: int, now: int) -> None:
    """Mark a report as withdrawn by its reporter."""
    tx.execute(update(reports).where(reports.c.id == report_id).values(withdrawn_at=now))


def forget_words(tx: Tx, case_id: int) -> None:
    """Erase the text of a case's reports; the reports stay, under their codes."""
    rows = tx.execute(select(reports.c.id, reports.c.uid).where(reports.c.case_id == case_id)).all()
    for row in rows:
        empty = tx.cipher.seal_json({"text": ""}, f"reports.sealed:{row.uid}")
        tx.execute(update(reports).where(reports.c.id == row.id).values(sealed=empty))


def rate(tx: Tx, report_id: int, stars: int) -> None:
    """Store how the reporter rates the handling, 1 to 5; replaces an earlier rating."""
    tx.execute(update(reports).where(reports.c.id == report_id).values(rating=stars))
