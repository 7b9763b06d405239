"""Entries of the public directory: how two versions differ, and whether a check is too old."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from domain.core.changes import Changes, differing
from domain.core.normal import normal
from domain.network.units import Unit

CHECK_DAYS = 90
"""After so many days an entry should be checked again."""
_DAY = 86_400  # seconds

PUBLISHED: Mapping[str, Callable[[Unit], Any]] = {
    "level": lambda unit: unit.level.value,
    "parent": lambda unit: unit.parent or "",
    "names": lambda unit: " / ".join(unit.names.values()),
    "area": lambda unit: unit.area,
    "phone": lambda unit: unit.phone,
    "email": lambda unit: unit.email or "",
    "email_masked": lambda unit: "yes" if unit.email_masked else "",
    "hosts": lambda unit: " ".join(unit.hosts),
    "website": lambda unit: unit.website or "",
}
"""The published fields, each as the text that is shown."""

REACHED_BY = frozenset({"names", "phone", "email", "email_masked", "hosts", "website"})
"""The fields that say how the public reaches an office, and whose number it is: a false one does
harm at once."""
CONTACT = frozenset({"phone", "email", "website"})
"""The fields of an office's contact: a person who changes one has checked the entry."""
MOST_RETIRED = Fraction(1, 3)
"""The share of the active units that a file may retire without being asked twice: a part of a
directory, sent for correction, lacks nearly all of them."""
LEAST_DIGITS = 5  # of the shortest published hotlines
_ADDRESS = re.compile(r"@|[\w-]\.[a-z]{2,}", re.IGNORECASE)


def is_reached_by(changes: Changes) -> bool:
    """Whether these changes are about how the public reaches an office, in whatever field."""
    _, area = changes.get("area", ("", ""))
    return not REACHED_BY.isdisjoint(changes) or says_how_to_reach(area)


def says_how_to_reach(text: str) -> bool:
    """Whether a text may have a phone number or an address in it."""
    plain = normal("NFKC", text)
    digits = sum(each.isnumeric() for each in plain)
    return digits >= LEAST_DIGITS or _ADDRESS.search(plain) is not None


def changes(old: Unit | None, new: Unit) -> Changes:
    """The fields that differ; of a new unit, all fields."""
    return differing(PUBLISHED, old, new)


class Difference(Struct, frozen=True, kw_only=True):
    """What a new directory would change; the units are as they would be after it."""

    added: tuple[Unit, ...]
    changed: tuple[tuple[Unit, Changes], ...]
    retired: tuple[Unit, ...]
    restored: tuple[tuple[Unit, Changes], ...]
    unchanged: int

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units to be stored."""
        touched = (unit for unit, _ in (*self.changed, *self.restored))
        return (*self.added, *touched, *self.retired)

    @property
    def active_before(self) -> int:
        """How many units were active before the change."""
        return len(self.changed) + len(self.retired) + self.unchanged

    @property
    def retires_many(self) -> bool:
        """Whether more than `MOST_RETIRED` of the active units would be retired."""
        return len(self.retired) > MOST_RETIRED * self.active_before


def difference(known: Iterable[Unit], listed: Iterable[Unit]) -> Difference:
    """The changes of the known units if these were the whole directory.

    Units keep their own deadlines and working days, which are not in a directory. A unit that is
    not listed is retired.
    """
    before = {unit.code: unit for unit in known}
    added, changed, restored = [], [], []
    unchanged = 0
    left = dict(before)
    for unit in listed:
        old = left.pop(unit.code, None)
        if old is None:
            added.append(unit)
            continue
        new = replace(unit, clocks=old.clocks, holidays=old.holidays, working=old.working)
        differs = changes(old, new)
        if old.retired:
            restored.append((new, differs))
        elif differs:
            changed.append((new, differs))
        else:
            unchanged += 1
    return Difference(
        added=tuple(added),
        changed=tuple(changed),
        retired=tuple(replace(unit, retired=True) for unit in left.values() if not unit.retired),
        restored=tuple(restored),
        unchanged=unchanged,
    )


def is_stale(since: int | None, now: int) -> bool:
    """Whether an entry should be checked, last checked or first stored at `since`; unix seconds."""
    return since is None or since <= now - CHECK_DAYS * _DAY
