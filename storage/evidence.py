"""Files sent along: offered, wanted, kept or refused; their bytes live in `storage.files`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, case, delete, func, insert, select, update

from domain.report import Evidence, EvidenceState
from storage.db import Tx
from storage.errors import KeyMissing
from storage.tables import evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file as Telegram announced it; `file_id` fetches it, `unique_id` tells it from others."""

    kind: str
    file_id: str
    unique_id: str
    size: int
    mime: str
    name: str
    album: str
    message_id: int


def offer(
    tx: Tx, offered: Offer, *, draft_id: str, who: str, state: EvidenceState, now: int
) -> bool:
    """Keep a file with a draft; False where the same file is there already."""
    if has(tx, draft_id, offered.unique_id):
        return False
    unique = tx.vault.fingerprint("file-unique", offered.unique_id)
    body = {"file_id": offered.file_id, "name": offered.name, "claimed": offered.mime}
    tx.execute(
        insert(evidence).values(
            draft_id=draft_id,
            who=who,
            kind=offered.kind,
            state=state,
            refused_reason="",
            sealed=tx.vault.seal_json(body, _at(unique, now)),
            unique_id=unique,
            album=offered.album,
            size=offered.size,
            mime="",
            sha256="",
            stored_as="",
            message_id=offered.message_id,
            received_at=now,
            due_at=now,
            tries=0,
        )
    )
    return True


def has(tx: Tx, draft_id: str, unique_id: str) -> bool:
    """Whether this very file is kept with a draft already."""
    unique = tx.vault.fingerprint("file-unique", unique_id)
    known = tx.execute(
        select(evidence.c.id).where(evidence.c.draft_id == draft_id, evidence.c.unique_id == unique)
    ).first()
    return known is not None


def count(tx: Tx, draft_id: str) -> int:
    """How many files are kept with a draft."""
    return int(
        tx.execute(
            select(func.count())
            .select_from(evidence)
            .where(evidence.c.draft_id == draft_id, evidence.c.state != EvidenceState.REFUSED)
        ).scalar_one()
    )


def want(tx: Tx, draft_id: str) -> int:
    """Let the offered files of a draft be fetched, now that its category allows them."""
    return tx.execute(
        update(evidence)
        .where(evidence.c.draft_id == draft_id, evidence.c.state == EvidenceState.OFFERED)
        .values(state=EvidenceState.WANTED)
    ).rowcount


def drop(tx: Tx, draft_id: str) -> None:
    """Forget all files of a draft; bytes already stored are left to `dropped` to be erased."""
    tx.execute(delete(evidence).where(evidence.c.draft_id == draft_id, evidence.c.stored_as == ""))
    tx.execute(
        update(evidence)
        .where(evidence.c.draft_id == draft_id)
        .values(state=EvidenceState.DROPPED, draft_id=None)
    )


def forget(tx: Tx, case_id: int) -> None:
    """Forget all files of a case; bytes already stored are left to `dropped` to be erased."""
    of_case = evidence.c.case_id == case_id
    tx.execute(delete(evidence).where(of_case, evidence.c.stored_as == ""))
    nobodys = dict.fromkeys(("draft_id", "report_id", "case_id", "who", "message_row"))
    tx.execute(
        update(evidence)
        .where(of_case)
        .values(state=EvidenceState.DROPPED, sealed=b"", unique_id="", sha256="", **nobodys)
    )


def dropped(tx: Tx, *, limit: int) -> dict[int, str]:
    """Row ids and stored names whose bytes nobody needs any more."""
    rows = tx.execute(
        select(evidence.c.id, evidence.c.stored_as)
        .where(evidence.c.state == EvidenceState.DROPPED)
        .limit(limit)
    ).all()
    return {row.id: row.stored_as for row in rows}


def erased(tx: Tx, evidence_id: int) -> None:
    """The bytes are gone, and so is the row."""
    tx.execute(
        delete(evidence).where(
            evidence.c.id == evidence_id, evidence.c.state == EvidenceState.DROPPED
        )
    )


def attach(tx: Tx, draft_id: str, report_id: int, case_id: int) -> None:
    """Move a draft's files to the report it became, or that it adds to."""
    tx.execute(
        update(evidence)
        .where(evidence.c.draft_id == draft_id)
        .values(report_id=report_id, case_id=case_id)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file to fetch now; `allowed_size` in bytes is the most that may be taken."""

    id: int
    file_id: str
    name: str
    claimed: str
    tries: int
    report_id: int | None


def due(tx: Tx, now: int, *, limit: int, lease: int) -> tuple[Wanted, ...]:
    """Take files that are to be fetched and hide them from others until the lease ends."""
    wanted = (
        select(evidence.c.id)
        .where(evidence.c.state == EvidenceState.WANTED, evidence.c.due_at <= now)
        .order_by(evidence.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = tx.execute(wanted).scalars().all()  # apart, as in `storage.outbox.claim_due`
    if not ids:
        return ()
    rows = tx.execute(
        update(evidence)
        .where(evidence.c.id.in_(ids))
        .values(due_at=now + lease, tries=evidence.c.tries + 1)
        .returning(
            evidence.c.id,
            evidence.c.sealed,
            evidence.c.draft_id,
            evidence.c.unique_id,
            evidence.c.received_at,
            evidence.c.tries,
            evidence.c.report_id,
        )
    ).all()
    return tuple(
        Wanted(
            id=row.id,
            file_id=body["file_id"],
            name=body["name"],
            claimed=body["claimed"],
            tries=row.tries,
            report_id=row.report_id,
        )
        for row in rows
        for body in [_body(tx, row)]
    )


def reclaim(tx: Tx, now: int) -> int:
    """Whoever was fetching is gone: all that is wanted is due at once; how many that were."""
    freed = tx.execute(
        update(evidence)
        .where(evidence.c.state == EvidenceState.WANTED, evidence.c.due_at > now)
        .values(due_at=now)
    )
    return int(freed.rowcount)


def kept(
    tx: Tx,
    evidence_id: int,
    *,
    sha256: str,
    size: int,
    mime: str,
    stored_as: str,
    picture: Iterable[str] = (),
) -> bool:
    """A file's bytes are safe; False where the file has been dropped meanwhile.

    `picture` are the keyed fingerprints by which a picture that looks like it is found.
    """
    done = tx.execute(
        update(evidence)
        .where(evidence.c.id == evidence_id, evidence.c.state == EvidenceState.WANTED)
        .values(
            state=EvidenceState.KEPT,
            sha256=sha256,
            size=size,
            mime=mime,
            stored_as=stored_as,
            picture=" ".join(picture) or None,
        )
    )
    return bool(done.rowcount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """By what a kept file is recognised: its bytes, and for a picture how it looks."""

    sha256: str
    picture: tuple[str, ...]


def looks(tx: Tx, draft_id: str) -> tuple[Look, ...]:
    """Those of the files that came with a draft."""
    rows = tx.execute(
        select(evidence.c.sha256, evidence.c.picture).where(
            evidence.c.draft_id == draft_id, evidence.c.state == EvidenceState.KEPT
        )
    ).all()
    return tuple(Look(sha256=r.sha256, picture=tuple((r.picture or "").split())) for r in rows)


def refuse(tx: Tx, evidence_id: int, reason: str) -> None:
    """A file cannot be had, for good; `reason` is a locale key's end."""
    tx.execute(
        update(evidence)
        .where(evidence.c.id == evidence_id)
        .values(state=EvidenceState.REFUSED, refused_reason=reason)
    )


def put_off(tx: Tx, evidence_id: int, due_at: int) -> None:
    """Try again later."""
    tx.execute(update(evidence).where(evidence.c.id == evidence_id).values(due_at=due_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose file of which filed report this is."""

    who: str
    report_id: int
    case_id: int


def place(tx: Tx, evidence_id: int) -> Place | None:
    """Where a file belongs; None while its report has not been filed."""
    row = tx.execute(
        select(evidence.c.who, evidence.c.report_id, evidence.c.case_id).where(
            evidence.c.id == evidence_id, evidence.c.report_id.is_not(None)
        )
    ).one_or_none()
    return Place(who=row.who, report_id=row.report_id, case_id=row.case_id) if row else None


def pending(tx: Tx, report_id: int) -> int:
    """How many files of a report are still on their way."""
    return int(
        tx.execute(
            select(func.count())
            .select_from(evidence)
            .where(evidence.c.report_id == report_id, evidence.c.state == EvidenceState.WANTED)
        ).scalar_one()
    )


def of_case(tx: Tx, case_id: int) -> tuple[Evidence, ...]:
    """All files that reporters sent in a case, in the order they came."""
    return _listed(tx, evidence.c.case_id == case_id, ~evidence.c.outgoing)


def of_report(tx: Tx, report_id: int) -> tuple[Evidence, ...]:
    """All files of a report, in the order they came."""
    return _listed(tx, evidence.c.report_id == report_id)


def of_draft(tx: Tx, draft_id: str) -> tuple[Evidence, ...]:
    """All files kept with a draft, in the order they came."""
    return _listed(tx, evidence.c.draft_id == draft_id)


def stored_names(tx: Tx, case_id: int) -> dict[int, str]:
    """Under which name each kept file that reporters sent in a case is stored."""
    rows = tx.execute(
        select(evidence.c.id, evidence.c.stored_as).where(
            evidence.c.case_id == case_id,
            evidence.c.state == EvidenceState.KEPT,
            ~evidence.c.outgoing,
        )
    ).all()
    return {row.id: row.stored_as for row in rows}


def kept_page(tx: Tx, after: str, *, limit: int) -> tuple[tuple[str, str], ...]:
    """The next stored files behind this name: each name once, with the SHA-256 of its bytes."""
    rows = tx.execute(
        select(evidence.c.stored_as, func.max(evidence.c.sha256).label("sha256"))
        .where(evidence.c.stored_as > after, evidence.c.state == EvidenceState.KEPT)
        .group_by(evidence.c.stored_as)
        .order_by(evidence.c.stored_as)
        .limit(limit)
    ).all()
    return tuple((row.stored_as, row.sha256) for row in rows)


def stored_page(tx: Tx, after: str, *, limit: int) -> tuple[str, ...]:
    """The next names behind this one under which bytes are stored, of whatever state."""
    rows = tx.execute(
        select(evidence.c.stored_as)
        .where(evidence.c.stored_as > after)
        .distinct()
        .order_by(evidence.c.stored_as)
        .limit(limit)
    )
    return tuple(rows.scalars())


def known_among(tx: Tx, names: tuple[str, ...]) -> dict[str, bool]:
    """Those of these stored names of which rows speak, and whether one of the rows is kept."""
    rows = tx.execute(
        select(
            evidence.c.stored_as,
            func.max(case((evidence.c.state == EvidenceState.KEPT, 1), else_=0)).label("kept"),
        )
        .where(evidence.c.stored_as.in_(names))
        .group_by(evidence.c.stored_as)
    ).all()
    return {row.stored_as: bool(row.kept) for row in rows}


def kept_count(tx: Tx) -> int:
    """How many different files are kept."""
    different = func.count(evidence.c.stored_as.distinct())
    statement = select(different).where(evidence.c.state == EvidenceState.KEPT)
    return int(tx.execute(statement).scalar_one())


def is_known(tx: Tx, stored_as: str) -> bool:
    """Whether any row speaks of these stored bytes, were it only to have them erased."""
    statement = select(evidence.c.id).where(evidence.c.stored_as == stored_as).limit(1)
    return tx.execute(statement).first() is not None


def is_kept(tx: Tx, stored_as: str) -> bool:
    """Whether these stored bytes belong to a file that is kept."""
    statement = select(evidence.c.id).where(
        evidence.c.stored_as == stored_as, evidence.c.state == EvidenceState.KEPT
    )
    return tx.execute(statement.limit(1)).first() is not None


def is_used(tx: Tx, stored_as: str) -> bool:
    """Whether some file that is still wanted has these stored bytes."""
    return (
        tx.execute(
            select(evidence.c.id)
            .where(evidence.c.stored_as == stored_as, evidence.c.state != EvidenceState.DROPPED)
            .limit(1)
        ).first()
        is not None
    )


def _listed(tx: Tx, *where: Any) -> tuple[Evidence, ...]:
    rows = tx.execute(select(evidence).where(*where).order_by(evidence.c.id)).all()
    return tuple(read(tx, row) for row in rows)


def read(tx: Tx, row: Row[Any]) -> Evidence:
    """A whole row of files as what it stands for."""
    return Evidence(
        id=row.id,
        kind=row.kind,
        state=EvidenceState(row.state),
        received_at=row.received_at,
        size=row.size,
        mime=row.mime,
        name=_body(tx, row)["name"],
        sha256=row.sha256,
        album=row.album,
        refused_reason=row.refused_reason,
    )


def _body(tx: Tx, row: Row[Any]) -> dict[str, Any]:
    """What is sealed of a file. The first release sealed it at the draft that it came with."""
    try:
        found: dict[str, Any] = tx.vault.open_json(row.sealed, _at(row.unique_id, row.received_at))
    except KeyMissing:
        if row.draft_id is None:
            raise
        at = f"evidence.sealed:{row.draft_id}:{row.unique_id}"
        found = tx.vault.open_json(row.sealed, at)
    return found


def _at(unique_id: str, received_at: int) -> str:
    """The place of a sealed value: of nothing that ever changes."""
    return f"evidence.sealed:{unique_id}:{received_at}"
