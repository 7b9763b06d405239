"""A unit's group: bound by a lead, migrated by Telegram to another chat id, lost, restored."""

from enum import Enum, auto

from msgspec import Struct

from domain.core.errors import NotAllowed, Refusal
from domain.network.people import Person, Verb, authorize, overlooks
from domain.network.units import Unit
from domain.notices.staff_notices import GroupLostNotice, TopicsLostNotice
from storage.cases import cases
from storage.engine import quotas
from storage.network import card_places, units
from usecases import session
from usecases.core import authority
from usecases.core.request import Request
from usecases.network import leaving
from usecases.notify import notify

# per group, to anonymous administrators, so that the bot does not answer every press
HINTS_PER_HOUR = 6
HOUR = 3600


class Reach(Enum):
    """What a press in a group may lead to: nothing, a new message, or also an edit."""

    NONE = auto()
    NEW = auto()
    EDITS = auto()


class Bound(Struct, frozen=True, kw_only=True):
    """A unit's group as it is now; `topics`: each case has a topic of its own there."""

    unit: Unit
    topics: bool


def units_to_bind(req: Request) -> tuple[Unit, ...]:
    """The units whose cards this person may show in a group; raises a refusal if there are none."""
    found = authority.led(req.actor, req)
    if not found:
        raise NotAllowed("group-bind-not-allowed")
    return found


def bind(req: Request, unit: str, chat: int) -> Bound:
    """Show a unit's cards in this group from now on, and no longer in its former group."""
    found = _led(req.actor, req, unit)
    if units.group_of(req.tx, unit) != chat:
        units.bind_group(req.tx, unit, chat)
        card_places.forget_cards(req.tx, unit)
        units.set_topics(req.tx, unit, on=False)
    units.set_bound_by(req.tx, unit, req.actor.who)
    session.note(req, "bind", unit, str(chat))
    return Bound(unit=found, topics=units.has_topics(req.tx, unit))


def set_topics(req: Request, unit: str, chat: int, *, on: bool) -> Bound:
    """Turn a topic for each case on or off."""
    found = _led(req.actor, req, unit)
    if units.group_of(req.tx, unit) != chat:
        raise Refusal("group-unbound")
    units.set_topics(req.tx, unit, on=on)
    session.note(req, "topics_on" if on else "topics_off", unit)
    return Bound(unit=found, topics=on)


def reach(req: Request, chat: int, message_id: int) -> Reach:
    """What this person's press on a message of the bot in a group may lead to.

    A case's card needs the right to read the case; any other message the right to read cases of a
    unit bound to the group. A lead of another unit may still bind that unit there.
    """
    if not req.actor.is_staff:
        return Reach.NONE
    known, bound = req.profile.by_code, units.bound_to(req.tx, chat)
    case_id = card_places.case_at(req.tx, bound, message_id)
    about = bound if case_id is None else (cases.get(req.tx, case_id).unit,)
    if not about or any(overlooks(req.actor, unit, known) for unit in about):
        return Reach.EDITS
    leads = any(unit in known for unit in req.actor.leads)
    return Reach.NEW if leads else Reach.NONE


def _led(person: Person, req: Request, unit: str) -> Unit:
    found = req.profile.unit(unit)
    if found is None or found.retired:
        raise Refusal("unit-unknown")
    authorize(person, Verb.BIND, unit, req.profile.by_code)
    return found


def moved(req: Request, old: int, new: int) -> None:
    """A group has another chat id: move the bindings of all its units. Idempotent."""
    for unit in units.bound_to(req.tx, old):
        units.bind_group(req.tx, unit, new)
        card_places.forget_cards(req.tx, unit)  # message ids are different in the new chat
        session.note(req.acting_as(None), "group_moved", unit)


def put_out(req: Request, chat: int) -> None:
    """The bot can no longer write in a group: remove the bindings of all its units."""
    for unit in units.bound_to(req.tx, chat):
        lost(req, unit, chat)


def lost(req: Request, unit: str, chat: int) -> None:
    """A unit's group cannot be written to: notify its leads once; cards then go to people."""
    if units.group_of(req.tx, unit) != chat:
        return  # known already, or bound to another group meanwhile
    leaving.disconnect(req, unit, GroupLostNotice())


def without_topics(req: Request, unit: str) -> None:
    """The group has no topics, or the bot may not create any: show cards without topics."""
    if units.has_topics(req.tx, unit):
        units.set_topics(req.tx, unit, on=False)
        notify.unit_leads(req, unit, TopicsLostNotice(), event=str(req.now))
        session.note(req.acting_as(None), "topics_lost", unit)
    card_places.forget_topics(req.tx, unit)


def may_hint(req: Request, chat: int) -> bool:
    """Whether to send an anonymous administrator of this group a hint; limited per hour."""
    who = req.tx.cipher.fingerprint("chat", str(chat))
    return quotas.use(req.tx, who, "hint", HINTS_PER_HOUR, HOUR, req.now) is None
