"""Evidence files and their states; the bytes are in `storage.files.blobs`."""

from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, case, delete, exists, insert, select, update

from domain.report import EvidenceState, rounded
from storage.engine.database import Tx
from storage.engine.tables import evidence
from storage.evidence.evidence_reading import at, body_of


class Offer(Struct, frozen=True, kw_only=True):
    """A file as announced by Telegram; `file_id` is for the download, `unique_id` identifies it."""

    kind: str
    file_id: str
    unique_id: str
    size: int
    mime: str
    name: str
    album: str
    message_id: int
    refused_reason: str = ""  # of one that is not to be fetched, only named: see `EvidenceState`


_GIVEN = (
    *("draft_id", "who", "kind", "state", "refused_reason", "sealed", "unique_id", "album"),
    *("size", "mime", "sha256", "stored_as", "message_id", "received_at", "due_at", "tries"),
)
_OFFER = insert(evidence).from_select(
    _GIVEN,
    select(*(bindparam(name, type_=evidence.c[name].type) for name in _GIVEN)).where(
        ~exists().where(
            evidence.c.draft_id == bindparam("draft_id"),
            evidence.c.unique_id == bindparam("unique_id"),
        )
    ),
)


def offer(
    tx: Tx, offered: Offer, *, draft_id: str, who: str, state: EvidenceState, now: int
) -> bool:
    """Store a file of a draft; False if the draft has it already."""
    unique = tx.cipher.fingerprint("file-unique", offered.unique_id)
    body = {
        "file_id": offered.file_id,
        "name": offered.name,
        "claimed": offered.mime,
        "size": offered.size,
    }
    found = tx.execute(
        _OFFER,
        {
            "draft_id": draft_id,
            "who": who,
            "kind": offered.kind,
            "state": state,
            "refused_reason": offered.refused_reason,
            "sealed": tx.cipher.seal_json(body, at(unique, now)),
            "unique_id": unique,
            "album": album_of(tx, offered.album),
            "size": rounded(offered.size),
            "mime": "",
            "sha256": "",
            "stored_as": "",
            "message_id": offered.message_id,
            "received_at": now,
            "due_at": now,
            "tries": 0,
        },
    )
    return bool(found.rowcount)


def album_of(tx: Tx, album: str) -> str:
    """The keyed fingerprint of Telegram's id of an album; empty without an album."""
    return tx.cipher.fingerprint("album", album) if album else ""


def drop(tx: Tx, draft_id: str) -> None:
    """Drop all files of a draft; bytes already stored are erased later, see `dropped`."""
    tx.execute(delete(evidence).where(evidence.c.draft_id == draft_id, evidence.c.stored_as == ""))
    tx.execute(
        update(evidence)
        .where(evidence.c.draft_id == draft_id)
        .values(state=EvidenceState.DROPPED, draft_id=None)
    )


def move(tx: Tx, draft_id: str, to: str) -> None:
    """Make the files of a draft those of another one."""
    tx.execute(update(evidence).where(evidence.c.draft_id == draft_id).values(draft_id=to))


def drop_one(tx: Tx, draft_id: str, evidence_id: int) -> None:
    """Forget one file of a draft, if it has it."""
    mine = (evidence.c.draft_id == draft_id) & (evidence.c.id == evidence_id)
    tx.execute(delete(evidence).where(mine, evidence.c.stored_as == ""))
    tx.execute(update(evidence).where(mine).values(state=EvidenceState.DROPPED, draft_id=None))


def forget(tx: Tx, case_id: int) -> None:
    """Drop all files of a case; bytes already stored are erased later, see `dropped`."""
    of_case = evidence.c.case_id == case_id
    tx.execute(delete(evidence).where(of_case, evidence.c.stored_as == ""))
    nobodys = dict.fromkeys(("draft_id", "report_id", "case_id", "who", "message_row"))
    tx.execute(
        update(evidence)
        .where(of_case)
        .values(state=EvidenceState.DROPPED, sealed=b"", unique_id="", album="", **nobodys)
    )


NOW_WANTED = case(
    (evidence.c.state == EvidenceState.OFFERED, EvidenceState.WANTED), else_=evidence.c.state
)
"""The state of a file whose form was finished: what was offered is downloaded from now on."""

_ATTACH = (
    update(evidence)
    .where(evidence.c.draft_id == bindparam("b_draft"))
    .values(state=NOW_WANTED)
    .returning(evidence.c.id, evidence.c.state)
)


def attach(tx: Tx, draft_id: str, report_id: int, case_id: int) -> tuple[EvidenceState, ...]:
    """Move a draft's files to the report that it became or adds to, and want them downloaded.

    Returns their states, in order of arrival.
    """
    of = {"b_draft": draft_id, "report_id": report_id, "case_id": case_id}
    moved = {row.id: EvidenceState(row.state) for row in tx.execute(_ATTACH, of)}
    return tuple(moved[each] for each in sorted(moved))


class WantedFile(Struct, frozen=True, kw_only=True):
    """A file to download now; `allowed_size` is the maximum in bytes."""

    id: int
    file_id: str
    name: str
    claimed: str
    tries: int
    report_id: int | None


_WANTED = (
    select(evidence.c.id)
    .where(evidence.c.state == EvidenceState.WANTED, evidence.c.due_at <= bindparam("now"))
    .order_by(evidence.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def due(tx: Tx, now: int, *, limit: int, lease: int) -> tuple[WantedFile, ...]:
    """Claim files to download, so that others skip them until the lease ends."""
    # A statement of its own, as in `storage.queues.outbox_claims.claim_due`.
    ids = tx.execute(_WANTED, {"now": now, "most": limit}).scalars().all()
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
        WantedFile(
            id=row.id,
            file_id=body["file_id"],
            name=body["name"],
            claimed=body["claimed"],
            tries=row.tries,
            report_id=row.report_id,
        )
        for row in rows
        for body in [body_of(tx, row)]
    )


def reclaim(tx: Tx, now: int) -> int:
    """Make all wanted files due at once, since their fetcher is gone; returns how many."""
    freed = tx.execute(
        update(evidence)
        .where(evidence.c.state == EvidenceState.WANTED, evidence.c.due_at > now)
        .values(due_at=now)
    )
    return int(freed.rowcount)


_STILL_WANTED = (
    select(evidence)
    .where(evidence.c.id == bindparam("file"), evidence.c.state == EvidenceState.WANTED)
    .with_for_update()
)


def kept(
    tx: Tx,
    evidence_id: int,
    *,
    sha256: str,
    size: int,
    mime: str,
    stored_as: str,
    picture: Iterable[str] = (),
    journal_case: int = 0,
) -> bool:
    """Mark a file as stored; False if it was dropped meanwhile.

    `journal_case` is the case whose journal gets its digest, 0 for none.

    Its digest and exact size are encrypted, since they would confirm the file to whoever has a
    copy of it; `stored_as` and `picture` are keyed fingerprints, of the digest and of its
    perceptual hash.
    """
    row = tx.execute(_STILL_WANTED, {"file": evidence_id}).one_or_none()
    if row is None:
        return False
    body = {**body_of(tx, row), "sha256": sha256, "size": size, "journal_case": journal_case}
    tx.execute(
        update(evidence)
        .where(evidence.c.id == evidence_id)
        .values(
            state=EvidenceState.KEPT,
            sealed=tx.cipher.seal_json(body, at(row.unique_id, row.received_at)),
            size=rounded(size),
            mime=mime,
            stored_as=stored_as,
            picture=" ".join(picture) or None,
        )
    )
    return True


def refuse(tx: Tx, evidence_id: int, reason: str) -> bool:
    """Mark a file as refused for good; `reason` is the end of a locale key.

    False if it is no longer wanted: it was dropped, or stored by another process.
    """
    wanted = (evidence.c.id == evidence_id) & (evidence.c.state == EvidenceState.WANTED)
    refused = update(evidence).where(wanted)
    values = {"state": EvidenceState.REFUSED, "refused_reason": reason}
    return bool(tx.execute(refused.values(values)).rowcount)


def put_off(tx: Tx, evidence_id: int, due_at: int, *, counts: bool = True) -> None:
    """Schedule a retry; `counts` is whether this counts as one of a file's attempts."""
    values: dict[str, Any] = {"due_at": due_at}
    if not counts:
        values["tries"] = evidence.c.tries - 1
    tx.execute(update(evidence).where(evidence.c.id == evidence_id).values(values))
