"""Files to fetch from Telegram, and the result of each."""

from domain.case_files.journal_proof import STORE_EVIDENCE, StoredFile, reason_of
from storage.cases import cases
from storage.engine.database import Tx
from storage.evidence import evidence, evidence_files, evidence_reading
from storage.evidence.evidence import WantedFile
from storage.reporting import reporter_links, reports
from usecases.cases import message_files, similarity
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request
from usecases.notify import filing_notices, staff_cards

BATCH = 100  # files deleted per transaction


def files_due(tx: Tx, now: int, *, limit: int, lease: int) -> tuple[WantedFile, ...]:
    """Claim files to fetch from Telegram now, for `lease` seconds."""
    return evidence.due(tx, now, limit=limit, lease=lease)


def file_kept(
    req: Request,
    wanted: WantedFile,
    *,
    sha256: str,
    size: int,
    mime: str,
    stored_as: str,
    looks: int | None = None,
    copy: str = "",
) -> bool:
    """A file was stored. The last one of a filed report queues its fingerprints.

    `looks` is the difference hash of a picture, None if it was not computed. `copy` is the SHA-256
    of the copy without metadata that others may get, empty if none can be made. Both digests go
    into the journal of the case, so that it can be shown later that nothing was exchanged.
    """
    place = evidence_reading.place(req.tx, wanted.id)
    picture = similarity.picture_marks(req.tx, looks)
    if not evidence.kept(
        req.tx,
        wanted.id,
        sha256=sha256,
        size=size,
        mime=mime,
        stored_as=stored_as,
        picture=picture,
        journal_case=0 if place is None else place.case_id,
    ):
        return False
    if place is not None:
        case = cases.get(req.tx, place.case_id)
        if case.evidence_seen_at is not None:
            cases.mark_seen(req.tx, case.id, None)  # nobody has opened the file that was added
        digests = reason_of(StoredFile(sha256, copy))
        note_by_system(req, case, STORE_EVIDENCE, case.status, digests)
        similarity.write_file(req.tx, place.report_id, sha256, picture)
        staff_cards.follow(req, place.case_id)
    _owe_fingerprints(req, wanted)
    message_files.arrived(req, wanted.id)
    return True


def file_refused(req: Request, wanted: WantedFile, reason: str) -> None:
    """A file can never be fetched."""
    if not evidence.refuse(req.tx, wanted.id, reason):
        return
    place = evidence_reading.place(req.tx, wanted.id)
    if place is not None:
        staff_cards.follow(req, place.case_id)
    _owe_fingerprints(req, wanted)
    message_files.arrived(req, wanted.id)


def file_put_off(tx: Tx, wanted: WantedFile, due_at: int, *, counts: bool = True) -> None:
    """A file could not be fetched or stored now: try again at `due_at`.

    `counts`: it counts as one of its tries.
    """
    evidence.put_off(tx, wanted.id, due_at, counts=counts)


def files_dropped(tx: Tx, *, limit: int = BATCH) -> dict[int, tuple[str, bool]]:
    """Files to erase: row id -> stored name, and whether another file has the same bytes."""
    found = evidence_files.dropped(tx, limit=limit)
    return {row: (name, evidence_files.is_used(tx, name)) for row, name in found.items()}


def file_erased(tx: Tx, evidence_id: int) -> None:
    """The bytes of a deleted file were erased."""
    evidence_files.erased(tx, evidence_id)


def _owe_fingerprints(req: Request, wanted: WantedFile) -> None:
    """Queue the fingerprints if the draft was filed after the file was claimed."""
    place = evidence_reading.place(req.tx, wanted.id)
    if place is None or evidence_reading.pending(req.tx, place.report_id):
        return
    report = reports.get(req.tx, place.report_id)
    if report is None or reporter_links.reporter(req.tx, report.id) != place.who:
        return  # a member of staff entered it: the fingerprints are for the reporter alone
    filed = place.received_at <= report.submitted_at
    filing_notices.proof(req, place.who, report, str(wanted.id), filed=filed)
