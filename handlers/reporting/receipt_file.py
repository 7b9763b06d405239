"""The words of a signed receipt, and of the message that comes with it."""

from collections.abc import Sequence

from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, lines
from usecases.reporting.signed_receipts import ReceiptToSign


def name(receipt: ReceiptToSign) -> str:
    """The file's name: the end of the query code, as notices say it."""
    return f"receipt-{receipt.report.tail}.json"


def text(languages: Sequence[Localizer], receipt: ReceiptToSign) -> tuple[str, ...]:
    """What the receipt says, line by line, in all languages of the office."""
    return tuple(line for each in languages for line in _in_one(each, receipt))


def _in_one(localizer: Localizer, receipt: ReceiptToSign) -> list[str]:
    report, proof = receipt.report, receipt.proof
    category = localizer.category(report.category, report.subcategory)
    unit = localizer.unit(receipt.unit)
    received = f"{localizer.stamp(report.submitted_at):%Y-%m-%d %H:%M}"
    found = [
        localizer.say("signed_receipt-title", tail=report.tail),
        localizer.say("signed_receipt-received", unit=unit, at=received),
        localizer.say("signed_receipt-category", category=category),
        localizer.say(
            "signed_receipt-counts", addresses=receipt.addresses, files=len(proof.fingerprints)
        ),
    ]
    if proof.pending:
        found.append(localizer.say("signed_receipt-pending", count=proof.pending))
    return [*found, localizer.say("signed_receipt-verify", public=receipt.public_key)]


def explained(localizer: Localizer) -> Screen:
    """What the file is for, and how it is checked."""
    return Screen(text=lines(localizer.say("signed_receipt-explained")), fresh=True)
