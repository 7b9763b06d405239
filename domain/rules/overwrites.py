"""What a file from outside would empty or change in many entries at once.

A column that was emptied, or that slid one row down, gives every unit no phone or its neighbour's.
Gaining a value is no loss: filling an empty column is never asked about.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from msgspec import Struct

from domain.network.units import Unit
from domain.profile import Profile
from domain.removals.providers import Provider
from domain.rules.losses import is_much
from domain.taxonomy import Category, Rule

T = TypeVar("T", Unit, Provider, Category, Rule)
Reader = Callable[[Any], Collection[Any]]
"""Reads the values of a field from an entry; empty if it has none."""

FEW = 2
"""So many entries may change in a field in any case: two that are swapped, or one moved office."""


class Overwrite(Struct, frozen=True, kw_only=True):
    """One field of many entries: the codes of those that lose it, and of those that change.

    `taken` are those whose new value was another entry's, as (code, code of the other). `of` is how
    many entries had a value.
    """

    kind: str
    field: str
    emptied: tuple[str, ...]
    changed: tuple[str, ...]
    taken: tuple[tuple[str, str], ...]
    of: int

    @property
    def is_much(self) -> bool:
        """Whether it has to be confirmed.

        That is where more than `FEW` entries, and more than the share of `losses.MOST_LOST`, lose
        or change the field; where all of two do; and where more than `FEW` get another's value.
        """
        count = len(self.emptied) + len(self.changed)
        many = count > FEW and is_much((*self.emptied, *self.changed), self.of)
        return many or 1 < count == self.of or len(self.taken) > FEW


def _one(value: object) -> tuple[object, ...]:
    return (value,) if value else ()


_UNIT: Mapping[str, Reader] = {
    "level": lambda unit: _one(unit.level),
    "parent": lambda unit: _one(unit.parent),
    "names": lambda unit: unit.names.items(),
    "area": lambda unit: _one(unit.area),
    "phone": lambda unit: _one(unit.phone),
    "email": lambda unit: _one((unit.email, unit.email_masked) if unit.email else ()),
    "hosts": lambda unit: unit.hosts,
    "website": lambda unit: _one(unit.website),
}
_PROVIDER: Mapping[str, Reader] = {
    "names": lambda provider: provider.names.items(),
    "hosts": lambda provider: provider.hosts,
    "channel": lambda provider: _one(provider.channel),
    "language": lambda provider: _one(provider.language),
}
_CATEGORY: Mapping[str, Reader] = {
    "names": lambda category: category.names.items(),
    "parent": lambda category: _one(category.parent),
    "minimum": lambda category: _one(category.minimum),
    "hotline": lambda category: _one(category.hotline),
    "closed": lambda category: _one(category.closed),
    "bottom_lines": lambda category: category.bottom_lines,
    "rules": lambda category: category.rules,
}
_RULE: Mapping[str, Reader] = {
    "law": lambda rule: rule.law.items(),
    "article": lambda rule: rule.article.items(),
    "about": lambda rule: rule.about.items(),
    "bottom_line": lambda rule: _one(rule.bottom_line),
}
_OWN = frozenset({"names", "phone", "email", "hosts", "website", "channel"})
"""Fields whose value belongs to one entry: to get another's is a sign that rows have slid."""


def of_units(before: Iterable[Unit], new: Iterable[Unit]) -> tuple[Overwrite, ...]:
    """What the new units would empty or change much of in those that are active in both."""
    return _overwrites("units", _UNIT, _active(before), _active(new))


def of_profile(before: Profile, new: Profile) -> tuple[Overwrite, ...]:
    """What a new profile would empty or change much of: units, providers, categories and rules."""
    old, now = before.taxonomy, new.taxonomy
    providers = [{each.code: each for each in which.providers} for which in (before, new)]
    return (
        *of_units(before.units, new.units),
        *_overwrites("providers", _PROVIDER, *providers),
        *_overwrites("categories", _CATEGORY, _active(old.categories), _active(now.categories)),
        *_overwrites("rules", _RULE, _active(old.rules), _active(now.rules)),
    )


def _active(entries: Iterable[T]) -> dict[str, T]:
    return {each.code: each for each in entries if not getattr(each, "retired", False)}


def _overwrites(
    kind: str, fields: Mapping[str, Reader], before: Mapping[str, T], new: Mapping[str, T]
) -> tuple[Overwrite, ...]:
    found = (_overwrite(kind, field, fields[field], (before, new)) for field in fields)
    return tuple(each for each in found if each.is_much)


def _overwrite(
    kind: str, field: str, read: Reader, versions: tuple[Mapping[str, T], Mapping[str, T]]
) -> Overwrite:
    before, new = versions
    had = {code: frozenset(read(each)) for code, each in before.items()}
    has = {code: frozenset(read(new[code])) for code in before if code in new}
    changed = [code for code in has if not had[code] <= has[code]]
    owners = {value: code for code in had for value in had[code]} if field in _OWN else {}
    taken = {
        code: owners[value]
        for code in changed
        for value in has[code] - had[code]
        if value in owners and owners[value] != code
    }
    return Overwrite(
        kind=kind,
        field=field,
        emptied=tuple(code for code in changed if not has[code]),
        changed=tuple(code for code in changed if has[code]),
        taken=tuple(taken.items()),
        of=sum(code in has and bool(had[code]) for code in had),
    )
