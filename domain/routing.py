"""A case's way through the network: transferred, sent back, and who owns it when it bounces."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from domain.units import Unit, above

MOST_BOUNCES = 2  # a third one and the units' common parent owns the case


class Kind(StrEnum):
    """How a case came from one unit to another."""

    TRANSFER = "transfer"
    RETURN = "return"
    COMMON_PARENT = "common_parent"  # it had bounced too often
    TAKE_OVER = "take_over"
    RETIRED = "retired"  # the unit that had it is at work no more


class Hop(Struct, frozen=True, kw_only=True):
    """One step of a case's way; `moved_at` in unix seconds, `who` a person's fingerprint."""

    kind: Kind
    start: str
    to: str
    who: str
    reason: str
    moved_at: int


def bounces(way: Sequence[Hop]) -> int:
    """How often a case has come to a unit that had had it before."""
    had, count = {hop.start for hop in way[:1]}, 0
    for hop in way:
        count += hop.to in had
        had.add(hop.to)
    return count


def returnable(way: Sequence[Hop], unit: str) -> bool:
    """Whether a unit may send a case back: once, and only what was transferred to it."""
    if not way or way[-1].kind is not Kind.TRANSFER or way[-1].to != unit:
        return False
    return not any(hop.kind is Kind.RETURN and hop.start == unit for hop in way)


def owner_after(
    units: Mapping[str, Unit], way: Sequence[Hop], start: str, to: str
) -> tuple[str, Kind | None]:
    """Who owns a case that is to go from `start` to `to`.

    The kind is `COMMON_PARENT` where it has bounced too often to go there once more, else None.
    """
    had = {start, *(hop.start for hop in way), *(hop.to for hop in way)}
    if to not in had or bounces(way) < MOST_BOUNCES:
        return to, None
    return common_parent(units, start, to), Kind.COMMON_PARENT


def common_parent(units: Mapping[str, Unit], one: str, other: str) -> str:
    """The nearest unit at work that both are below, or are themselves; else the highest above."""
    line = (one, *above(units, one))
    others = {other, *above(units, other)}
    shared = [code for code in line if code in others and not units[code].retired]
    return shared[0] if shared else line[-1]


def next_above(units: Mapping[str, Unit], code: str) -> str | None:
    """The nearest unit at work above this one; None at the top."""
    return next((up for up in above(units, code) if not units[up].retired), None)
