"""On-call duty and deputies of a unit, set by its lead or by a lead above."""

from domain.core.errors import NotAllowed, Refusal
from domain.network.people import DEPUTY_DAYS, Role
from domain.network.units import Unit
from domain.notices.staff_notices import (
    DeputyEndedNotice,
    DeputyNamedNotice,
    DeputyOverNotice,
    OffCallNotice,
    OnCallNotice,
)
from storage.engine.erasures import Kind
from storage.network import duties, invitations, people
from usecases import session
from usecases.core import authority, revocations
from usecases.core.request import Request
from usecases.network import staff
from usecases.network.staff import Staff
from usecases.notify import authority_news, notify

DAY = 24 * 3600


def led(req: Request) -> tuple[Unit, ...]:
    """The active units whose people this person may put on call; raises a refusal if none."""
    found = authority.led(req.actor, req)
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def put_on_call(req: Request, unit: str, who: str, *, on: bool) -> Staff:
    """Turn on-call duty of somebody in the unit on or off; they are notified."""
    member = staff.member(req, unit, who)
    if member.on_call != on:
        duties.set_on_call(req.tx, member.person.who, unit, on=on)
        session.note(req, "on_call" if on else "off_call", unit, member.person.who)
        if member.person.who != req.actor.who:
            notice = OnCallNotice() if on else OffCallNotice()
            notify.to_member(req, member.person.who, unit, notice, event=str(req.now))
    return staff.staff(req, unit)


def name_deputy(req: Request, unit: str, who: str, days: int) -> Staff:
    """Make a moderator the deputy of the unit's lead for `days`; the journal names both."""
    member = staff.member(req, unit, who)
    staff.as_lead(req, unit)
    if days not in DEPUTY_DAYS:
        raise Refusal("answer-stale")
    if member.role is not Role.MODERATOR:
        raise Refusal("deputy-moderators-only")
    until = req.now + days * DAY
    duties.appoint(req.tx, member.person.who, unit, until=until, by=req.actor.who)
    session.note(req, "deputy", unit, f"{member.person.who} until {until}")
    notice = DeputyNamedNotice(until=until)
    notify.to_member(req, member.person.who, unit, notice, event=str(req.now))
    authority_news.role_given(req, member.person, Role.LEAD, unit, req.actor.who, until=until)
    return staff.staff(req, unit)


def end_deputy(req: Request, unit: str, who: str) -> Staff:
    """End a deputy's term now."""
    member = staff.member(req, unit, who)
    if member.deputy_until is not None:
        if member.person.who != req.actor.who:  # a deputy may resign
            staff.as_lead(req, unit)
        duties.appoint(req.tx, member.person.who, unit, until=None, by=None)
        invitations.void(req.tx, member.person.who)
        revocations.note(req, Kind.DEPUTY, member.person.who, unit)
        session.note(req, "deputy_end", unit, member.person.who)
        notify.to_member(req, member.person.who, unit, DeputyEndedNotice(), event=str(req.now))
    return staff.left(req, unit)


def end_over(req: Request, *, limit: int) -> None:
    """End the deputies' terms that are over; notify them and whoever appointed them."""
    for each in duties.end_over(req.tx, req.now, limit=limit):
        invitations.void(req.tx, each.who)
        session.note(req.acting_as(None), "deputy_over", each.unit, each.who)
        notify.to_member(req, each.who, each.unit, DeputyEndedNotice(), event=str(req.now))
        deputy = people.get(req.tx, each.who)
        if each.by and deputy is not None:
            event = f"{req.now}:{each.who[:8]}"
            over = DeputyOverNotice(name=deputy.name)
            notify.to_member(req, each.by, each.unit, over, event=event)
