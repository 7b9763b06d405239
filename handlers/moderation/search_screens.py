"""The search as staff see it: its criteria, the results, and the pickers that change it."""

from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from domain.search.search import ANY, DAY, HOUR, PRESETS, SHORT, Filter, SearchFlag, SearchPart
from domain.search.search_words import written
from handlers.moderation import case_card, case_lists
from handlers.moderation.callbacks import (
    DropKept,
    KeepSearch,
    MoreOfFound,
    OpenKept,
    Pick,
    Preset,
    Put,
    SeeFound,
    TurnSearchPage,
)
from handlers.moderation.case_card import Ways
from handlers.moderation.search_words import vocabulary
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs
from handlers.ui.sanitize import line, visible
from usecases.core.views import Card, SavedSearch, Search
from usecases.moderation.search import Picking
from usecases.moderation.ticking import FOUND

FIRST_PAGE = case_lists.FIRST_PAGE
LONGEST_FILTER = 600  # characters of the criteria that are shown; the search uses all of them
LONGEST_KEPT = 120  # the same for each saved search of the list, which is one message
LONGEST_UNKNOWN = 200
ON_START = 6  # saved searches on the first screen; a button shows all
CHOICES = 12  # choices on one page of a picker
PARTS = (SearchPart.UNIT, SearchPart.STATUS, SearchPart.CATEGORY, SearchPart.AGE)
AGES = tuple(f"<{days * DAY}" for days in (1, 3, 7, 30)) + tuple(
    f">{days * DAY}" for days in (7, 30, 90)
)
ALL = "all"


def search(localizer: Localizer, search: Search) -> Screen:
    """The criteria and a page of results; without criteria, predefined and saved searches."""
    is_start = search.wanted == Filter()
    screen = Screen(
        text=paragraphs(
            lines(bold(localizer.say("search-title")), sought(localizer, search.wanted)),
            _cases(localizer, search),
            _looked_to(localizer, search),
            _how(localizer) if is_start and search.after is None else None,
        ),
        rows=(
            *case_lists.keys(search.found.cases, search.at, _see(search)),
            *_pages(localizer, search),
            *_parts(localizer, search),
            *(_offers(localizer, search) if is_start else _around(localizer, search)),
        ),
        protect=True,
        toast=localizer.say(search.note) if search.note else "",
    )
    return screen.led_by(unknown(localizer, search.unknown))


def _see(search: Search) -> Callable[[int], SeeFound]:
    """A function from case id to the button of a result, which has the way back to this page."""
    return partial(SeeFound, row=search.id, after=search.after or FIRST_PAGE)


def card(localizer: Localizer, found: Card, row: int, after: str) -> Screen:
    """The card of a case that was found, with a button back to its page of the search."""
    return case_card.card(localizer, found, around=_ways(localizer, found, row, after))


def unfolded(localizer: Localizer, found: Card, row: int, after: str) -> Screen:
    """The same with all its further actions."""
    return case_card.unfolded(localizer, found, around=_ways(localizer, found, row, after))


def _ways(localizer: Localizer, found: Card, row: int, after: str) -> Ways:
    case_id = found.case.id
    back = Key(label=localizer.say("search-back"), button=TurnSearchPage(row=row, after=after))
    return Ways(
        more=MoreOfFound(case_id=case_id, row=row, after=after),
        less=SeeFound(case_id=case_id, row=row, after=after),
        back=back,
    )


def sought(localizer: Localizer, wanted: Filter, most: int = LONGEST_FILTER) -> str:
    """The criteria as a text that could be typed as a search, cut to `most` characters."""
    found = written(wanted, vocabulary(localizer))
    return line(found, most) if found else localizer.say("search-everything")


def unknown(localizer: Localizer, words: tuple[str, ...]) -> str:
    """The words that were not understood, with help; empty if all were understood."""
    if not words:
        return ""
    return localizer.say("search-unknown", words=line(" ".join(words), LONGEST_UNKNOWN))


def _cases(localizer: Localizer, search: Search) -> Markup | str:
    if search.found.cases:
        several = len(search.units) > 1
        return case_lists.listed(
            localizer, search.found.cases, search.at, search.glimpses, unit=several
        )
    if search.found.looked_to is not None:
        return ""
    return localizer.say("search-none" if search.units else "search-none-readable")


def _looked_to(localizer: Localizer, search: Search) -> str:
    """A note up to where the page has searched, if it stopped at the limit of cases to check."""
    moment = search.found.looked_to
    if moment is None:
        return ""
    key = "search-looked-due" if search.wanted.oldest_first else "search-looked-to"
    return localizer.say(key, day=localizer.day(moment))


def _how(localizer: Localizer) -> Markup:
    how, _, after = localizer.say("search-how", example="\0").partition("\0")
    return Markup("{}{}{}").format(how, code(f"/search {localizer.say('search-example')}"), after)


def _pages(localizer: Localizer, search: Search) -> tuple[tuple[Key, ...], ...]:
    row = []
    if search.after is not None:
        first = TurnSearchPage(row=search.id, after=FIRST_PAGE)
        row.append(Key(label=localizer.say("search-first"), button=first))
    if search.found.after is not None:
        after = TurnSearchPage(row=search.id, after=search.found.after)
        row.append(Key(label=localizer.say("staff-next"), button=after))
    row += case_lists.several(localizer, f"{FOUND}{search.id}", search.after, search.found.cases)
    return (tuple(row),) if row else ()


def _parts(localizer: Localizer, search: Search) -> tuple[tuple[Key, ...], ...]:
    """A button for each part of the search; ticked if it has a value."""
    wanted = search.wanted
    asked = {
        SearchPart.UNIT: wanted.units,
        SearchPart.STATUS: wanted.statuses,
        SearchPart.CATEGORY: wanted.categories,
        SearchPart.AGE: wanted.older or wanted.newer,
    }
    keys = [
        Key(
            label=_ticked(localizer.say(f"search-part-{part}"), there=bool(asked[part])),
            button=Pick(row=search.id, part=part, place=0),
        )
        for part in PARTS
    ]
    late = Key(
        label=_ticked(localizer.say("search-mark-late"), there=SearchFlag.LATE in wanted.marks),
        button=Put(row=search.id, part=SearchPart.MARK, value=SearchFlag.LATE),
    )
    return (*grid(keys), (late,))


def _around(localizer: Localizer, search: Search) -> tuple[tuple[Key, ...], ...]:
    start = Key(label=localizer.say("search-start"), button=Preset(name=ALL))
    keep = Key(label=localizer.say("search-keep"), button=KeepSearch(row=search.id))
    return ((start, keep),)


def _offers(localizer: Localizer, search: Search) -> tuple[tuple[Key, ...], ...]:
    """Buttons of the predefined searches and of this person's saved ones."""
    presets = (
        Key(label=localizer.say(f"search-preset-{name}"), button=Preset(name=name))
        for name in PRESETS
    )
    own = (_kept(each) for each in search.kept[:ON_START])
    everything = Key(label=localizer.say("search-kept-all"), button=OpenKept(row=0))
    return (*grid(presets), *grid(own), *(((everything,),) if search.kept else ()))


def _kept(kept: SavedSearch) -> Key:
    name = cut(visible(kept.name), labels.LONGEST - 2)
    return Key(label=f"⭐ {name}", button=OpenKept(row=kept.id))


def kept(localizer: Localizer, found: tuple[SavedSearch, ...]) -> Screen:
    """A person's saved searches, each with a button to delete it."""
    shown = (
        lines(bold(line(each.name, labels.LONGEST)), sought(localizer, each.wanted, LONGEST_KEPT))
        for each in found
    )
    rows = []
    for each in found:
        name = cut(visible(each.name), labels.LONGEST)
        drop = Key(label=localizer.say("search-drop", name=name), button=DropKept(row=each.id))
        rows.append((_kept(each), drop))
    start = Key(label=localizer.say("search-start"), button=Preset(name=ALL))
    return Screen(
        text=paragraphs(
            bold(localizer.say("search-kept-title")),
            *(shown if found else (localizer.say("search-kept-none"),)),
        ),
        rows=(*rows, (start,)),
        protect=True,
    )


def picker(localizer: Localizer, picking: Picking, place: int = 0) -> Screen:
    """One page of the choices for a part of a search; those in the search are ticked."""
    choices = picking.choices or AGES
    place = place if place in range(0, len(choices), CHOICES) else 0
    keys = (
        Key(
            label=_ticked(_choice(localizer, picking.part, value), there=value in picking.chosen),
            button=Put(row=picking.id, part=picking.part, value=value),
        )
        for value in choices[place : place + CHOICES]
    )
    near = {"search-before": place - CHOICES, "search-after": place + CHOICES}
    page_keys = tuple(
        Key(
            label=localizer.say(words),
            button=Pick(row=picking.id, part=picking.part, place=at),
        )
        for words, at in near.items()
        if 0 <= at < len(choices)
    )
    none = Put(row=picking.id, part=picking.part, value=ANY)
    back = TurnSearchPage(row=picking.id, after=FIRST_PAGE)
    return Screen(
        text=lines(localizer.say(f"search-pick-{picking.part}")),
        rows=(
            *grid(keys),
            *((page_keys,) if page_keys else ()),
            (
                Key(label=localizer.say("search-any"), button=none),
                Key(label=localizer.say("search-show"), button=back),
            ),
        ),
        protect=True,
    )


def place_of(picking: Picking, value: str) -> int:
    """The first choice of the picker's page that shows this value."""
    at = picking.choices.index(value) if value in picking.choices else 0
    return at - at % CHOICES


def _choice(localizer: Localizer, part: SearchPart, value: str) -> str:
    match part:
        case SearchPart.UNIT:
            return labels.choice(localizer, "region", value)
        case SearchPart.CATEGORY:
            return labels.choice(localizer, "category", value)
        case SearchPart.STATUS if value in SHORT:
            return localizer.say(f"search-group-{value}")
        case SearchPart.STATUS:
            return localizer.say(f"staff-status-{value}")
        case _:
            count = int(value[1:])
            hours = localizer.say("search-hours", count=count // HOUR)
            age = hours if count % DAY else localizer.say("search-days", count=count // DAY)
            return localizer.say("search-older" if value[0] == ">" else "search-newer", age=age)


def _ticked(label: str, *, there: bool) -> str:
    return f"✓ {label}" if there else label
