"""Units: offices and sites, their contact data and their hosts."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Self

from msgspec import Struct, field

from domain.core.names import Names, localized


class Level(StrEnum):
    """The level of a unit; compares by rank, lowest first: a site is below its city."""

    SITE = "site"
    CITY = "city"
    PROVINCE = "province"

    @property
    def rank(self) -> int:
        """0 for the lowest level."""
        return _RANKS[self]

    def __lt__(self, other: str) -> bool:
        return self.rank < Level(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Level(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Level(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Level(other).rank


_RANKS = {level: rank for rank, level in enumerate(Level)}


class Unit(Struct, frozen=True, kw_only=True):
    """An office or a site, as the public directory has it.

    `phone` and `email` stay as published. `email_masked`: the published address has
    stars in it; it is shown, but no mail is sent to it. `hosts` are lower case and in punycode; a
    host covers its subdomains. `clocks` are the names and values of `Clocks` that differ here;
    `holidays` and `working` are days (ISO dates) that differ from the deployment's calendar.
    """

    code: str
    level: Level
    parent: str | None = None
    names: Names
    area: str = ""
    phone: str = ""
    email: str | None = None
    email_masked: bool = False
    hosts: tuple[str, ...] = ()
    website: str | None = None
    retired: bool = False
    clocks: Mapping[str, int] = field(default_factory=dict)
    holidays: tuple[str, ...] = ()
    working: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.code)

    def name(self, locale: str) -> str:
        """What the unit is called in this language."""
        return localized(self.names, locale)

    def to_document(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "code": self.code,
            "level": self.level.value,
            "parent": self.parent,
            "names": dict(self.names),
            "area": self.area,
            "phone": self.phone,
            "email": self.email,
            "email_masked": self.email_masked,
            "hosts": list(self.hosts),
            "website": self.website,
            "retired": self.retired,
            "clocks": dict(self.clocks),
            "holidays": list(self.holidays),
            "working": list(self.working),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """From plain JSON values, as made by `to_document`."""
        fields = dict(document)
        fields["level"] = Level(fields["level"])
        for name in ("hosts", "holidays", "working"):
            fields[name] = tuple(fields.get(name, ()))
        return cls(**fields)


def mailable(unit: Unit) -> bool:
    """Whether mail can be sent there: a complete address of an active unit."""
    return bool(unit.email) and not unit.email_masked and not unit.retired


def above(units: Mapping[str, Unit], code: str) -> tuple[str, ...]:
    """The codes of the units above this one, nearest first; none for an unknown code."""
    line: list[str] = []
    parent = units[code].parent if code in units else None
    while parent is not None and parent in units and parent not in (code, *line):
        line.append(parent)  # data edited by hand may contain a cycle
        parent = units[parent].parent
    return tuple(line)


def by_host(units: Iterable[Unit]) -> dict[str, Unit]:
    """The active units by host."""
    found: dict[str, Unit] = {}
    for unit in units:
        for host in () if unit.retired else unit.hosts:
            found.setdefault(host, unit)
    return found


def site_of(hosts: Mapping[str, Unit], host: str | None) -> Unit | None:
    """The unit of this host or of its nearest parent domain; None if there is none."""
    rest = (host or "").lower().rstrip(".")
    if rest not in hosts and f"www.{rest}" in hosts:  # published with www: the same site as without
        return hosts[f"www.{rest}"]
    while rest:
        if rest in hosts:
            return hosts[rest]
        rest = rest.partition(".")[2]
    return None
