"""The proof of filing: the query code, who has the report, and what its files are recognised by."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.report import Report
from handlers.dialogs.home import cases_key
from handlers.reporting.screens import due, form_key, waits
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen, code, lines, paragraphs
from usecases.core.outcomes import Filed

MOST_FULL = 20  # fingerprints in full: as many files as a report may have
MOST_SHORT = 60  # a message has at most 100 formatted parts
SHORT = 12  # characters of a fingerprint: enough to compare by eye


def filed(localizer: Localizer, outcome: Filed) -> Screen:
    """At once after the last press: the code; the receipt follows as a message that stays."""
    report = outcome.report
    return Screen(
        text=paragraphs(
            localizer.say("filed-again" if outcome.again else "filed"),
            lines(localizer.say("filed-code"), code(outcome.code)),
            lines(
                localizer.say("receipt-unit", unit=localizer.unit(report.unit)),
                due(localizer, report.status, report.due_at),
            ),
            waits(localizer, report),
            _danger(localizer, report),
            localizer.say("filed-receipt"),
        ),
        rows=((cases_key(localizer),),),
    )


def receipt(
    localizer: Localizer, report: Report, query_code: str, fingerprints: Sequence[str], pending: int
) -> Screen:
    """The proof of filing, to be kept."""
    unit = localizer.profile.unit(report.unit)
    return Screen(
        text=paragraphs(
            localizer.say("notice-receipt"),
            lines(localizer.say("filed-code"), code(query_code)),
            lines(
                localizer.say("receipt-unit", unit=localizer.unit(report.unit)),
                localizer.say("receipt-phone", phone=unit.phone) if unit and unit.phone else None,
                due(localizer, report.status, report.due_at),
            ),
            waits(localizer, report),
            _danger(localizer, report),
            proof(localizer, fingerprints, pending),
            localizer.say("receipt-next"),
        ),
        rows=(
            (form_key(localizer, report.id, "addition", "button-add"),),
            (form_key(localizer, report.id, "withdrawal", "button-withdraw"), cases_key(localizer)),
        ),
    )


def proof(localizer: Localizer, fingerprints: Sequence[str], pending: int) -> Markup:
    """What the kept files can be recognised by: in full while there is room, else their begin."""
    full = len(fingerprints) <= MOST_FULL
    shown = [each if full else f"{each[:SHORT]}…" for each in fingerprints[:MOST_SHORT]]
    more = len(fingerprints) - len(shown)
    return lines(
        localizer.say("receipt-files", files=len(fingerprints)) if fingerprints else None,
        *(Markup("{}. {}").format(place, code(each)) for place, each in enumerate(shown, 1)),
        localizer.say("receipt-files-more", count=more) if more else None,
        localizer.say("receipt-files-pending", count=pending) if pending else None,
    )


def not_kept(localizer: Localizer, places: Sequence[int]) -> str:
    """Which files could not be kept, by the order they came in; empty for none."""
    if not places:
        return ""
    listed = ", ".join(map(str, places))
    return localizer.say("receipt-files-refused", count=len(places), places=listed)


def _danger(localizer: Localizer, report: Report) -> str:
    return (
        localizer.say("receipt-danger", number=localizer.profile.emergency) if report.danger else ""
    )
