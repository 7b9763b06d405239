"""The public directory: find units by a word."""

import re
from collections.abc import Iterable, Mapping

from domain.network.units import Level, Unit, by_host, site_of

_BETWEEN = re.compile(r"[\s'’·.,_()（）-]+")
MOST_WORD = 100  # characters of a word that are used


def folded(word: str) -> str:
    """A word in lower case without separators, for comparison."""
    return _BETWEEN.sub("", word[:MOST_WORD].casefold())


def at_work(units: Iterable[Unit], *, sites: bool) -> tuple[Unit, ...]:
    """The active sites, or the active offices from the highest level down."""
    found = (u for u in units if not u.retired and (u.level is Level.SITE) is sites)
    return tuple(sorted(found, key=lambda unit: -unit.level.rank))


def meant(
    units: Iterable[Unit], word: str, *, host: str | None, readings: Mapping[str, tuple[str, ...]]
) -> tuple[Unit, ...]:
    """The units that match a word, best first; empty if none does.

    `host` is the host of the word, if it is an address; `readings` are the pronunciations of a
    unit's names (pinyin), by its code.
    """
    working = tuple(unit for unit in units if not unit.retired)
    site = site_of(by_host(working), host)
    if site is not None:
        return (site,)
    wanted = folded(word)
    if not wanted:
        return ()
    ranked = [(rank, unit) for unit in working if (rank := _rank(unit, wanted, readings)) < _NONE]
    exact = [unit for rank, unit in ranked if rank == 0]
    return tuple(exact or (unit for _, unit in sorted(ranked, key=lambda each: each[0])))


_NONE = 3


def _rank(unit: Unit, wanted: str, readings: Mapping[str, tuple[str, ...]]) -> int:
    """0: its code; 1: a name begins so; 2: a name has it somewhere in it; 3: not meant."""
    if folded(unit.code) == wanted:
        return 0
    names = [
        folded(name)
        for name in (*unit.names.values(), unit.area, *unit.hosts, *readings.get(unit.code, ()))
    ]
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(wanted in name for name in names) else _NONE
