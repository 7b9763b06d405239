"""What one message about several additions to a case says, read when it is sent."""

from collections.abc import Mapping

from msgspec import Struct

from domain.case import Case
from domain.notices.case_notices import RepeatedNotice, ReporterAddedNotice, ReporterEditedNotice
from domain.notices.notice import Notice
from storage.cases import messages
from storage.engine.database import Tx
from usecases.cases import locations
from usecases.cases.locations import Place

MOST_PLACES = 5  # named in a message; the card and the mail have all
WRITTEN: Mapping[type[Notice], frozenset[str]] = {
    ReporterAddedNotice: frozenset({"addition", "answer"}),
    ReporterEditedNotice: frozenset({"edit"}),
}
"""The kinds of messages that a notice counts."""


class Gathered(Struct, frozen=True, kw_only=True):
    """How many additions there were, the first new addresses, and the number of further ones."""

    count: int
    places: tuple[Place, ...] = ()
    more: int = 0


def of_notice(tx: Tx, case: Case, notice: Notice) -> Gathered | None:
    """What a notice gathers; None if it is about one thing."""
    if not isinstance(notice, RepeatedNotice) or not notice.gathered:
        return None
    count = messages.count_from(tx, case.id, WRITTEN[type(notice)], notice.row)
    places = locations.newer(tx, case, notice.place)
    return Gathered(
        count=max(1, count),
        places=places[:MOST_PLACES],
        more=max(0, len(places) - MOST_PLACES),
    )
