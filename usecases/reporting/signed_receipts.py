"""A reporter's receipt as a signed file: what was filed and when, and nothing of who filed it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from domain.report import Report
from storage.crypto import envelope, signing
from storage.reporting import filing_rows, targets
from usecases.core import proof
from usecases.core.outcomes import Proof
from usecases.core.request import Request
from usecases.core.signed_facts import moment, office
from usecases.reporting import own_reports

FORMAT, TYPE = "jubao-receipt-1", "receipt"


class ReceiptToSign(Struct, frozen=True, kw_only=True):
    """The facts of a receipt, and the key that signs them; the readable lines are added."""

    report: Report
    unit: str  # at which the report came in
    proof: Proof
    statement: Mapping[str, Any]
    signer: Ed25519PrivateKey
    signed_at: int

    @property
    def public_key(self) -> str:
        """The public key by which the receipt is verified."""
        return signing.public_text(self.signer.public_key())

    @property
    def addresses(self) -> int:
        """How many addresses were reported."""
        return len(self.statement["addresses_sha256"])


def prepare(req: Request, report_id: int) -> ReceiptToSign:
    """The facts of the receipt of one's own report, as they are now."""
    report = own_reports.own(req.tx, req.actor, report_id)
    found = proof.of_files(req.tx, report.id)
    unit = filing_rows.first_unit(req.tx, report.id)
    taxonomy = req.profile.taxonomy
    kinds = (taxonomy.find(each) for each in (report.category, report.subcategory) if each)
    reported = (each.raw for each in targets.of_report(req.tx, report.id))
    statement = {
        "format": FORMAT,
        "type": TYPE,
        "office": office(req, unit),
        "code_ends_with": report.tail,
        "received_at": moment(req, report.submitted_at),
        "categories": [
            {"code": each.code, "names": dict(each.names)} for each in kinds if each is not None
        ],
        "addresses_sha256": [hashlib.sha256(each.encode()).hexdigest() for each in reported],
        "files_sha256": list(found.fingerprints),
        "files_pending": found.pending,
        "files_refused": len(found.refused),
        "signed_at": moment(req, req.now),
        "signed_by": {"role": "office", "unit": report.unit},
    }
    signer = signing.signing_key(req.tx.cipher)
    return ReceiptToSign(
        report=report, unit=unit, proof=found, statement=statement, signer=signer, signed_at=req.now
    )


def sign(receipt: ReceiptToSign, text: tuple[str, ...]) -> bytes:
    """The receipt as a file; `text` are the lines for people, which are signed with it."""
    return envelope.sign(receipt.statement, receipt.signer, text)
