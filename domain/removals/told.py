"""What reporters have read about a request, and when they must be told something else."""

from enum import StrEnum

from msgspec.structs import replace

from domain.notices.removal_notices import News
from domain.removals.removal import Answer, Check, Removal, State


class Claim(StrEnum):
    """What is true of a request as far as reporters are told."""

    OPEN = "open"  # it is asked for, answered in part, refused or late: not done
    DONE = "done"  # the addressee says so, or a person saw it gone
    CHANGED = "changed"  # a person saw it changed, and nothing is asked any more


_SEEN = {
    Check.GONE: Claim.DONE,
    Check.STILL_THERE: Claim.OPEN,
    Check.CHANGED: Claim.CHANGED,
}


def claim(removal: Removal) -> Claim:
    """What is true of a request: what a person saw counts for more than an answer."""
    if removal.check is not None:
        return _SEEN[removal.check]
    return Claim.DONE if removal.answer is Answer.DONE else Claim.OPEN


def news(before: Removal, after: Removal) -> News | None:
    """What reporters must be told when a request has changed; None for nothing.

    They are told whenever what they read last is no longer true: that it is done, that it is not,
    or that it was changed. Besides, they are told that it was refused or is late.
    """
    is_stuck = after.state is State.STUCK and before.state is not State.STUCK
    if claim(after) is not claim(before):
        return News.NOW_REFUSED if is_stuck else _now(after)
    return News.PASSED_UP if is_stuck else None


def _now(removal: Removal) -> News:
    """How reporters are told what is true now."""
    match claim(removal):
        case Claim.DONE:
            return News.GONE if removal.check is Check.GONE else News.DONE
        case Claim.CHANGED:
            return News.CHANGED
        case _:
            seen = removal.check is Check.STILL_THERE
            return News.STILL_THERE if seen else News.NOT_DONE


def after_look(removal: Removal, check: Check) -> News | None:
    """What reporters would be told if this was seen now; None for nothing."""
    return news(removal, replace(removal, check=check))


def needs_sure(removal: Removal, check: Check) -> bool:
    """Whether somebody who looked is asked once more: if one press would tell reporters something.

    So it is, too, for "Gone" of several addresses, of which one may be left.
    """
    several = check is Check.GONE and len(removal.addresses) > 1
    return several or after_look(removal, check) is not None
