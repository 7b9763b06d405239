"""What somebody wants to hear of: announcements at all, and what these are about."""

from msgspec import Struct

from domain.broadcast import Scope
from domain.core.errors import Refusal
from domain.network.people import Person
from storage.broadcasts import recipients
from storage.engine.database import Tx
from usecases.core.request import Scene


def opt_out(tx: Tx, person: Person, scene: Scene) -> None:
    """No more of these."""
    recipients.set_willing(tx, person.who, willing=False)


class Wishes(Struct, frozen=True, kw_only=True):
    """What somebody wants to hear of: `willing` at all, and what they `follow`."""

    willing: bool
    follow: frozenset[tuple[Scope, str]]


def wishes(tx: Tx, person: Person, scene: Scene) -> Wishes:
    """/settings: announcements, and what is followed."""
    return Wishes(
        willing=recipients.is_willing(tx, person.who),
        follow=frozenset(recipients.followed(tx, person.who)),
    )


def set_willing(tx: Tx, person: Person, scene: Scene, *, willing: bool) -> Wishes:
    """Turn announcements on or off."""
    recipients.set_willing(tx, person.who, willing=willing)
    return wishes(tx, person, scene)


def turn_follow(tx: Tx, person: Person, scene: Scene, scope: Scope, what: str) -> Wishes:
    """Follow this, or follow it no more; whoever follows something wants announcements."""
    if not recipients.unfollow(tx, person.who, scope, what):
        _check_followed(scene, scope, what)
        recipients.follow(tx, person.who, scope, what, scene.now)
        recipients.set_willing(tx, person.who, willing=True)
    return wishes(tx, person, scene)


def _check_followed(scene: Scene, scope: Scope, what: str) -> None:
    if scope is Scope.CATEGORY:
        known = what in scene.profile.taxonomy.top
    else:
        unit = scene.profile.unit(what)
        known = scope in {Scope.UNIT, Scope.REGION} and unit is not None and not unit.retired
    if not known:
        raise Refusal("answer-stale")
