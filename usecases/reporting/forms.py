"""Open a reporter's forms: a report, an addition, an answer, an appeal, a withdrawal."""

from collections.abc import Mapping

from conversation.form import Given
from domain.core.errors import BadAnswer
from domain.network.people import Person, Verb
from storage.engine.database import Tx
from usecases.core.outcomes import Asked, Turn
from usecases.core.request import Scene
from usecases.dialogs import draft_lifecycle, first_material
from usecases.dialogs.dialogs import _go_on, _remark
from usecases.reporting import own_reports

_REPORTER_VERBS: Mapping[str, Verb] = {
    "answer": Verb.ANSWER,
    "appeal": Verb.APPEAL,
    "withdrawal": Verb.WITHDRAW,
}


def start(
    tx: Tx,
    person: Person,
    scene: Scene,
    *,
    fresh: bool = False,
    unit: str | None = None,
    category: str | None = None,
    given: Given | None = None,
) -> Turn:
    """/report: the first question, or an offer to go on where an unfinished report is there.

    `given` is what was written behind the command: the first material of the report.
    """
    sent = first_material.read(given or Given(), scene)
    old = None if fresh else first_material.unfinished(tx, person)
    if old is not None:
        return first_material.offer(tx, person, scene, old, sent)
    begun = first_material.begin(tx, person, scene, sent, fresh=fresh, unit=unit, category=category)
    note = begun.note or _remark(begun.before, begun.draft)
    return _go_on(tx, scene, begun.draft, note=note)


def begin_on_report(tx: Tx, person: Person, scene: Scene, report_id: int, form: str) -> Asked:
    """Open a reporter's form on a report of their own: an addition, answer, appeal, withdrawal."""
    verb = _REPORTER_VERBS.get(form)
    if form == "addition":
        report = own_reports.may_add(tx, person, scene, report_id)
    elif verb is None:
        raise BadAnswer("answer-stale")
    else:
        report = own_reports.may_begin(tx, person, scene, report_id, verb)
    return draft_lifecycle.begin(tx, person, scene, form, report_id=report.id)
