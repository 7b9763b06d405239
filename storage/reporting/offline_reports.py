"""Reports that staff entered for somebody without an account: who, what is untold, the account."""

from sqlalchemy import select, update

from domain.report import Channel
from storage.engine.database import Tx
from storage.engine.tables import reporter_links, reports


def entered_by(tx: Tx, report_id: int) -> str | None:
    """The member of staff who wrote it down; None where it came by Telegram."""
    return tx.execute(
        select(reports.c.entered_by).where(reports.c.id == report_id)
    ).scalar_one_or_none()


def leave_untold(tx: Tx, report_id: int, now: int) -> None:
    """There is news that cannot be told to who reported this by phone, mail or visit."""
    tx.execute(
        update(reports)
        .where(
            reports.c.id == report_id,
            reports.c.channel != Channel.TELEGRAM,
            reports.c.untold_at.is_(None),
        )
        .values(untold_at=now)
    )


def heard(tx: Tx, report_id: int) -> None:
    """Its reporter has looked, so there is nothing left to tell."""
    tx.execute(
        update(reports)
        .where(reports.c.id == report_id, reports.c.untold_at.is_not(None))
        .values(untold_at=None)
    )


def untold(tx: Tx, case_id: int) -> bool:
    """Whether somebody who reported this case is still to be told something."""
    found = tx.execute(
        select(reports.c.id)
        .where(reports.c.case_id == case_id, reports.c.untold_at.is_not(None))
        .limit(1)
    ).first()
    return found is not None


def all_told(tx: Tx, case_id: int) -> None:
    """Staff have told all of them."""
    tx.execute(update(reports).where(reports.c.case_id == case_id).values(untold_at=None))


def is_linkable(tx: Tx, report_id: int) -> bool:
    """Whether an account may still be tied to it: entered by staff, and never tied to one."""
    found = tx.execute(
        select(reports.c.id)
        .select_from(reports.join(reporter_links, reporter_links.c.report_id == reports.c.id))
        .where(
            reports.c.id == report_id,
            reports.c.channel != Channel.TELEGRAM,
            reporter_links.c.who.is_(None),
            reporter_links.c.unlinked_at.is_(None),
        )
    ).first()
    return found is not None


def link(tx: Tx, report_id: int, who: str, *, consent_version: str, now: int) -> bool:
    """Tie an account to it, once and for all; False where that cannot be done any more."""
    if not is_linkable(tx, report_id):
        return False
    tied = tx.execute(
        update(reporter_links)
        .where(reporter_links.c.report_id == report_id, reporter_links.c.who.is_(None))
        .values(who=who, consent_version=consent_version, consent_at=now)
    )
    heard(tx, report_id)
    return bool(tied.rowcount)
