"""Search of cases: start one, change its criteria by buttons, turn pages, save it under a name.

Each message with a search has a row of its own, so its buttons work whatever is searched later. A
search reads only units that the person may read.
"""

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import SearchContext
from conversation.forms.search import KEEP
from domain.core.errors import BadAnswer, NotAllowed, TooMany
from domain.draft import Draft
from domain.network.people import Person, overlooks
from domain.network.units import Unit
from domain.search.search import ANY, PRESETS, SHORT, Filter, SearchPart, changed, kinds
from domain.status import Status
from storage.cases import cases, filters, search
from storage.cases.filters import SavedSearch
from storage.cases.search import SearchPage, SearchQuery
from storage.engine.database import Tx
from usecases.core import authority
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.core.views import Card, Search
from usecases.dialogs import draft_lifecycle
from usecases.moderation import case_card, glimpses

PAGE = 8
MOST_KEPT = 20  # per person, so that they fit one screen
MOST_LOOKED_AT = 20  # older messages answer that they are too old


class Picking(Struct, frozen=True, kw_only=True):
    """The options of one criterion: `choices` in order, those in `chosen` are ticked."""

    id: int
    part: SearchPart
    choices: tuple[str, ...]
    chosen: frozenset[str]


def begin(req: Request, wanted: Filter, unknown: tuple[str, ...] = ()) -> Search | Card:
    """/search: the cases found, or the card if a case number was typed."""
    readable(req.actor, req)
    if wanted.number:
        return case_card.card(req, cases.by_number(req.tx, wanted.number))
    row = filters.add(req.tx, req.actor.who, wanted, now=req.now)
    filters.forget_older(req.tx, req.actor.who, but=MOST_LOOKED_AT)
    return _found(req, row, unknown=unknown)


def preset(req: Request, name: str, *, own: bool = False) -> Search | Card:
    """One of the predefined searches; `own`: only in units whose cases this person may move."""
    if name not in PRESETS:
        raise BadAnswer("answer-stale")
    wanted = PRESETS[name]
    if own:
        units = authority.worked_on(req.actor, req)
        if len(units) < len(readable(req.actor, req)):
            wanted = replace(wanted, units=frozenset(unit.code for unit in units))
    return begin(req, wanted)


def turn_page(req: Request, row: int, after: str | None) -> Search:
    """Another page of a search, or the first one again."""
    return _found(req, _row(req.tx, req.actor, row), after=after)


def pick(req: Request, row: int, part: SearchPart) -> Picking:
    """The options of one criterion of a search."""
    known = _row(req.tx, req.actor, row)
    chosen = {
        SearchPart.UNIT: known.wanted.units,
        SearchPart.STATUS: known.wanted.statuses,
        SearchPart.CATEGORY: known.wanted.categories,
    }.get(part, frozenset())
    choices = _choices(req.actor, req, part)
    more = tuple(sorted(chosen - set(choices)))  # typed, or of an earlier profile
    return Picking(id=row, part=part, choices=(*choices, *more), chosen=frozenset(chosen))


def tick(req: Request, row: int, part: SearchPart, value: str) -> Picking:
    """Add or remove one value of a criterion that allows several: unit, state, category."""
    offered = pick(req, row, part).choices
    if value not in {ANY, *offered}:
        raise BadAnswer("answer-stale")
    _change(req.tx, req.actor, row, part, value)
    return pick(req, row, part)


def change(req: Request, row: int, part: SearchPart, value: str) -> Search:
    """Set a criterion with one value, such as age, or toggle a flag."""
    return _found(req, _change(req.tx, req.actor, row, part, value))


def _change(tx: Tx, person: Person, row: int, part: SearchPart, value: str) -> SavedSearch:
    known = _row(tx, person, row)
    if known.name:
        raise BadAnswer("answer-stale")  # a saved search does not change
    wanted = changed(known.wanted, part, value)
    filters.change(tx, row, wanted)
    return replace(known, wanted=wanted)


def kept(req: Request) -> tuple[SavedSearch, ...]:
    """This person's saved searches."""
    readable(req.actor, req)
    return filters.named(req.tx, req.actor.who)


def open_kept(req: Request, row: int) -> Search | Card:
    """Run a saved search; changing it afterwards does not change what was saved."""
    return begin(req, _row(req.tx, req.actor, row).wanted)


def drop(req: Request, row: int) -> tuple[SavedSearch, ...]:
    """Delete a saved search; returns the others."""
    filters.drop(req.tx, req.actor.who, row)
    return kept(req)


def begin_keeping(req: Request, row: int) -> Asked:
    """Ask for a name to save a search under."""
    _row(req.tx, req.actor, row)
    _room_for(req.tx, req.actor, "")
    return draft_lifecycle.begin(req, KEEP.name, context=SearchContext(search=row))


def keep(req: Request, draft: Draft) -> Search:
    """Save a search under its name; replaces one with the same name."""
    row = _row(req.tx, req.actor, SearchContext.of(draft).search)
    name = str(draft.answers["name"])
    for old in _room_for(req.tx, req.actor, name):
        filters.drop(req.tx, req.actor.who, old.id)
    filters.add(req.tx, req.actor.who, row.wanted, name=name, now=req.now)
    return _found(req, row, note="search-kept")


def _room_for(tx: Tx, person: Person, name: str) -> tuple[SavedSearch, ...]:
    """The searches with this name; TooMany where there is no room for another."""
    saved = filters.named(tx, person.who)
    same = tuple(each for each in saved if each.name == name)
    if len(saved) - len(same) >= MOST_KEPT:
        raise TooMany("search-too-many-kept", limit=MOST_KEPT)
    return same


def readable(person: Person, req: Request) -> tuple[Unit, ...]:
    """The units whose cases this person may read; raises a refusal if there are none."""
    known = req.profile.by_code
    found = tuple(unit for unit in req.profile.units if overlooks(person, unit.code, known))
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def _choices(person: Person, req: Request, part: SearchPart) -> tuple[str, ...]:
    match part:
        case SearchPart.UNIT:
            return tuple(unit.code for unit in readable(person, req))
        case SearchPart.STATUS:
            return (*SHORT, *Status)
        case SearchPart.CATEGORY:
            return req.profile.taxonomy.top
        case _:
            return ()


def _row(tx: Tx, person: Person, row: int) -> SavedSearch:
    found = filters.get(tx, person.who, row)
    if found is None:
        raise BadAnswer("search-gone")
    return found


def _found(
    req: Request,
    row: SavedSearch,
    *,
    after: str | None = None,
    unknown: tuple[str, ...] = (),
    note: str = "",
) -> Search:
    asked, found = _page(req, row.wanted, after, PAGE)
    return Search(
        id=row.id,
        wanted=row.wanted,
        found=found,
        glimpses=glimpses.of_cases(req, found.cases),
        at=req.now,
        units=asked,
        kept=filters.named(req.tx, req.actor.who),
        after=after,
        unknown=unknown,
        note=note,
    )


def page(req: Request, row: int, after: str | None, *, size: int) -> SearchPage:
    """A page of one of this person's searches, without what else its screen shows."""
    return _page(req, _row(req.tx, req.actor, row).wanted, after, size)[1]


def _page(
    req: Request, wanted: Filter, after: str | None, size: int
) -> tuple[tuple[Unit, ...], SearchPage]:
    """The units searched, and a page of what was found there."""
    units = readable(req.actor, req)
    asked = tuple(unit for unit in units if not wanted.units or unit.code in wanted.units)
    sought = SearchQuery(
        wanted=wanted,
        units=tuple(unit.code for unit in asked),
        kinds=kinds(req.profile.taxonomy, wanted.categories),
        who=req.actor.who,
        now=req.now,
    )
    return asked, search.find(req.tx, sought, after=after, size=size)
