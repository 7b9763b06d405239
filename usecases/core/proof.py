"""The fingerprints of a report's stored files."""

from domain.report import EvidenceState
from storage.engine.database import Tx
from storage.evidence import evidence_reading
from usecases.core.outcomes import Proof


def of_files(tx: Tx, report_id: int) -> Proof:
    """The fingerprints of a report's files that have been stored so far."""
    files = evidence_reading.of_report(tx, report_id)
    fingerprints = tuple(file.sha256 for file in files if file.sha256)
    return _proof(fingerprints, tuple(file.state for file in files))


def of_new(tx: Tx, report_id: int, states: tuple[EvidenceState, ...]) -> Proof:
    """The same for a new report; `states` are those of its files, in order of arrival.

    The files are read only if one of them has been stored already.
    """
    return of_files(tx, report_id) if EvidenceState.KEPT in states else _proof((), states)


def _proof(fingerprints: tuple[str, ...], states: tuple[EvidenceState, ...]) -> Proof:
    return Proof(
        fingerprints=fingerprints,
        pending=states.count(EvidenceState.WANTED),
        refused=tuple(
            place for place, state in enumerate(states, 1) if state is EvidenceState.REFUSED
        ),
    )
