"""Stored files that no row refers to: whether the daily comparison may erase them."""

import re
from enum import StrEnum

NAME = re.compile(r"[0-9a-f]{32}")
SHARE = 10  # up to one unknown file in so many is normal, after crashes
MOST_ERASED = 10_000  # per comparison; the rest waits for the next


class Held(StrEnum):
    """Why unknown files are not erased until a person runs `jubao retention`."""

    BEHIND = "behind"  # another copy of this database wrote to the store last
    FIRST = "first"  # first comparison: their origin is not known
    MANY = "many"  # too many of them


def is_stored_name(name: str) -> bool:
    """Whether this has the form of our file names: a keyed fingerprint of the content."""
    return NAME.fullmatch(name) is not None


def held(*, files: int, unknown: int, looked: bool, behind: bool) -> Held | None:
    """Why the comparison must not erase unknown files; None if it may.

    `unknown` of `files` have no row. `looked` is whether, since the store was marked, a comparison
    has found no unknown file or a person has handled them; `behind` whether another copy of this
    database may have stored files since.
    """
    if behind:
        return Held.BEHIND
    if unknown and not looked:
        return Held.FIRST
    if unknown * SHARE > files:
        return Held.MANY
    return None
