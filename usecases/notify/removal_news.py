"""Queue what people are told about removal requests: the addressee, staff, and reporters."""

from collections.abc import Iterable

from msgspec.structs import replace

from domain.case import Case
from domain.network.people import Person
from domain.network.units import above
from domain.notices.notice import Notice
from domain.notices.removal_notices import (
    News,
    RemovalAskedNotice,
    RemovalNewsNotice,
    RemovalNotice,
    RemovalStuckNotice,
    RemovalToldNotice,
    Why,
)
from domain.removals import rules, told
from domain.removals.removal import Addressed, Removal, State
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from storage.removals import removals
from storage.reporting import reporter_links, reports
from usecases.core.request import Request
from usecases.notify import mail_notices, notify, pushes, recipients

_ASKED_ANEW = frozenset({"asked", "still_there", "back"})
"""Why it is asked for where the addressee does not know of it yet; else it was asked before."""


def ask(req: Request, case: Case, removal: Removal, why: Why) -> bool:
    """Tell the addressee what is asked: its people on Telegram, else by mail.

    Where neither is possible, the staff of the case get a task; by phone, they are told to do it.
    Returns whether it has reached the addressee: a letter has yet to leave, or to be brought.
    """
    notice = RemovalAskedNotice(removal=removal.id, why=why)
    staffed = removal.kind is Addressed.UNIT and people.is_staffed(req.tx, removal.to)
    reached = staffed or removal.kind is Addressed.PHONE
    if why in _ASKED_ANEW or (reached and why != "settled"):
        removals.set_sent(req.tx, removal.id, req.now if reached else None)
    if staffed:
        _to_all(req, case, removal, notice, recipients.people_above(req, removal.to, case))
    elif removal.kind is not Addressed.PHONE:
        mail_notices.owe_letter(req, case, removal, notice)
    elif why != "asked":
        news(req, case, removal)
    return reached


def reached(req: Request, case: Case, to: str) -> None:
    """Somebody has seen to it that the letters of a case to this addressee reached it."""
    for removal in removals.of_case(req.tx, case.id):
        if removal.kind is not Addressed.PHONE and removal.to == to:
            has_left(req, case, removal)


def has_left(req: Request, case: Case, removal: Removal) -> None:
    """A letter has reached its addressee: now reporters read that it was asked."""
    if removal.sent_at is None:
        removals.set_sent(req.tx, removal.id, req.now)
        notify.cards(req, case)


def news(req: Request, case: Case, removal: Removal) -> None:
    """Tell those who work on the case how the request stands, except who has just acted."""
    actor = req.person.who if req.person is not None else ""
    whom = (each for each in recipients.working_on(req, case) if each.who != actor)
    notice = RemovalNewsNotice(removal=removal.id)
    pushes.to_team(req, case, notice, whom, lambda who: _dedupe(removal, notice, who))


def stuck(req: Request, case: Case, removal: Removal) -> None:
    """Tell the leads above the addressee, who may order it.

    For a provider, or by phone, nobody is above: the leads of the asking unit are told.
    """
    whom = recipients.leads_above(req, above_addressee(req, removal), case)
    _to_all(req, case, removal, RemovalStuckNotice(removal=removal.id), whom)


def above_addressee(req: Request, removal: Removal) -> str:
    """The unit whose leads decide what follows a refusal: above a unit, else the asking unit."""
    if removal.kind is not Addressed.UNIT:
        return removal.unit
    line = above(req.profile.by_code, removal.to)
    return line[0] if line else removal.to


def tell_reporters(
    req: Request, case: Case, before: Removal, removal: Removal, *, removed_at: int | None = None
) -> None:
    """Tell reporters what they must know of a change: what they read last is true no longer."""
    news = told.news(before, removal)
    if news is not None:
        unit = above_addressee(req, removal) if news is News.PASSED_UP else ""
        done = news in {News.DONE, News.GONE}
        reporters(req, case, removal, news, unit=unit, removed_at=removed_at if done else None)


def reporters(
    req: Request,
    case: Case,
    removal: Removal,
    news: News,
    *,
    unit: str = "",
    removed_at: int | None = None,
) -> None:
    """Tell the reporters of a case: that it was passed up once until somebody has looked."""
    is_unit = removal.kind is Addressed.UNIT
    if news is News.PASSED_UP and not is_unit:
        unit = ""  # nobody is above a provider: the office itself decides what follows
    notice = RemovalToldNotice(
        news=news,
        ask=removal.what,
        unit=unit or (removal.to if is_unit else ""),
        provider=removal.to if removal.kind is Addressed.PROVIDER else "",
        removed_at=removed_at,
        by=removal.due_at if removal.state is State.ASKED else None,
        sent=removals.get(req.tx, removal.id).sent_at is not None,
    )
    event = f"{removal.id}:{news}:{removal.back}:"
    event += f"{removal.checked_at}" if news is News.PASSED_UP else f"v{removal.version}"
    for report in reports.of_case(req.tx, case.id):
        if report.withdrawn_at is None:
            who = reporter_links.reporter(req.tx, report.id)
            notify.reporter(req, who, report.id, case, notice, event=event)


def recipients_of(req: Request, case: Case) -> frozenset[str]:
    """The reporters whom news reaches by Telegram, by fingerprint; one may have several reports."""
    found = (
        reporter_links.reporter(req.tx, report.id)
        for report in reports.of_case(req.tx, case.id)
        if report.withdrawn_at is None
    )
    return frozenset(who for who in found if who is not None)


def follow(req: Request, before: Case, case: Case) -> None:
    """After a move of a case: its requests end with it, where they have become pointless.

    The addressee is told that it is no longer asked.
    """
    if case.status is before.status:
        return
    for removal in removals.of_case(req.tx, case.id):
        if rules.is_open(removal) and rules.ends_with(case, removal):
            was_asked = removal.state is State.ASKED
            settled = replace(removal, state=State.SETTLED)
            settled = removals.change(req.tx, settled, seen=removal.version)
            if was_asked:
                ask(req, case, settled, "settled")


def _to_all(
    req: Request, case: Case, removal: Removal, notice: RemovalNotice, whom: Iterable[Person]
) -> None:
    actor = req.person.who if req.person is not None else ""
    for person in whom:
        if person.who == actor and not isinstance(notice, RemovalAskedNotice):
            continue  # who has just acted sees it
        _put(req, case, removal, notice, person.who)


def _put(req: Request, case: Case, removal: Removal, notice: Notice, who: str) -> None:
    outbox.put(
        req.tx,
        Owed(
            notice=notice,
            recipient=who,
            rank=Rank.NEWS,
            case_id=case.id,
            dedupe=_dedupe(removal, notice, who),
            due_at=pushes.after_quiet(req, who, case),
            order_key=f"staff:{who}",
        ),
        req.now,
    )


def _dedupe(removal: Removal, notice: Notice, who: str) -> str:
    return f"{notice.kind}:{removal.id}:{removal.version}:{who}"[:96]
