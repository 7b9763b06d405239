"""Reports, the sealed links to their reporters, and the targets they name."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Row, and_, func, insert, or_, select, update

from domain.codes import tail
from domain.misuse import Quarantine
from domain.report import Channel, IdentityMode, Report
from domain.status import Status
from storage import hosts
from storage.db import Tx
from storage.tables import (
    appeals,
    cases,
    decisions,
    messages,
    reporter_links,
    reports,
    targets,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Everything that a report is when it is filed; `uid` is the draft it was.

    `known_case` is what it was said to be known as before, `join_agreed` whether it may join that.
    """

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
    known_case: int | None = None
    join_agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the content is, as the reporter entered it and in its normal form."""

    raw: str
    normalised: str
    host: str
    origin: dict[str, Any] | None = None
    disguised: bool = False


def file(tx: Tx, filing: Filing) -> int:
    """Write a report with its link to the reporter; returns its row id."""
    code = tx.vault.code_for(filing.uid)
    report_id = tx.execute(
        insert(reports)
        .values(
            uid=filing.uid,
            code_hash=tx.vault.code_hash(code),
            case_id=filing.case_id,
            first_unit=filing.first_unit,
            channel=filing.channel,
            locale=filing.locale,
            category_claimed=filing.category,
            subcategory_claimed=filing.subcategory,
            sealed=tx.vault.seal_json({"text": filing.text}, f"reports.sealed:{filing.uid}"),
            good_faith_at=filing.submitted_at,
            danger=filing.danger,
            identity_mode=filing.identity_mode,
            submitted_at=filing.submitted_at,
            entered_by=filing.entered_by,
            known_case=filing.known_case,
            join_agreed=filing.join_agreed,
        )
        .returning(reports.c.id)
    ).scalar_one()
    contact = None
    if filing.contact:
        contact = tx.vault.seal_json(filing.contact, f"reporter_links.contact:{report_id}")
    tx.execute(
        insert(reporter_links).values(
            report_id=report_id,
            who=filing.who,
            alias=tail(code),
            contact=contact,
            tail=tail(code),
            consent_version=filing.consent_version,
            consent_at=filing.submitted_at,
        )
    )
    return int(report_id)


def add_targets(tx: Tx, report_id: int, case_id: int, found: tuple[Target, ...]) -> None:
    """Write down where the content is; the addresses sealed, their likeness as a fingerprint."""
    for number, target in enumerate(found):
        body = {
            "raw": target.raw,
            "normalised": target.normalised,
            "origin": target.origin,
            "disguised": target.disguised,
        }
        likeness = tx.vault.fingerprint("target", target.normalised) if target.normalised else None
        tx.execute(
            insert(targets).values(
                report_id=report_id,
                case_id=case_id,
                sealed=tx.vault.seal_json(body, f"targets.sealed:{report_id}:{number}"),
                same_as=likeness,
                host=target.host,
            )
        )
    hosts.add(tx, case_id, tuple(target.host for target in found if target.host))


def targets_of(tx: Tx, report_id: int) -> tuple[Target, ...]:
    """Where the content of one report is, in the order entered."""
    rows = tx.execute(
        select(targets.c.sealed, targets.c.host)
        .where(targets.c.report_id == report_id)
        .order_by(targets.c.id)
    ).all()
    found = []
    for number, row in enumerate(rows):
        body = tx.vault.open_json(row.sealed, f"targets.sealed:{report_id}:{number}")
        found.append(
            Target(
                raw=body["raw"],
                normalised=body["normalised"],
                host=row.host,
                origin=body["origin"],
                disguised=body["disguised"],
            )
        )
    return tuple(found)


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
    reporter_links.c.tail,
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


def get(tx: Tx, report_id: int) -> Report | None:
    """A report with the state of its case, as its reporter may see it."""
    row = tx.execute(
        select(*_COLUMNS).select_from(_JOINED).where(reports.c.id == report_id)
    ).one_or_none()
    return _report(tx, row) if row else None


def by_uid(tx: Tx, uid: str) -> Report | None:
    """The report that a draft became, None where it has not been filed."""
    row = tx.execute(
        select(*_COLUMNS).select_from(_JOINED).where(reports.c.uid == uid)
    ).one_or_none()
    return _report(tx, row) if row else None


def by_code(tx: Tx, code: str) -> Report | None:
    """The report that a query code opens, from any account; None tells nothing more."""
    row = tx.execute(
        select(*_COLUMNS)
        .select_from(_JOINED)
        .where(reports.c.code_hash == tx.vault.code_hash(code))
    ).one_or_none()
    return _report(tx, row) if row else None


def of_person(tx: Tx, who: str, *, before: int | None, size: int) -> tuple[Report, ...]:
    """Somebody's reports, the newest first, from below the row id `before`."""
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


def of_case(tx: Tx, case_id: int, *, most: int | None = None) -> tuple[Report, ...]:
    """All reports joined to a case, the first one first; or the first so many of them."""
    rows = tx.execute(
        select(*_COLUMNS)
        .select_from(_JOINED)
        .where(reports.c.case_id == case_id)
        .order_by(reports.c.id)
        .limit(most)
    ).all()
    return tuple(_report(tx, row) for row in rows)


def count(tx: Tx, case_id: int) -> int:
    """How many reports a case has, those withdrawn among them."""
    statement = select(func.count()).select_from(reports).where(reports.c.case_id == case_id)
    return int(tx.execute(statement).scalar_one())


def writable(tx: Tx, case_id: int) -> dict[int, str]:
    """The reports of a case whose reporter can be written to, by row id, with their aliases."""
    rows = tx.execute(
        select(reports.c.id, reporter_links.c.alias)
        .select_from(reports.join(reporter_links, reporter_links.c.report_id == reports.c.id))
        .where(
            reports.c.case_id == case_id,
            reports.c.withdrawn_at.is_(None),
            reporter_links.c.who.is_not(None),
        )
        .order_by(reports.c.id)
    ).all()
    return {row.id: row.alias for row in rows}


def lock(tx: Tx, report_id: int) -> None:
    """Let no join carry the report to another case while this transaction adds to it."""
    tx.execute(select(reports.c.id).where(reports.c.id == report_id).with_for_update())


def people(tx: Tx, case_id: int, *, but: str | None = None) -> int:
    """How many people stand by their report of a case, `but` for one of them."""
    who = reporter_links.c.who
    return int(
        tx.execute(
            # Whoever had themselves forgotten still counts, each report as one.
            select(func.count(who.distinct()) + func.count().filter(who.is_(None)))
            .select_from(reports.join(reporter_links, reporter_links.c.report_id == reports.c.id))
            .where(
                reports.c.case_id == case_id,
                reports.c.withdrawn_at.is_(None),
                or_(who.is_(None), who != (but or "")),
            )
        ).scalar_one()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a reporter was told that their report is known as, and whether it may join that."""

    known_case: int
    agreed: bool


def wishes(tx: Tx, case_id: int) -> tuple[Wish, ...]:
    """What the reporters of a case wish for it, the first one first."""
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
    return tuple(Wish(known_case=row.known_case, agreed=row.join_agreed) for row in rows)


def code_of(tx: Tx, report_id: int) -> str:
    """The query code, made again from the key that is kept elsewhere: no table holds it."""
    uid = tx.execute(select(reports.c.uid).where(reports.c.id == report_id)).scalar_one()
    return tx.vault.code_for(uid)


def text_of(tx: Tx, report_id: int) -> str:
    """The reporter's words, exactly as entered."""
    row = tx.execute(select(reports.c.uid, reports.c.sealed).where(reports.c.id == report_id)).one()
    return str(tx.vault.open_json(row.sealed, f"reports.sealed:{row.uid}")["text"])


def reporter(tx: Tx, report_id: int) -> str | None:
    """Who is told about a report; None once unlinked."""
    return tx.execute(
        select(reporter_links.c.who).where(reporter_links.c.report_id == report_id)
    ).scalar_one_or_none()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
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


def links_of(tx: Tx, case_id: int, which: Which, *, most: int | None = None) -> tuple[Link, ...]:
    """The links of such reports of a case, oldest first; or the first so many of them."""
    rows = tx.execute(
        select(
            reports.c.id,
            reporter_links.c.alias,
            reporter_links.c.who,
        )
        .select_from(reports.join(reporter_links, reporter_links.c.report_id == reports.c.id))
        .where(reports.c.case_id == case_id, _WHICH[which])
        .order_by(reports.c.id)
        .limit(most)
    ).all()
    return tuple(
        Link(
            report_id=row.id,
            alias=row.alias,
            who=row.who,
        )
        for row in rows
    )


def link(tx: Tx, report_id: int) -> Link:
    """The link of one report, whether it still leads to anybody or not."""
    row = tx.execute(
        select(reporter_links.c.report_id, reporter_links.c.alias, reporter_links.c.who).where(
            reporter_links.c.report_id == report_id
        )
    ).one()
    return Link(report_id=row.report_id, alias=row.alias, who=row.who)


def contact_of(tx: Tx, report_id: int) -> dict[str, str]:
    """The contact itself, in clear: only for whoever a custodian has opened it to."""
    sealed = tx.execute(
        select(reporter_links.c.contact).where(reporter_links.c.report_id == report_id)
    ).scalar_one_or_none()
    if sealed is None:
        return {}
    found: dict[str, str] = tx.vault.open_json(sealed, f"reporter_links.contact:{report_id}")
    return found


def correct_contact(tx: Tx, report_id: int, **values: str) -> None:
    """What the reporter left to be reached by, with some of it put right."""
    contact = {**contact_of(tx, report_id), **values}
    tx.execute(
        update(reporter_links)
        .where(reporter_links.c.report_id == report_id)
        .values(contact=tx.vault.seal_json(contact, f"reporter_links.contact:{report_id}"))
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
    return int(
        tx.execute(
            select(func.count())
            .select_from(reports.join(reporter_links, reporter_links.c.report_id == reports.c.id))
            .where(reports.c.case_id == case_id, reporter_links.c.contact.is_not(None))
        ).scalar_one()
    )


def card_message(tx: Tx, report_id: int) -> int | None:
    """The message that shows the report's state in its reporter's chat."""
    return tx.execute(
        select(reporter_links.c.card_message).where(reporter_links.c.report_id == report_id)
    ).scalar_one_or_none()


def set_card_message(tx: Tx, report_id: int, message_id: int | None) -> None:
    """Remember which message shows the report's state."""
    tx.execute(
        update(reporter_links)
        .where(reporter_links.c.report_id == report_id)
        .values(card_message=message_id)
    )


def withdraw(tx: Tx, report_id: int, now: int) -> None:
    """Mark a report as withdrawn by its reporter."""
    tx.execute(update(reports).where(reports.c.id == report_id).values(withdrawn_at=now))


def forget_words(tx: Tx, case_id: int) -> None:
    """Erase what the reporters of a case wrote; that they reported stays, under their codes."""
    rows = tx.execute(select(reports.c.id, reports.c.uid).where(reports.c.case_id == case_id)).all()
    for row in rows:
        empty = tx.vault.seal_json({"text": ""}, f"reports.sealed:{row.uid}")
        tx.execute(update(reports).where(reports.c.id == row.id).values(sealed=empty))


def rate(tx: Tx, report_id: int, stars: int) -> None:
    """How the reporter found the way the report was handled, 1 to 5; the last word counts."""
    tx.execute(update(reports).where(reports.c.id == report_id).values(rating=stars))


def _report(tx: Tx, row: Row[Any]) -> Report:
    decision = tx.execute(
        select(decisions.c.appeal_until, appeals.c.id.label("appeal"))
        .select_from(
            decisions.outerjoin(
                appeals,
                and_(appeals.c.decision_id == decisions.c.id, appeals.c.side == row.id),
            )
        )
        .where(decisions.c.case_id == row.case_id, decisions.c.appeal_until.is_not(None))
        .order_by(decisions.c.id.desc())
        .limit(1)
    ).one_or_none()
    status = Status.WITHDRAWN if row.withdrawn_at is not None else Status(row.status)
    elsewhere = status is Status.NEEDS_INFO and not _asked(tx, row)
    if elsewhere:  # somebody else was asked: for this reporter the case stands where it stood
        status = Status(row.came_from or Status.SUBMITTED)
    return Report(
        id=row.id,
        case_id=row.case_id,
        tail=row.tail,
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
    """Whether the last question of a case was put to this very reporter, or to all of them."""
    asked = tx.execute(
        select(messages.c.report_id)
        .where(messages.c.case_id == row.case_id, messages.c.kind == "question")
        .order_by(messages.c.id.desc())
        .limit(1)
    ).one_or_none()
    return asked is None or asked.report_id in {None, row.id}
