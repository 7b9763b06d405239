"""The fingerprints of a report's stored files."""

from domain.report import EvidenceState
from storage.engine.database import Tx
from storage.evidence import evidence_reading
from usecases.core.outcomes import Proof


def of_files(tx: Tx, report_id: int) -> Proof:
    """The fingerprints of a report's files that have been stored so far."""
    files = evidence_reading.of_report(tx, report_id)
    return Proof(
        fingerprints=tuple(file.sha256 for file in files if file.sha256),
        pending=sum(file.state is EvidenceState.WANTED for file in files),
        refused=tuple(
            place for place, file in enumerate(files, 1) if file.state is EvidenceState.REFUSED
        ),
    )
