"""What staff look for: a search begun, changed by taps, turned page by page, kept under a name.

A message with a search has a row of its own, so its buttons stay right whatever is searched for
after it. Only what somebody may read is ever looked at.
"""

from msgspec import Struct
from msgspec.structs import replace

from conversation.forms.search import KEEP
from domain.core.errors import BadAnswer, NotAllowed, TooMany
from domain.draft import Draft
from domain.network.people import Person, overlooks
from domain.network.units import Unit
from domain.search.search import ANY, PRESETS, SHORT, Filter, Part, changed, kinds
from domain.status import Status
from storage.cases import cases, filters, search
from storage.cases.filters import Kept
from storage.cases.search import Sought
from storage.engine.database import Tx
from usecases.core.outcomes import Asked
from usecases.core.request import Scene
from usecases.core.views import Card, Search
from usecases.dialogs import draft_lifecycle
from usecases.moderation import case_card

PAGE = 8
MOST_KEPT = 20  # of one person, so that they fit one screen
MOST_LOOKED_AT = 20  # older messages with a search say kindly that they are old


class Picking(Struct, frozen=True, kw_only=True):
    """What one part of a search may be: `choices` in their order, those of `chosen` ticked."""

    id: int
    part: Part
    choices: tuple[str, ...]
    chosen: frozenset[str]


def begin(
    tx: Tx, person: Person, scene: Scene, wanted: Filter, unknown: tuple[str, ...] = ()
) -> Search | Card:
    """/search: the cases that are looked for, or the card where its number was named."""
    readable(person, scene)
    if wanted.number:
        return case_card.card(tx, person, scene, cases.by_number(tx, wanted.number))
    row = filters.add(tx, person.who, wanted, now=scene.now)
    filters.forget_older(tx, person.who, but=MOST_LOOKED_AT)
    return _found(tx, person, scene, row, unknown=unknown)


def preset(tx: Tx, person: Person, scene: Scene, name: str) -> Search | Card:
    """One of the searches that everybody needs."""
    if name not in PRESETS:
        raise BadAnswer("answer-stale")
    return begin(tx, person, scene, PRESETS[name])


def turn(tx: Tx, person: Person, scene: Scene, row: int, after: str | None) -> Search:
    """Another page of a search, or the first one again."""
    return _found(tx, person, scene, _row(tx, person, row), after=after)


def pick(tx: Tx, person: Person, scene: Scene, row: int, part: Part) -> Picking:
    """What one part of a search may be."""
    known = _row(tx, person, row)
    chosen = {
        Part.UNIT: known.wanted.units,
        Part.STATUS: known.wanted.statuses,
        Part.CATEGORY: known.wanted.categories,
    }.get(part, frozenset())
    choices = _choices(person, scene, part)
    more = tuple(sorted(chosen - set(choices)))  # typed, or of a profile that was
    return Picking(id=row, part=part, choices=(*choices, *more), chosen=frozenset(chosen))


def tick(tx: Tx, person: Person, scene: Scene, row: int, part: Part, value: str) -> Picking:
    """Look for a unit, a state or a category besides, or no longer; more may follow."""
    offered = pick(tx, person, scene, row, part).choices
    if value not in {ANY, *offered}:
        raise BadAnswer("answer-stale")
    _change(tx, person, row, part, value)
    return pick(tx, person, scene, row, part)


def change(tx: Tx, person: Person, scene: Scene, row: int, part: Part, value: str) -> Search:
    """Look for something else: another age, or a mark put on or taken off."""
    return _found(tx, person, scene, _change(tx, person, row, part, value))


def _change(tx: Tx, person: Person, row: int, part: Part, value: str) -> Kept:
    known = _row(tx, person, row)
    if known.name:
        raise BadAnswer("answer-stale")  # a kept search stays as it was kept
    wanted = changed(known.wanted, part, value)
    filters.change(tx, row, wanted)
    return replace(known, wanted=wanted)


def kept(tx: Tx, person: Person, scene: Scene) -> tuple[Kept, ...]:
    """What this person has kept."""
    readable(person, scene)
    return filters.named(tx, person.who)


def open_kept(tx: Tx, person: Person, scene: Scene, row: int) -> Search | Card:
    """Look again for what was kept; what is changed from there on changes nothing of it."""
    return begin(tx, person, scene, _row(tx, person, row).wanted)


def drop(tx: Tx, person: Person, scene: Scene, row: int) -> tuple[Kept, ...]:
    """Keep a search no longer."""
    filters.drop(tx, person.who, row)
    return kept(tx, person, scene)


def begin_keeping(tx: Tx, person: Person, scene: Scene, row: int) -> Asked:
    """Ask what a search is to be called."""
    _row(tx, person, row)
    _room_for(tx, person, "")
    return draft_lifecycle.begin(tx, person, scene, KEEP.name, answers={"_search": row})


def keep(tx: Tx, person: Person, scene: Scene, draft: Draft) -> Search:
    """Keep a search under its name; one that had the name gives way."""
    row, name = _row(tx, person, int(draft.answers["_search"])), str(draft.answers["name"])
    for old in _room_for(tx, person, name):
        filters.drop(tx, person.who, old.id)
    filters.add(tx, person.who, row.wanted, name=name, now=scene.now)
    return _found(tx, person, scene, row, note="search-kept")


def _room_for(tx: Tx, person: Person, name: str) -> tuple[Kept, ...]:
    """Those that have this name already; raises TooMany where there is no room for one more."""
    there = filters.named(tx, person.who)
    same = tuple(each for each in there if each.name == name)
    if len(there) - len(same) >= MOST_KEPT:
        raise TooMany("search-too-many-kept", limit=MOST_KEPT)
    return same


def readable(person: Person, scene: Scene) -> tuple[Unit, ...]:
    """The units whose cases this person may read; refuses where there are none."""
    known = scene.profile.by_code
    found = tuple(unit for unit in scene.profile.units if overlooks(person, unit.code, known))
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def _choices(person: Person, scene: Scene, part: Part) -> tuple[str, ...]:
    match part:
        case Part.UNIT:
            return tuple(unit.code for unit in readable(person, scene))
        case Part.STATUS:
            return (*SHORT, *Status)
        case Part.CATEGORY:
            return scene.profile.taxonomy.top
        case _:
            return ()


def _row(tx: Tx, person: Person, row: int) -> Kept:
    found = filters.get(tx, person.who, row)
    if found is None:
        raise BadAnswer("search-gone")
    return found


def _found(
    tx: Tx,
    person: Person,
    scene: Scene,
    row: Kept,
    *,
    after: str | None = None,
    unknown: tuple[str, ...] = (),
    note: str = "",
) -> Search:
    wanted, units = row.wanted, readable(person, scene)
    asked = tuple(unit for unit in units if not wanted.units or unit.code in wanted.units)
    sought = Sought(
        wanted=wanted,
        units=tuple(unit.code for unit in asked),
        kinds=kinds(scene.profile.taxonomy, wanted.categories),
        who=person.who,
        now=scene.now,
    )
    return Search(
        id=row.id,
        wanted=wanted,
        found=search.find(tx, sought, after=after, size=PAGE),
        at=scene.now,
        units=asked,
        kept=filters.named(tx, person.who),
        after=after,
        unknown=unknown,
        note=note,
    )
