"""Which reports of a case something may be done about that concerns one reporter alone."""

from collections.abc import Callable, Mapping

from domain.case import Case
from domain.errors import BadAnswer
from domain.misuse import may_pause, may_warn
from domain.people import Verb
from domain.report import Channel
from storage import reports, sanctions
from storage.db import Tx
from storage.reports import Link
from usecases.changing import Answers
from usecases.scene import Scene

Guard = Callable[[Tx, Scene, Case], str]


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


def _warnable(tx: Tx, scene: Scene, case: Case) -> tuple[Link, ...]:
    """Those whose reporter is known to us, and has had no warning today."""
    found = _linked(tx, case)
    warned = sanctions.warned(tx, _whos(found))
    return tuple(link for link in found if may_warn(warned.get(link.who or ""), scene.now))


def _pausable(tx: Tx, scene: Scene, case: Case) -> tuple[Link, ...]:
    """Those whose reporter was warned in time, and whose processing is not paused already."""
    found = _linked(tx, case)
    whos = _whos(found)
    warned = sanctions.warned(tx, whos)
    paused = {each.who: each.until or 0 for each in sanctions.running(tx, whos, scene.now)}
    return tuple(
        link
        for link in found
        if may_pause(warned.get(link.who or ""), paused.get(link.who or "", 0), scene.now)
    )


def _paused(tx: Tx, scene: Scene, case: Case) -> tuple[Link, ...]:
    """Those whose reporter was paused by the unit that has this case, or on this very case."""
    found = _linked(tx, case)
    own = {
        each.who
        for each in sanctions.running(tx, _whos(found), scene.now)
        if case.id == each.case_id or case.unit == each.unit
    }
    return tuple(link for link in found if link.who in own)


def _to_judge(tx: Tx, scene: Scene, case: Case) -> tuple[Link, ...]:
    """Those whose reporter was paused by that report and has asked for another look."""
    about = {each.report_id for each in sanctions.to_judge(tx, case.id, scene.now)}
    return tuple(link for link in _linked(tx, case) if link.report_id in about)


def _linked(tx: Tx, case: Case) -> tuple[Link, ...]:
    """Those whose reporter is still known to us.

    Two reports of one reporter stay two: nobody is to learn from a list that they are.
    """
    return tuple(link for link in reports.links_of(tx, case.id) if link.who is not None)


def _whos(links: tuple[Link, ...]) -> frozenset[str]:
    return frozenset(link.who for link in links if link.who is not None)


CANDIDATES: Mapping[str, Callable[[Tx, Scene, Case], tuple[Link, ...]]] = {
    Verb.ASK_IDENTITY: _with_contact,
    Verb.HEARD: _without_account,
    Verb.WARN: _warnable,
    Verb.PAUSE: _pausable,
    Verb.UNPAUSE: _paused,
    Verb.JUDGE_PAUSE: _to_judge,
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
