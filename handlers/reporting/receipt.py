"""The proof of filing: the query code, who has the report, and what its files are recognised by."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.report import Report
from handlers.dialogs.home import cases_key
from handlers.reporting.screens import due, form_key, waits
from handlers.ui.localizer import Voice
from handlers.ui.markup import Screen, code, lines, paragraphs
from usecases.core.outcomes import Filed

MOST_FULL = 20  # fingerprints in full: as many files as a report may have
MOST_SHORT = 60  # a message has at most 100 formatted parts
SHORT = 12  # characters of a fingerprint: enough to compare by eye


def filed(voice: Voice, turn: Filed) -> Screen:
    """At once after the last press: the code; the receipt follows as a message that stays."""
    report = turn.report
    return Screen(
        text=paragraphs(
            voice.say("filed-again" if turn.again else "filed"),
            lines(voice.say("filed-code"), code(turn.code)),
            lines(
                voice.say("receipt-unit", unit=voice.unit(report.unit)),
                due(voice, report.status, report.due_at),
            ),
            waits(voice, report),
            _danger(voice, report),
            voice.say("filed-receipt"),
        ),
        rows=((cases_key(voice),),),
    )


def receipt(
    voice: Voice, report: Report, query_code: str, fingerprints: Sequence[str], pending: int
) -> Screen:
    """The proof of filing, to be kept."""
    unit = voice.profile.unit(report.unit)
    return Screen(
        text=paragraphs(
            voice.say("notice-receipt"),
            lines(voice.say("filed-code"), code(query_code)),
            lines(
                voice.say("receipt-unit", unit=voice.unit(report.unit)),
                voice.say("receipt-phone", phone=unit.phone) if unit and unit.phone else None,
                due(voice, report.status, report.due_at),
            ),
            waits(voice, report),
            _danger(voice, report),
            proof(voice, fingerprints, pending),
            voice.say("receipt-next"),
        ),
        rows=(
            (form_key(voice, report.id, "addition", "button-add"),),
            (form_key(voice, report.id, "withdrawal", "button-withdraw"), cases_key(voice)),
        ),
    )


def proof(voice: Voice, fingerprints: Sequence[str], pending: int) -> Markup:
    """What the kept files can be recognised by: in full while there is room, else their begin."""
    full = len(fingerprints) <= MOST_FULL
    shown = [each if full else f"{each[:SHORT]}…" for each in fingerprints[:MOST_SHORT]]
    more = len(fingerprints) - len(shown)
    return lines(
        voice.say("receipt-files", files=len(fingerprints)) if fingerprints else None,
        *(Markup("{}. {}").format(place, code(each)) for place, each in enumerate(shown, 1)),
        voice.say("receipt-files-more", count=more) if more else None,
        voice.say("receipt-files-pending", count=pending) if pending else None,
    )


def _danger(voice: Voice, report: Report) -> str:
    return voice.say("receipt-danger", number=voice.profile.emergency) if report.danger else ""
