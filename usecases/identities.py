"""A reporter's contact, opened by request, reason and a custodian's yes; written down first."""

from msgspec import Struct

from domain.case import Case
from domain.draft import Draft
from domain.errors import Attempt, NotFound, Refusal, TooMany
from domain.identity import DAY, Purpose, Request, RequestState
from domain.people import Person, Role, Verb, authorize, may, role_in
from storage import cases, identities, journal, outbox, people, quotas, reporter_links, reports
from storage.db import Tx
from storage.outbox import Rank
from usecases import candidates
from usecases.changing import Answers
from usecases.scene import Scene
from usecases.shown import RequestView

PAGE = 8


class Requests(Struct, frozen=True, kw_only=True):
    """One page of what waits for a custodian; `after` asks for the next one."""

    views: tuple[RequestView, ...]
    after: str | None


def may_ask(tx: Tx, person: Person, scene: Scene, case: Case) -> str:
    """What stands against asking for this very person: a refusal's key, or nothing."""
    others = any(each.who != person.who for each in people.custodians(tx))
    return "" if others else "custody-no-custodian"


def has_contact(tx: Tx, scene: Scene, case: Case) -> str:
    """What stands against asking on this case: a refusal's key, or nothing."""
    return "" if candidates.there(tx, scene, case, Verb.ASK_IDENTITY) else "custody-no-contact"


def ask(tx: Tx, person: Person, scene: Scene, case: Case, given: Answers) -> Case:
    """Ask the custodians to open a contact; nothing of it is shown before one of them says yes."""
    link = candidates.chosen(tx, scene, case, Verb.ASK_IDENTITY, given)
    for known in identities.of_case(tx, case.id):
        if (
            known.state is RequestState.WAITING
            and known.report_id == link.report_id
            and known.asked_by == person.who
        ):
            raise Refusal("custody-waiting")
    limit = scene.identities_per_day
    opens = quotas.use(tx, person.who, "identity", limit, DAY, scene.now)
    if opens is not None:
        raise TooMany("custody-quota", opens_at=opens, limit=limit)
    request = identities.ask(
        tx,
        Request(
            id=0,
            case_id=case.id,
            report_id=link.report_id,
            unit=case.unit,
            asked_by=person.who,
            asked_at=scene.now,
            purpose=Purpose(given["purpose"]),
            reason=given["reason"],
        ),
    )
    for custodian in people.custodians(tx):
        if custodian.who != person.who:
            tell(tx, scene, custodian.who, "identity_wanted", request)
    return case


def listed(tx: Tx, person: Person, scene: Scene, after: str | None = None) -> Requests:
    """/identities: what waits for this custodian, oldest first."""
    authorize(person, Verb.ANSWER_IDENTITY, "", scene.profile.by_code)
    page = identities.waiting(tx, person.who, after=after, size=PAGE)
    return Requests(
        views=tuple(view(tx, person, scene, each) for each in page.requests), after=page.after
    )


def look(tx: Tx, person: Person, scene: Scene, request_id: int) -> RequestView:
    """A request, for custodians and for whoever asked."""
    request = identities.get(tx, request_id)
    if request is None or not (person.custodian or _asked(person, scene, request)):
        raise _unknown(request, Verb.ANSWER_IDENTITY)
    return view(tx, person, scene, request)


def _asked(person: Person, scene: Scene, request: Request) -> bool:
    """Whether this is who asked, and still works where it was asked."""
    works = may(person, Verb.SHOW_IDENTITY, request.unit, scene.profile.by_code)
    return works and request.asked_by == person.who


def grant(tx: Tx, person: Person, scene: Scene, request_id: int) -> RequestView:
    """A custodian's yes: whoever asked may see the contact, for a day."""
    request = may_answer(tx, person, scene, request_id)
    return _answer(tx, person, scene, request, RequestState.GRANTED)


def may_answer(tx: Tx, person: Person, scene: Scene, request_id: int) -> Request:
    """The request, where this custodian may answer it now; a refusal otherwise."""
    request = identities.get(tx, request_id)
    if request is None or not person.custodian:
        raise _unknown(request, Verb.ANSWER_IDENTITY)
    if request.asked_by == person.who:
        raise Refusal("custody-own")
    if not request.may_answer(person.who):
        raise Refusal("custody-answered")
    return request


def refuse(tx: Tx, person: Person, scene: Scene, draft: Draft) -> RequestView:
    """A custodian's no, with its reason."""
    request = may_answer(tx, person, scene, draft.answers["_request"])
    words = draft.answers["reason"]
    return _answer(tx, person, scene, request, RequestState.REFUSED, words)


def _answer(
    tx: Tx, person: Person, scene: Scene, request: Request, state: RequestState, words: str = ""
) -> RequestView:
    answered = identities.answer(tx, request, state, by=person.who, now=scene.now, words=words)
    if answered is None:
        raise Refusal("custody-answered")
    said = f"{state}: {words}" if words else str(state)
    write(tx, scene, request, Verb.ANSWER_IDENTITY, person.who, Role.CUSTODIAN, said)
    if state is RequestState.GRANTED:
        tell(tx, scene, request.asked_by, "identity_granted", request)
    else:
        tell(tx, scene, request.asked_by, "identity_refused", request)
    return view(tx, person, scene, answered)


def show(tx: Tx, person: Person, scene: Scene, request_id: int) -> RequestView:
    """Owe the contact to the private chat of whoever asked; that it is shown is written first."""
    request = identities.get(tx, request_id)
    if request is None or request.asked_by != person.who:
        raise _unknown(request, Verb.SHOW_IDENTITY)
    case = cases.get(tx, request.case_id)
    role = authorize(person, Verb.SHOW_IDENTITY, case.unit, scene.profile.by_code, case_id=case.id)
    if not request.may_show(scene.now):
        raise Refusal("custody-over")
    if not reporter_links.has_contact(tx, request.report_id):
        raise Refusal("custody-gone")
    counted = identities.count_showing(tx, request, scene.now)
    if counted is None:
        raise Refusal("custody-over")
    write(tx, scene, request, Verb.SHOW_IDENTITY, person.who, role, request.purpose)
    outbox.put(
        tx,
        outbox.Notice(
            kind="identity",
            recipient=person.who,
            params={"request": request.id},
            rank=Rank.REPLY,
            dedupe=f"identity:{request.id}:{counted.shown}",
            order_key=f"identity:{person.who}",
        ),
        scene.now,
    )
    return view(tx, person, scene, counted)


def contact(tx: Tx, person: Person, scene: Scene, request: Request) -> dict[str, str]:
    """The contact in clear, as long as this person may still see it; empty where not."""
    case = cases.get(tx, request.case_id)
    role = role_in(person, case.unit, scene.profile.by_code)
    if person.who != request.asked_by or role < Role.MODERATOR or not request.is_open(scene.now):
        return {}
    return reporter_links.contact_of(tx, request.report_id)


def uncertain(tx: Tx, scene: Scene, request_id: int, showing: str) -> None:
    """Nobody can say whether a contact came through, so it is not sent again by itself."""
    request = identities.get(tx, request_id)
    if request is not None:
        tell(tx, scene, request.asked_by, "identity_uncertain", request, showing)


def not_wiped(tx: Tx, scene: Scene, request_id: int, message_id: int) -> None:
    """A shown contact cannot be deleted by us any more: whoever saw it is asked to."""
    request = identities.get(tx, request_id)
    if request is not None:
        tell(tx, scene, request.asked_by, "identity_not_wiped", request, str(message_id))


def view(tx: Tx, person: Person, scene: Scene, request: Request) -> RequestView:
    """A request as this person sees it: never with the contact itself."""
    asker = people.get(tx, request.asked_by)
    report = reports.get(tx, request.report_id)
    return RequestView(
        request=request,
        number=cases.get(tx, request.case_id).number,
        alias=report.alias if report else "",
        asker=asker.name if asker else "",
        may_answer=person.custodian and request.may_answer(person.who),
        may_show=request.asked_by == person.who and request.may_show(scene.now),
    )


def write(
    tx: Tx, scene: Scene, request: Request, verb: Verb, who: str, role: Role, reason: str
) -> None:
    """One entry of the journal of the case."""
    status = cases.get(tx, request.case_id).status
    journal.add(
        tx,
        journal.Entry(
            who=who,
            role=int(role),
            verb=verb,
            case_id=request.case_id,
            unit=request.unit,
            start=status,
            to=status,
            reason=reason,
            written_at=scene.now,
        ),
    )


def referral_granted(tx: Tx, case_id: int, person: Person, *, now: int) -> bool:
    """Whether a contact may go along with a referral of this case by this person now.

    A custodian has said so within the last day, on a request of whoever works on the case; and
    whoever refers is not the custodian who said yes.
    """
    return any(
        request.purpose is Purpose.REFERRAL
        and request.is_open(now)
        and request.answered_by != person.who
        for request in identities.of_case(tx, case_id)
    )


def tell(tx: Tx, scene: Scene, who: str, kind: str, request: Request, event: str = "") -> None:
    """Tell a custodian, or whoever asked, something about a request."""
    outbox.put(
        tx,
        outbox.Notice(
            kind=kind,
            recipient=who,
            params={"request": request.id},
            rank=Rank.NEWS,
            dedupe=f"{kind}:{request.id}:{event}:{who}"[:96],
            order_key=f"staff:{who}",
        ),
        scene.now,
    )


def _unknown(request: Request | None, verb: Verb) -> NotFound:
    """Not yours looks like not there; the journal keeps that it was tried."""
    attempt = Attempt(verb, request.unit, request.case_id) if request else None
    return NotFound("custody-unknown", attempt)
