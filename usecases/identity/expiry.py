"""Scheduled work on contact requests: they lapse, and leads get a daily digest."""

from datetime import date, time, timedelta
from itertools import groupby

from msgspec.structs import replace

from domain.identity import DAY, LAPSES_AFTER, ContactRequest, RequestState
from domain.network.people import Role, Verb
from domain.notices.contact_notices import DigestRow, IdentityDigestNotice, IdentityLapsedNotice
from storage.audit import journal
from storage.engine import counters
from storage.engine.database import Tx
from storage.identity import identities
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Rank
from usecases.core.request import Request
from usecases.identity.contact_requests import tell, write
from usecases.notify import recipients

BATCH = 100
LONGEST_GAP = 7  # days that one digest may cover, if the job did not run for a while
# a request does not change later than this after it was made
CHANGES_WITHIN = LAPSES_AFTER + 2 * DAY


def lapse(req: Request) -> int:
    """Let requests lapse that nobody answered in time. Returns how many."""
    found = identities.waiting_before(req.tx, req.now - LAPSES_AFTER, limit=BATCH)
    for request in found:
        _lapse(req, request)
    return len(found)


def _lapse(req: Request, request: ContactRequest) -> None:
    """Nobody answered in time: notify the person who asked, who may ask again."""
    state, who = RequestState.LAPSED, journal.SYSTEM
    if identities.answer(req.tx, request, state, by=who, now=req.now) is not None:
        write(req, request, Verb.ANSWER_IDENTITY, who, Role.SYSTEM, state)
        tell(req, request.asked_by, IdentityLapsedNotice(request=request.id))


def digest(req: Request) -> int:
    """Once a day, when the office opens, send each lead the requests since the last digest."""
    calendar = req.profile.calendar
    today = calendar.day_of(req.now)
    if req.now < calendar.moment(today, calendar.opens):
        return 0
    before = counters.reach(req.tx, "identity_digest", today.toordinal())
    if before is None:
        return 0
    oldest = today - timedelta(days=LONGEST_GAP if before else 1)
    since = max(date.fromordinal(before) if before else oldest, oldest)
    start, end = calendar.moment(since, time.min), calendar.moment(today, time.min)
    found = [
        request
        for request in identities.since(req.tx, start - CHANGES_WITHIN)
        if any(start <= (at or 0) < end for at in _moments(request))
    ]
    found.sort(key=lambda request: request.unit)
    for unit, requests in groupby(found, key=lambda request: request.unit):
        _digest(req, unit, tuple(requests), start, end)
    return 0


def _moments(request: ContactRequest) -> tuple[int | None, ...]:
    return (request.asked_at, request.answered_at, request.shown_at)


def _digest(
    req: Request, unit: str, requests: tuple[ContactRequest, ...], start: int, end: int
) -> None:
    def within(at: int | None) -> bool:
        return start <= (at or 0) < end

    rows: dict[str, DigestRow] = {}
    for request in requests:
        row = rows.get(request.asked_by) or DigestRow(name=_name(req.tx, request.asked_by))
        answered = request.state if within(request.answered_at) else None
        rows[request.asked_by] = replace(
            row,
            asked=row.asked + within(request.asked_at),
            granted=row.granted + (answered is RequestState.GRANTED),
            refused=row.refused + (answered is RequestState.REFUSED),
            shown=row.shown + (request.shown if within(request.shown_at) else 0),
        )
    notice = IdentityDigestNotice(unit=unit, since=start, rows=tuple(rows.values()))
    for lead in recipients.leads_above(req, unit):
        outbox.put(
            req.tx,
            outbox.Owed(
                notice=notice,
                recipient=lead.who,
                rank=Rank.DIGEST,
                dedupe=f"identity_digest:{unit}:{end}:{lead.who}"[:96],
                order_key=f"staff:{lead.who}",
            ),
            req.now,
        )


def _name(tx: Tx, who: str) -> str:
    person = people.get(tx, who)
    return person.name if person else ""
