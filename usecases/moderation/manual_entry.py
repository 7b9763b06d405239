"""What staff enter for others: reports without an account, a unit's answer, a bounced mail."""

from msgspec import Struct

from conversation.contexts import CaseActionContext, EntryContext
from conversation.forms.manual_entry import WANTED
from domain.case import Case
from domain.core.errors import Attempt, BadAnswer, NotAllowed, NotFound, Refusal, TooMany
from domain.draft import Draft
from domain.network.people import Person, Role, Verb, overlooks, role_in
from domain.removals.removal import Addressed
from domain.report import Channel
from domain.tasks import TaskKind
from storage.cases import cases
from storage.engine import quotas
from storage.removals import removals
from storage.reporting import drafts, offline_reports, reports
from usecases.core import authority
from usecases.core.outcomes import Asked, Entered
from usecases.core.request import Request
from usecases.core.views import Card
from usecases.dialogs import draft_lifecycle, questions
from usecases.moderation import case_card, casework
from usecases.notify import tasks
from usecases.reporting import filing
from usecases.session import write

ENTRIES_PER_HOUR = 100  # more than a hotline's busiest hour: limits scripts


class Menu(Struct, frozen=True, kw_only=True):
    """What may be entered; `unfinished`: this person has an unfinished report."""

    unfinished: bool


def menu(req: Request) -> Menu:
    """/enter: for staff who may move the cases of some unit."""
    _staff(req.actor, req)
    return Menu(unfinished=drafts.of_form(req.tx, req.actor.who, "entered") is not None)


def begin_report(req: Request) -> Asked:
    """Open a report that came by phone, mail or visit; an unfinished one is continued."""
    _staff(req.actor, req)
    old = drafts.of_form(req.tx, req.actor.who, "entered")
    if old is None:
        return draft_lifecycle.begin(req, "entered")
    drafts.save(req.tx, old, req.now)
    return questions.ask(req, old, note="entered-go-on")


def begin_by_number(req: Request, wanted: str) -> Asked:
    """Open a form about a case; the first question is the case number."""
    _staff(req.actor, req)
    if wanted not in WANTED:
        raise BadAnswer("answer-stale")
    return draft_lifecycle.begin(req, "entry", context=EntryContext(wanted=wanted))


def found(req: Request, draft: Draft) -> Asked | Card:
    """The case number was given: open the form that was asked for."""
    number, _, place = draft.answers["number"].partition("/")
    case = cases.by_number(req.tx, number)
    if not overlooks(req.actor, case.unit, req.profile.by_code):
        # A case that this person may not read gets the same answer as one that does not exist.
        raise NotFound("case-unknown", Attempt(Verb.READ, case.unit, case.id))
    wanted = EntryContext.of(draft).wanted
    if wanted == "answer":
        return _form(req, case, Verb.UNIT_ANSWER)
    if wanted == "bounce":
        return _came_back(req, case, place)
    try:
        return _form(req, case, Verb.APPEAL_FOR)
    except Refusal:
        return case_card.card(req, case)  # it shows the actions that are possible


def _came_back(req: Request, case: Case, place: str) -> Card:
    """A mail to the case's unit came back, or the letter of this place in the case."""
    authority.check_not_own(req, case)
    if not place:
        tasks.give(req, case, TaskKind.MAIL_BOUNCED)
        write(req, case, Verb.ENTER, case.status, TaskKind.MAIL_BOUNCED)
        return case_card.card(req, case)
    asked = removals.of_case(req.tx, case.id)[int(place) - 1 : int(place)]
    if not asked or asked[0].kind is Addressed.PHONE:
        raise NotFound("removal-unknown")
    tasks.give_letter(req, case, TaskKind.LETTER_BOUNCED, asked[0].to)
    removals.set_sent(req.tx, asked[0].id, None)
    reason = f"{TaskKind.LETTER_BOUNCED} {asked[0].to}"
    write(req, case, Verb.ENTER, case.status, reason)
    return case_card.card(req, case)


def _form(req: Request, case: Case, verb: Verb) -> Asked:
    casework.allow(req, case.id, verb, seen=case.version)
    context = CaseActionContext(status=case.status)
    return draft_lifecycle.begin(req, verb, case_id=case.id, context=context)


def file(req: Request, draft: Draft) -> Entered:
    """File a report for somebody without an account; it gets a query code like any other."""
    _staff(req.actor, req)
    known = entered_before(req, draft.id)
    if known is not None:
        return known
    opens = quotas.use(req.tx, req.actor.who, "enter", ENTRIES_PER_HOUR, filing.HOUR, req.now)
    if opens is not None:
        raise TooMany("report-quota", opens_at=opens, limit=ENTRIES_PER_HOUR)
    channel = Channel(draft.answers["channel"])
    source = filing.Source(locale=req.actor.locale, channel=channel, entered_by=req.actor)
    written = filing.write(req, draft, source)
    filing.announce(req, written.case)
    return _entered(req, written.case, written.report.id)


def entered_before(req: Request, uid: str) -> Entered | None:
    """The outcome of an earlier press of the same button; nothing is filed twice."""
    report = reports.by_uid(req.tx, uid)
    if report is None or offline_reports.entered_by(req.tx, report.id) != req.actor.who:
        return None
    return _entered(req, cases.get(req.tx, report.case_id), report.id, again=True)


def _entered(req: Request, case: Case, report_id: int, *, again: bool = False) -> Entered:
    report = reports.get(req.tx, report_id)
    assert report is not None  # it was filed
    return Entered(
        report=report,
        code=reports.code_of(req.tx, report_id),
        number=case.number,
        readable=overlooks(req.actor, case.unit, req.profile.by_code),
        again=again,
    )


def _staff(person: Person, req: Request) -> None:
    """Raise a refusal unless the person works on some unit's cases."""
    known = req.profile.by_code
    if not any(role_in(person, code, known) >= Role.MODERATOR for code in known):
        raise NotAllowed("refusal-not-allowed")
