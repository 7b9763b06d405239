"""Reports that staff entered for reporters without an account: unsent news, and linking."""

from sqlalchemy import select, update

from domain.report import Channel
from storage.engine.database import Tx
from storage.engine.tables import reporter_links, reports


def entered_by(tx: Tx, report_id: int) -> str | None:
    """The member of staff who entered a report; None if it came by Telegram."""
    return tx.execute(
        select(reports.c.entered_by).where(reports.c.id == report_id)
    ).scalar_one_or_none()


def leave_untold(tx: Tx, report_id: int, now: int) -> None:
    """Mark that there is news for a reporter without an account, who cannot be notified."""
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
    """Remove the mark: the reporter has looked up the report."""
    tx.execute(
        update(reports)
        .where(reports.c.id == report_id, reports.c.untold_at.is_not(None))
        .values(untold_at=None)
    )


def untold(tx: Tx, case_id: int) -> bool:
    """Whether a report of this case has the mark."""
    found = tx.execute(
        select(reports.c.id)
        .where(reports.c.case_id == case_id, reports.c.untold_at.is_not(None))
        .limit(1)
    ).first()
    return found is not None


def all_told(tx: Tx, case_id: int) -> None:
    """Remove the mark of all reports of a case: staff have told the reporters."""
    tx.execute(update(reports).where(reports.c.case_id == case_id).values(untold_at=None))


def is_linkable(tx: Tx, report_id: int) -> bool:
    """Whether the report can be linked to an account: entered by staff, and never linked."""
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
    """Link the report to an account, once; False if that is not possible any more."""
    if not is_linkable(tx, report_id):
        return False
    tied = tx.execute(
        update(reporter_links)
        .where(reporter_links.c.report_id == report_id, reporter_links.c.who.is_(None))
        .values(who=who, consent_version=consent_version, consent_at=now)
    )
    heard(tx, report_id)
    return bool(tied.rowcount)
