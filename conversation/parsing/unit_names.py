"""Choose a unit among all: their order, and those that a typed word means.

A word may be a code, a host or an address, or a part of a name, in pinyin, too.
"""

from collections.abc import Iterable
from typing import Any

from conversation.parsing.pinyin import pinyin
from conversation.parsing.urls import host_of
from domain.core.errors import BadAnswer
from domain.network.directory import at_work, folded, meant
from domain.network.units import Unit
from domain.profile import Profile

LEAST_PINYIN, MOST_PINYIN = 2, 40  # characters of a word that may be pinyin; others are sentences


def ordered(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The active units as buttons offer them: province, cities, then the sites."""
    known = tuple(units)
    return (*at_work(known, sites=False), *at_work(known, sites=True))


def meant_by(units: Iterable[Unit], typed: str) -> tuple[Unit, ...]:
    """The active units that a typed word means, the best match first; a whole name means one.

    Names are compared in pinyin only where nothing else fits: the first time loads a dictionary.
    """
    known = tuple(units)
    word = typed.strip()
    host = host_of(word.removeprefix("https://").removeprefix("http://").partition("/")[0])
    found = meant(known, word, host=host, readings={})
    if not found and word.isascii() and LEAST_PINYIN <= len(word) <= MOST_PINYIN:
        found = meant(known, word, host=None, readings=_readings(known))
    whole = [unit for unit in found if folded(word) in map(folded, unit.names.values())]
    return (whole[0],) if len(whole) == 1 else found


def _readings(units: Iterable[Unit]) -> dict[str, tuple[str, ...]]:
    """The pinyin of each unit's names, whole and by initials, by the unit's code."""
    return {
        unit.code: tuple(spelling for name in unit.names.values() for spelling in pinyin(name))
        for unit in units
    }


def one_of(units: Iterable[Unit], typed: str, *, unknown: str, several: str, **params: Any) -> Unit:
    """The one active unit that a typed word means.

    BadAnswer with the key `unknown` where there is none. With the key `several` it names those that
    fit in `offered`, which the question then has as buttons, and their number in `count`.
    """
    found = meant_by(units, typed)
    if not found:
        raise BadAnswer(unknown, **params)
    if len(found) > 1:
        codes = tuple(unit.code for unit in found)
        raise BadAnswer(several, count=len(found), offered=codes, **params)
    return found[0]


def named(profile: Profile, typed: str) -> str:
    """The code of the one active unit that a word means; BadAnswer if none or several fit."""
    unknown, several = "suggestion-unit-unknown", "suggestion-unit-several"
    return one_of(profile.units, typed, unknown=unknown, several=several).code


def codes(profile: Profile) -> tuple[str, ...]:
    """The codes of all active units, in the order of `ordered`."""
    return tuple(unit.code for unit in ordered(profile.units))
