"""Which reports of a case something may be done about that concerns one reporter alone."""

from collections.abc import Callable, Mapping

from domain.case import Case
from domain.errors import BadAnswer
from domain.people import Verb
from domain.report import Channel
from storage import reports
from storage.db import Tx
from storage.reports import Link
from usecases.changing import Answers
from usecases.scene import Scene


def _with_contact(tx: Tx, scene: Scene, case: Case) -> tuple[Link, ...]:
    """Those whose reporter can be reached outside; of a closed category nobody asks."""
    if scene.profile.taxonomy.is_closed(case.category, case.subcategory):
        return ()
    return tuple(
        link for link in reports.links_of(tx, case.id) if link.has_contact and not link.withdrawn
    )


def _without_account(tx: Tx, _: Scene, case: Case) -> tuple[Link, ...]:
    """Those whose report staff entered, and who have not come to Telegram since."""
    return tuple(
        link
        for link in reports.links_of(tx, case.id)
        if link.channel is not Channel.TELEGRAM and link.who is None and not link.withdrawn
    )


CANDIDATES: Mapping[str, Callable[[Tx, Scene, Case], tuple[Link, ...]]] = {
    Verb.ASK_IDENTITY: _with_contact,
    Verb.HEARD: _without_account,
}
"""The forms that are about one report of a case."""


def of(tx: Tx, scene: Scene, case: Case, form: str) -> dict[int, str]:
    """The reports that a form may be about, with their aliases."""
    return {link.report_id: link.alias for link in _links(tx, scene, case, form)}


def chosen(tx: Tx, scene: Scene, case: Case, form: str, given: Answers) -> Link:
    """The report that a finished form is about: the one chosen, or the only one there is."""
    found = _links(tx, scene, case, form)
    if given.get("which"):
        found = tuple(link for link in found if link.report_id == int(given["which"]))
    if len(found) != 1:
        raise BadAnswer("report-choice-gone")
    return found[0]


def _links(tx: Tx, scene: Scene, case: Case, form: str) -> tuple[Link, ...]:
    return CANDIDATES[form](tx, scene, case) if form in CANDIDATES else ()
