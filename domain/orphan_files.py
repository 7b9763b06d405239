"""Stored files that no row speaks of: which of them the daily comparison may erase by itself."""

import re
from enum import StrEnum

NAME = re.compile(r"[0-9a-f]{32}")
SHARE = 10  # one unknown file among so many is usual: a process died between storing and writing
MOST_ERASED = 10_000  # in one comparison; what is left waits for the next


class Held(StrEnum):
    """Why unknown files are left alone until a person runs `jubao retention`."""

    BEHIND = "behind"  # another copy of this database wrote to the store last
    FIRST = "first"  # nothing is known yet of how they came there
    MANY = "many"  # too many of them


def is_stored_name(name: str) -> bool:
    """Whether this can be the name of a file of ours: a keyed fingerprint of its content."""
    return NAME.fullmatch(name) is not None


def held(*, files: int, unknown: int, looked: bool, behind: bool) -> Held | None:
    """Why the comparison erases nothing by itself; None where it may.

    Of `files` there are `unknown` that no row speaks of. `looked` is whether an earlier comparison
    has found no unknown file, or a person has seen to them, since the store was marked; `behind`
    whether another copy of this database may have stored files since.
    """
    if behind:
        return Held.BEHIND
    if unknown and not looked:
        return Held.FIRST
    if unknown * SHARE > files:
        return Held.MANY
    return None
