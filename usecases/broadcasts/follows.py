"""A person's subscriptions: announcements at all, and their topics."""

from msgspec import Struct
from msgspec.structs import replace

from domain.broadcast import Scope
from storage.broadcasts import recipients
from usecases.core.request import Request


def opt_out(req: Request) -> None:
    """Turn announcements off."""
    recipients.set_willing(req.tx, req.actor.who, willing=False)


class Wishes(Struct, frozen=True, kw_only=True):
    """A person's subscriptions: `willing` to get announcements at all, and what they `follow`.

    `gone`: what was chosen cannot be followed any more.
    """

    willing: bool
    follow: frozenset[tuple[Scope, str]]
    gone: bool = False


def wishes(req: Request) -> Wishes:
    """/settings: announcements, and what is followed."""
    return Wishes(
        willing=recipients.is_willing(req.tx, req.actor.who),
        follow=frozenset(recipients.followed(req.tx, req.actor.who)),
    )


def set_willing(req: Request, *, willing: bool) -> Wishes:
    """Turn announcements on or off."""
    recipients.set_willing(req.tx, req.actor.who, willing=willing)
    return wishes(req)


def turn_follow(req: Request, scope: Scope, what: str) -> Wishes:
    """Follow this, or stop following it; following something turns announcements on."""
    if not recipients.unfollow(req.tx, req.actor.who, scope, what):
        if not _can_be_followed(req, scope, what):
            return replace(wishes(req), gone=True)
        recipients.follow(req.tx, req.actor.who, scope, what, req.now)
        recipients.set_willing(req.tx, req.actor.who, willing=True)
    return wishes(req)


def _can_be_followed(req: Request, scope: Scope, what: str) -> bool:
    if scope is Scope.CATEGORY:
        return what in req.profile.taxonomy.top
    unit = req.profile.unit(what)
    return scope in {Scope.UNIT, Scope.REGION} and unit is not None and not unit.retired
