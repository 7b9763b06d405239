"""The receipt of a report: query code, responsible unit, and fingerprints of its files."""

from collections.abc import Sequence

from markupsafe import Markup
from msgspec.structs import replace

from domain.report import Report
from handlers.dialogs.home import cases_key, rules_key
from handlers.reporting.callbacks import SeeFingerprints, SeeReceipt, SignedReceipt
from handlers.reporting.screens import due, form_key, waits
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, code, grid, lines, paragraphs
from usecases.core.outcomes import Filed, Proof

MOST_FULL = 20  # fingerprints in full: as many files as a report may have
MOST_SHORT = 60  # a message has at most 100 formatted parts
SHORT = 12  # characters of a fingerprint: enough to compare by eye


def filed(localizer: Localizer, outcome: Filed) -> Screen:
    """The reply to "Submit": the receipt, to be kept."""
    screen = receipt(localizer, outcome.report, outcome.code, outcome.proof, again=outcome.again)
    if not outcome.asked:
        return screen
    units = {"asked": outcome.asked, "unit": outcome.report.unit}
    names = {name: localizer.unit(code) for name, code in units.items()}
    return replace(screen, text=paragraphs(screen.text, localizer.say("receipt-above", **names)))


def receipt(
    localizer: Localizer, report: Report, query_code: str, proof: Proof, *, again: bool = False
) -> Screen:
    """The receipt: the code, the unit and its deadline, and what happens next."""
    unit = localizer.profile.unit(report.unit)
    return Screen(
        text=paragraphs(
            lines(
                localizer.say("filed-again" if again else "filed"),
                localizer.say("filed-code"),
                code(query_code),
            ),
            lines(
                localizer.say("receipt-unit", unit=localizer.unit(report.unit)),
                localizer.say("receipt-phone", phone=unit.phone) if unit and unit.phone else None,
                due(localizer, report.status, report.due_at),
            ),
            waits(localizer, report),
            _danger(localizer, report),
            lines(
                _pending(localizer, proof) or _stored(localizer, proof),
                not_kept(localizer, proof.refused),
            ),
            lines(localizer.say("notice-receipt"), localizer.say("receipt-next")),
        ),
        rows=_rows(localizer, report, query_code, proof),
        of_receipt=True,
    )


def _rows(
    localizer: Localizer, report: Report, query_code: str, proof: Proof
) -> tuple[tuple[Key, ...], ...]:
    keys = [
        Key(label=localizer.say("button-copy-code"), copies=query_code),
        form_key(localizer, report.id, "addition", "button-add"),
        form_key(localizer, report.id, "withdrawal", "button-withdraw"),
        cases_key(localizer),
        rules_key(localizer),
    ]
    if proof.fingerprints or proof.pending:
        listed = SeeFingerprints(report_id=report.id)
        keys.append(Key(label=localizer.say("button-fingerprints"), button=listed))
    signed = SignedReceipt(report_id=report.id)
    keys.append(Key(label=localizer.say("button-signed-receipt"), button=signed))
    return grid(keys)


def fingerprints(localizer: Localizer, found: Filed) -> Screen:
    """The fingerprints of a report's files, with a button back to the receipt."""
    button = SeeReceipt(report_id=found.report.id)
    back = Key(label=localizer.say("button-to-receipt"), button=button)
    return Screen(
        text=paragraphs(
            bold(localizer.say("standing-title", tail=found.report.tail)),
            listed(localizer, found.proof),
            not_kept(localizer, found.proof.refused),
        ),
        rows=((back,),),
        of_receipt=True,
    )


def listed(localizer: Localizer, proof: Proof) -> Markup:
    """The fingerprints of the stored files, in full or, if there are many, their beginnings."""
    found = proof.fingerprints
    full = len(found) <= MOST_FULL
    shown = [each if full else f"{each[:SHORT]}…" for each in found[:MOST_SHORT]]
    more = len(found) - len(shown)
    return lines(
        localizer.say("receipt-files", files=len(found)) if found else None,
        *(Markup("{}. {}").format(place, code(each)) for place, each in enumerate(shown, 1)),
        localizer.say("receipt-files-more", count=more) if more else None,
        _pending(localizer, proof),
    )


def _pending(localizer: Localizer, proof: Proof) -> str:
    return localizer.say("receipt-files-pending", count=proof.pending) if proof.pending else ""


def _stored(localizer: Localizer, proof: Proof) -> str:
    return localizer.say("receipt-files-stored") if proof.fingerprints else ""


def not_kept(localizer: Localizer, places: Sequence[int]) -> str:
    """Which files could not be stored, by their place in order of arrival; empty for none."""
    if not places:
        return ""
    listed = ", ".join(map(str, places))
    return localizer.say("receipt-files-refused", count=len(places), places=listed)


def _danger(localizer: Localizer, report: Report) -> str:
    return (
        localizer.say("receipt-danger", number=localizer.profile.emergency) if report.danger else ""
    )
