"""A unit's group: connected by a lead, moved to another number by Telegram, lost, found again."""

from msgspec import Struct

from domain.errors import NotAllowed, Refusal
from domain.people import Person, Verb, authorize
from domain.units import Unit
from storage import groups, quotas, units
from storage.db import Tx
from usecases import access, leaving, telling
from usecases.scene import Scene

HINTS_PER_HOUR = 6  # to masked administrators of one group: a help, and no echo
HOUR = 3600


class Bound(Struct, frozen=True, kw_only=True):
    """A unit's group as it is now; `topics`: each case has a topic of its own there."""

    unit: Unit
    topics: bool


def units_to_bind(tx: Tx, person: Person, scene: Scene) -> tuple[Unit, ...]:
    """The units whose cards this person may show in a group; refuses where there are none."""
    found = access.led(person, scene)
    if not found:
        raise NotAllowed("group-bind-not-allowed")
    return found


def bind(tx: Tx, person: Person, scene: Scene, unit: str, chat: int) -> Bound:
    """Show a unit's cards in this group from now on; a group bound before shows none any more."""
    found = _led(person, scene, unit)
    if units.group_of(tx, unit) != chat:
        units.bind_group(tx, unit, chat)
        groups.forget_cards(tx, unit)
        units.set_topics(tx, unit, on=False)
    units.set_bound_by(tx, unit, person.who)
    access.note(tx, person, scene, "bind", unit, str(chat))
    return Bound(unit=found, topics=units.has_topics(tx, unit))


def set_topics(tx: Tx, person: Person, scene: Scene, unit: str, chat: int, *, on: bool) -> Bound:
    """Give each case a topic of its own from now on, or no longer."""
    found = _led(person, scene, unit)
    if units.group_of(tx, unit) != chat:
        raise Refusal("group-unbound")
    units.set_topics(tx, unit, on=on)
    access.note(tx, person, scene, "topics_on" if on else "topics_off", unit)
    return Bound(unit=found, topics=on)


def _led(person: Person, scene: Scene, unit: str) -> Unit:
    found = scene.profile.unit(unit)
    if found is None or found.retired:
        raise Refusal("unit-unknown")
    authorize(person, Verb.BIND, unit, scene.profile.by_code)
    return found


def moved(tx: Tx, scene: Scene, old: int, new: int) -> None:
    """A group has another number: every unit bound to it moves along; said twice, it does once."""
    for unit in units.bound_to(tx, old):
        units.bind_group(tx, unit, new)
        groups.forget_cards(tx, unit)  # messages have other numbers there
        access.note(tx, None, scene, "group_moved", unit)


def put_out(tx: Tx, scene: Scene, chat: int) -> None:
    """The bot may not write in a group any more: its units show nothing there."""
    for unit in units.bound_to(tx, chat):
        lost(tx, scene, unit, chat)


def lost(tx: Tx, scene: Scene, unit: str, chat: int) -> None:
    """A unit's group cannot be written to; its leads are told once, and cards come to people."""
    if units.group_of(tx, unit) != chat:
        return  # known already, or bound elsewhere meanwhile
    leaving.disconnect(tx, scene, unit, "group_lost")


def without_topics(tx: Tx, scene: Scene, unit: str) -> None:
    """The group has no topics, or the bot may not make any: cards stand there without."""
    if units.has_topics(tx, unit):
        units.set_topics(tx, unit, on=False)
        telling.unit_leads(tx, scene, unit, "topics_lost", event=str(scene.now))
        access.note(tx, None, scene, "topics_lost", unit)
    groups.forget_topics(tx, unit)


def may_hint(tx: Tx, scene: Scene, chat: int) -> bool:
    """Whether a masked administrator of this group is told how to act; not again and again."""
    who = tx.vault.fingerprint("chat", str(chat))
    return quotas.use(tx, who, "hint", HINTS_PER_HOUR, HOUR, scene.now) is None
