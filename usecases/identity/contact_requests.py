"""Requests to see a reporter's contact: made with a reason, answered by a custodian."""

from msgspec import Struct

from conversation.contexts import ContactRequestContext
from domain.case import Case
from domain.core.errors import Attempt, NotFound, Refusal, TooMany
from domain.draft import Draft
from domain.identity import (
    DAY,
    ContactRequest,
    Purpose,
    RequestState,
    decides_from,
    is_in_office,
)
from domain.network.people import Person, Role, Verb, authorize, may, role_in
from domain.notices.authority_notices import ContactOpenedNotice
from domain.notices.contact_notices import (
    IdentityGrantedNotice,
    IdentityNotice,
    IdentityNotWipedNotice,
    IdentityRefusedNotice,
    IdentityUncertainNotice,
    IdentityWantedNotice,
    RequestNotice,
)
from storage.audit import journal
from storage.cases import cases
from storage.engine import quotas
from storage.identity import identities
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Rank
from storage.reporting import reporter_links, reports
from usecases.cases import eligible_reports
from usecases.core import authority
from usecases.core.request import Answers, Request
from usecases.core.views import RequestView
from usecases.identity import consents
from usecases.notify import authority_news, recipients, staff_cards

PAGE = 8


class Requests(Struct, frozen=True, kw_only=True):
    """One page of the requests that wait for a custodian; `after` is the key of the next page."""

    views: tuple[RequestView, ...]
    after: str | None


def may_ask(req: Request, case: Case) -> str:
    """The key of a refusal if this person may not ask; else empty."""
    return "" if _asked(req, case) else "custody-no-custodian"


def _asked(req: Request, case: Case) -> tuple[Person, ...]:
    """The custodians who may answer a request of this person: others, and not who reported it."""
    found = recipients.unbiased(req, case, people.custodians(req.tx))
    return tuple(each for each in found if each.who != req.actor.who)


def has_contact(req: Request, case: Case) -> str:
    """The key of a refusal if nobody can ask on this case; else empty."""
    return "" if eligible_reports.there(req, case, Verb.ASK_IDENTITY) else "custody-no-contact"


def ask(req: Request, case: Case, given: Answers) -> Case:
    """Ask the custodians to reveal a contact; nothing is shown before one of them approves."""
    link = eligible_reports.chosen(req, case, Verb.ASK_IDENTITY, given)
    for known in identities.of_case(req.tx, case.id):
        if (
            known.state is RequestState.WAITING
            and known.report_id == link.report_id
            and known.asked_by == req.actor.who
        ):
            raise Refusal("custody-waiting")
    limit = req.conditions.identities_per_day
    opens = quotas.use(req.tx, req.actor.who, "identity", limit, DAY, req.now)
    if opens is not None:
        raise TooMany("custody-quota", opens_at=opens, limit=limit)
    request = identities.ask(
        req.tx,
        ContactRequest(
            id=0,
            case_id=case.id,
            report_id=link.report_id,
            unit=case.unit,
            asked_by=req.actor.who,
            asked_at=req.now,
            purpose=Purpose(given["purpose"]),
            reason=given["reason"],
        ),
    )
    for custodian in _asked(req, case):
        tell(req, custodian.who, IdentityWantedNotice(request=request.id))
    return case


def listed(req: Request, after: str | None = None) -> Requests:
    """/identities: the requests that this custodian may answer, the oldest first."""
    authorize(req.actor, Verb.ANSWER_IDENTITY, "", req.profile.by_code)
    page = identities.waiting(req.tx, req.actor.who, after=after, size=PAGE)
    found = (each for each in page.requests if not consents.is_on_own_report(req, each))
    return Requests(views=tuple(view(req, each) for each in found), after=page.after)


def look(req: Request, request_id: int) -> RequestView:
    """A request, for custodians and for the person who asked."""
    request = identities.get(req.tx, request_id)
    if request is None or not (req.actor.custodian or _is_requester(req.actor, req, request)):
        raise _not_found(request, Verb.ANSWER_IDENTITY)
    if consents.is_on_own_report(req, request):
        raise Refusal("refusal-own-report")
    return view(req, request)


def _is_requester(person: Person, req: Request, request: ContactRequest) -> bool:
    """Whether this person made the request, and still works in the unit of the case."""
    works = may(person, Verb.SHOW_IDENTITY, request.unit, req.profile.by_code)
    return works and request.asked_by == person.who


def grant(req: Request, request_id: int) -> RequestView:
    """A custodian approves: the person who asked may see the contact for a day."""
    request = may_answer(req, request_id)
    return _answer(req, request, RequestState.GRANTED)


def may_answer(req: Request, request_id: int) -> ContactRequest:
    """The request, if this custodian may answer it now; raises a refusal otherwise."""
    request = identities.get(req.tx, request_id)
    if request is None or not req.actor.custodian:
        raise _not_found(request, Verb.ANSWER_IDENTITY)
    if request.asked_by == req.actor.who:
        raise Refusal("custody-own")
    authority.check_not_own(req, cases.get(req.tx, request.case_id))
    if not request.may_answer(req.actor.who):
        raise Refusal("custody-answered")
    if not is_in_office(req.actor, req.now):
        raise Refusal("custody-too-new", opens_at=decides_from(req.actor.custodian_since))
    return request


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if the request was answered while its refusal was being written."""
    may_answer(req, ContactRequestContext.of(draft).request)


def refuse(req: Request, draft: Draft) -> RequestView:
    """A custodian refuses, with a reason."""
    request = may_answer(req, ContactRequestContext.of(draft).request)
    words = draft.answers["reason"]
    return _answer(req, request, RequestState.REFUSED, words)


def _answer(
    req: Request, request: ContactRequest, state: RequestState, words: str = ""
) -> RequestView:
    answered = identities.answer(req.tx, request, state, by=req.actor.who, now=req.now, words=words)
    if answered is None:
        raise Refusal("custody-answered")
    entry = f"{state}: {words}" if words else str(state)
    write(req, request, Verb.ANSWER_IDENTITY, req.actor.who, Role.CUSTODIAN, entry)
    if state is RequestState.GRANTED:
        tell(req, request.asked_by, IdentityGrantedNotice(request=request.id))
        _tell_guards(req, request)
    else:
        tell(req, request.asked_by, IdentityRefusedNotice(request=request.id))
    return view(req, answered)


def _tell_guards(req: Request, request: ContactRequest) -> None:
    """Tell every admin and custodian that a contact was opened, to whom and by whom."""
    notice = ContactOpenedNotice(
        name=authority_news.name_of(req, request.asked_by),
        by=req.actor.name,
        number=cases.get(req.tx, request.case_id).number,
    )
    authority_news.guards(req, notice, event=str(request.id))


def show(req: Request, request_id: int) -> RequestView:
    """Write a journal entry, then queue the contact to the private chat of the person who asked."""
    request = identities.get(req.tx, request_id)
    if request is None or request.asked_by != req.actor.who:
        raise _not_found(request, Verb.SHOW_IDENTITY)
    case = cases.get(req.tx, request.case_id)
    role = authorize(req.actor, Verb.SHOW_IDENTITY, case.unit, req.profile.by_code, case_id=case.id)
    authority.check_not_own(req, case)
    if not request.may_show(req.now) or not consents.stands(req.tx, request):
        raise Refusal("custody-over")
    if not reporter_links.has_contact(req.tx, request.report_id):
        raise Refusal("custody-gone")
    counted = identities.count_showing(req.tx, request, req.now)
    if counted is None:
        raise Refusal("custody-over")
    write(req, request, Verb.SHOW_IDENTITY, req.actor.who, role, request.purpose)
    outbox.put(
        req.tx,
        outbox.Owed(
            notice=IdentityNotice(request=request.id),
            recipient=req.actor.who,
            rank=Rank.REPLY,
            dedupe=f"identity:{request.id}:{counted.shown}",
            order_key=f"identity:{req.actor.who}",
        ),
        req.now,
    )
    return view(req, counted)


def contact(req: Request, request: ContactRequest) -> dict[str, str]:
    """The contact in clear while this person may see it; else empty."""
    case = cases.get(req.tx, request.case_id)
    role = role_in(req.actor, case.unit, req.profile.by_code)
    if consents.is_on_own_report(req, request) or not consents.stands(req.tx, request):
        return {}
    if req.actor.who != request.asked_by or role < Role.MODERATOR or not request.is_open(req.now):
        return {}
    return reporter_links.contact_of(req.tx, request.report_id)


def uncertain(req: Request, request_id: int, showing: str) -> None:
    """A contact may or may not have arrived: notify the person who asked; it is not sent again."""
    request = identities.get(req.tx, request_id)
    if request is not None:
        tell(req, request.asked_by, IdentityUncertainNotice(request=request.id), showing)


def not_wiped(req: Request, request_id: int, message_id: int) -> None:
    """The bot can no longer delete a shown contact: ask the person who saw it to delete it."""
    request = identities.get(req.tx, request_id)
    if request is not None:
        tell(req, request.asked_by, IdentityNotWipedNotice(request=request.id), str(message_id))


def view(req: Request, request: ContactRequest) -> RequestView:
    """A request as this person sees it, without the contact."""
    asker = people.get(req.tx, request.asked_by)
    report = reports.get(req.tx, request.report_id)
    case = cases.get(req.tx, request.case_id)
    able = not consents.is_on_own_report(req, request)
    return RequestView(
        request=request,
        number=case.number,
        alias=report.alias if report else "",
        asker=asker.name if asker else "",
        may_answer=able and req.actor.custodian and request.may_answer(req.actor.who),
        may_show=able
        and request.asked_by == req.actor.who
        and request.may_show(req.now)
        and consents.stands(req.tx, request),
    )


def write(
    req: Request, request: ContactRequest, verb: Verb, who: str, role: Role, reason: str
) -> None:
    """Write an entry in the journal of the case; its cards show how the request stands."""
    status = cases.get(req.tx, request.case_id).status
    journal.add(
        req.tx,
        journal.Entry(
            who=who,
            role=int(role),
            verb=verb,
            case_id=request.case_id,
            unit=request.unit,
            start=status,
            to=status,
            reason=reason,
            written_at=req.now,
        ),
    )
    staff_cards.follow(req, request.case_id)


def tell(req: Request, who: str, notice: RequestNotice, event: str = "") -> None:
    """Notify a custodian, or the person who asked, about a request."""
    outbox.put(
        req.tx,
        outbox.Owed(
            notice=notice,
            recipient=who,
            rank=Rank.NEWS,
            dedupe=f"{notice.kind}:{notice.request}:{event}:{who}"[:96],
            order_key=f"staff:{who}",
        ),
        req.now,
    )


def _not_found(request: ContactRequest | None, verb: Verb) -> NotFound:
    """The same error for a missing request and a forbidden one; the attempt is journalled."""
    attempt = Attempt(verb, request.unit, request.case_id) if request else None
    return NotFound("custody-unknown", attempt)
