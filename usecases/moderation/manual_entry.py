"""What staff enter for others: reports without an account, a unit's answer, a mail come back."""

from msgspec import Struct

from conversation.forms.manual_entry import WANTED
from domain.case import Case
from domain.core.errors import Attempt, BadAnswer, NotAllowed, NotFound, Refusal, TooMany
from domain.draft import Draft
from domain.network.people import Person, Role, Verb, overlooks, role_in
from domain.report import Channel
from domain.tasks import Chore
from storage.cases import cases
from storage.engine import quotas
from storage.engine.database import Tx
from storage.reporting import drafts, offline_reports, reports
from usecases.cases import changes
from usecases.core.outcomes import Asked, Entered
from usecases.core.request import Scene
from usecases.core.views import Card
from usecases.dialogs import draft_lifecycle, questions
from usecases.moderation import case_card, casework
from usecases.notify import tasks
from usecases.reporting import filing

ENTRIES_PER_HOUR = 100  # a hotline's busiest hour; more is a machine


class Menu(Struct, frozen=True, kw_only=True):
    """What may be entered; `unfinished`: a report that somebody began and did not finish."""

    unfinished: bool


def menu(tx: Tx, person: Person, scene: Scene) -> Menu:
    """/enter: for whoever works on the cases of some unit."""
    _staff(person, scene)
    return Menu(unfinished=drafts.of_form(tx, person.who, "entered") is not None)


def begin_report(tx: Tx, person: Person, scene: Scene) -> Asked:
    """A report that came by phone, mail or visit; an unfinished one is gone on with."""
    _staff(person, scene)
    old = drafts.of_form(tx, person.who, "entered")
    if old is None:
        return draft_lifecycle.begin(tx, person, scene, "entered")
    drafts.save(tx, old, scene.now)
    return questions.ask(tx, scene, old, note="entered-go-on")


def begin_by_number(tx: Tx, person: Person, scene: Scene, wanted: str) -> Asked:
    """Something about a case: which case, is asked first."""
    _staff(person, scene)
    if wanted not in WANTED:
        raise BadAnswer("answer-stale")
    return draft_lifecycle.begin(tx, person, scene, "entry", answers={"_for": wanted})


def found(tx: Tx, person: Person, scene: Scene, draft: Draft) -> Asked | Card:
    """The case is named: on to what is to be entered about it."""
    case = cases.by_number(tx, draft.answers["number"])
    if not overlooks(person, case.unit, scene.profile.by_code):
        # Not yours looks like not there.
        raise NotFound("case-unknown", Attempt(Verb.READ, case.unit, case.id))
    if draft.answers["_for"] == "answer":
        return _form(tx, person, scene, case, Verb.UNIT_ANSWER)
    if draft.answers["_for"] == "bounce":
        tasks.give(tx, scene, case, Chore.MAIL_BOUNCED)
        changes.write(tx, person, scene, case, Verb.ENTER, case.status, Chore.MAIL_BOUNCED)
        return case_card.card(tx, person, scene, case)
    try:
        return _form(tx, person, scene, case, Verb.APPEAL_FOR)
    except Refusal:
        return case_card.card(tx, person, scene, case)  # it shows what else is open


def _form(tx: Tx, person: Person, scene: Scene, case: Case, verb: Verb) -> Asked:
    casework.allow(tx, person, scene, case.id, verb, seen=case.version)
    return draft_lifecycle.begin(
        tx, person, scene, verb, case_id=case.id, answers={"_status": case.status}
    )


def file(tx: Tx, person: Person, scene: Scene, draft: Draft) -> Entered:
    """File a report for somebody who has no account here; it gets a code like any other."""
    _staff(person, scene)
    known = entered_before(tx, person, scene, draft.id)
    if known is not None:
        return known
    opens = quotas.use(tx, person.who, "enter", ENTRIES_PER_HOUR, filing.HOUR, scene.now)
    if opens is not None:
        raise TooMany("report-quota", opens_at=opens, limit=ENTRIES_PER_HOUR)
    channel = Channel(draft.answers["channel"])
    source = filing.Source(locale=person.locale, channel=channel, entered_by=person)
    case, report = filing.write(tx, scene, draft, source)
    filing.announce(tx, scene, case)
    return _entered(tx, person, scene, case, report.id)


def entered_before(tx: Tx, person: Person, scene: Scene, uid: str) -> Entered | None:
    """The same press again, where its answer got lost: nothing is filed twice."""
    report = reports.by_uid(tx, uid)
    if report is None or offline_reports.entered_by(tx, report.id) != person.who:
        return None
    return _entered(tx, person, scene, cases.get(tx, report.case_id), report.id, again=True)


def _entered(
    tx: Tx, person: Person, scene: Scene, case: Case, report_id: int, *, again: bool = False
) -> Entered:
    report = reports.get(tx, report_id)
    assert report is not None  # filed
    return Entered(
        report=report,
        code=reports.code_of(tx, report_id),
        number=case.number,
        readable=overlooks(person, case.unit, scene.profile.by_code),
        again=again,
    )


def _staff(person: Person, scene: Scene) -> None:
    """Whoever may work on some unit's cases; custodians and reporters enter nothing."""
    known = scene.profile.by_code
    if not any(role_in(person, code, known) >= Role.MODERATOR for code in known):
        raise NotAllowed("refusal-not-allowed")
