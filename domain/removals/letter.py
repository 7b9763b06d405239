"""The letter by which a site or provider without people here is asked for a measure."""

from msgspec import Struct

from domain.core.names import Names
from domain.network.units import Unit, mailable
from domain.notices.removal_notices import Why
from domain.removals.removal import Ask
from domain.removals.xarf_types import XarfType

MOST_ADDRESSES = 20
"""Addresses in one letter; the number of those left out is said."""


class Letter(Struct, frozen=True, kw_only=True):
    """All that a letter says. Nothing in it comes from a reporter but where the content is.

    `number` is the case number and the number of the request within the case: `2611-0042/1`.
    `unit` asks, `to` are the names of the addressee, `above` those of the unit that gave an order.
    `language` is the locale that stands first. `addresses` are normal forms; `marks` has a random
    UUID for each, the same in every letter about it. `more` counts addresses left out. `facts` are
    the finding. `closed`: the category's content must not be looked at. `category` and
    `subcategory` are codes, `xarf` is their type, None if XARF has none. Times are unix seconds.
    """

    number: str
    why: Why
    unit: Unit
    to: Names
    language: str
    what: Ask
    addresses: tuple[str, ...]
    rule: str
    facts: str
    asked_at: int
    due_at: int
    category: str
    subcategory: str = ""
    days: int | None = None
    above: Names | None = None
    marks: tuple[str, ...] = ()
    more: int = 0
    closed: bool = False
    xarf: XarfType | None = None

    @property
    def reply_to(self) -> str:
        """The published mail address of the unit that asks; empty if it has none."""
        return (self.unit.email or "") if mailable(self.unit) else ""

    @property
    def in_force(self) -> bool:
        """Whether something is still asked: not in a letter that says it is settled."""
        return self.why != "settled"
