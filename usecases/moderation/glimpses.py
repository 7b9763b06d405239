"""What cases are about, in a few words, for lists of staff."""

from collections.abc import Iterable

from msgspec.structs import replace

from conversation.parsing import own_contact
from domain.case import Case, Priority
from storage.reporting import glimpses
from storage.reporting.glimpses import FirstReport
from usecases.core import first_words, identifying
from usecases.core.identifying import Own
from usecases.core.request import Request
from usecases.core.views import Glimpse


def of_cases(req: Request, found: Iterable[Case]) -> dict[int, Glimpse]:
    """By row id; none for cases in closed categories, or whose reports were all withdrawn.

    As on the card, what identifies a reporter is left out of their words, but in a danger to life.
    """
    closed = req.profile.taxonomy.is_closed
    shown = {case.id: case for case in found if not closed(case.category, case.subcategory)}
    first = glimpses.of_cases(req.tx, shown)
    guarded = [
        each.report_id
        for case, each in first.items()
        if shown[case].priority is not Priority.DANGER
    ]
    own = identifying.of_reports(req.tx, guarded) if guarded else {}
    return {
        case: _glimpse(_without(each, own.get(each.report_id)), shown[case].host)
        for case, each in first.items()
    }


def _glimpse(found: FirstReport, host: str) -> Glimpse:
    words = first_words.of_report(found.text, found.places)
    return Glimpse(about=words or host or first_words.place(found.places), locale=found.locale)


def _without(found: FirstReport, own: Own | None) -> FirstReport:
    """The report without what identifies its reporter; `own` is None in a danger to life."""
    if own is None:
        return found

    def left(text: str) -> str:
        return identifying.LEFT_OUT.join(own_contact.pieces(text, own)) if text else text

    places = (
        each if each.normalised else replace(each, raw=left(each.raw)) for each in found.places
    )
    return replace(found, text=left(found.text), places=tuple(places))
