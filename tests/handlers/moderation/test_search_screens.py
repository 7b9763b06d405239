"""The screens of a search, at their longest and at their emptiest."""

import pytest

from domain.search.search import DAY, PRESETS, Filter, SearchFlag, SearchPart
from domain.status import Status
from handlers.moderation import search_screens
from handlers.moderation.callbacks import OpenKept, Pick, Put, TurnSearchPage
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import length
from handlers.ui.markup import MOST_TEXT
from storage.cases.search import SearchPage
from tests.support.cases import a_case
from tests.support.chat import catalog
from tests.support.life import NOON
from tests.support.looks import look
from usecases.core.views import SavedSearch, Search
from usecases.moderation.search import MOST_KEPT, Picking

MOST_BUTTONS = 100  # of one message


@pytest.fixture(params=["en", "zh-Hans"])
def localizer(profile, request):
    return Localizer(catalog(), profile, request.param)


def a_search(profile, *cases, **changes):
    found = {
        "id": 7,
        "wanted": Filter(),
        "found": SearchPage(cases=cases, after=changes.pop("next_page", None)),
        "at": NOON,
        "units": profile.units,
        "kept": (),
    }
    return Search(**{**found, **changes})


def everything(profile):
    """A search for all there is, every part of it written."""
    return Filter(
        host=".".join(["a" * 60] * 4),
        units=frozenset(unit.code for unit in profile.units),
        statuses=frozenset(Status) - {Status.PURGED},
        categories=frozenset(each.code for each in profile.taxonomy.categories),
        older=DAY,
        newer=3650 * DAY,
        marks=frozenset(SearchFlag),
    )


def kept(profile, count):
    wanted = everything(profile)
    return tuple(
        SavedSearch(id=n, name=f"{n} " + "<b>" * 12, wanted=wanted) for n in range(1, count + 1)
    )


def test_the_longest_search_is_one_message_with_buttons_that_telegram_takes(localizer, profile):
    cases = tuple(a_case(id=n, number=f"2611-{n:04}") for n in range(8))
    for wanted in (everything(profile), Filter()):
        search = a_search(
            profile,
            *cases,
            wanted=wanted,
            kept=kept(profile, MOST_KEPT),
            unknown=("月" * 4000, "@moon"),
            next_page=f"{NOON}.{10**10 - 1}",
            after=f"{NOON}.{10**10 - 1}",
        )
        screen = search_screens.search(localizer, search)
        found = look(screen)
        assert length(screen.text) <= MOST_TEXT
        assert len(found.labels) <= MOST_BUTTONS
        assert set(found.live) <= {"/search"}  # our own word, which may be tapped


def test_all_kept_searches_stand_in_one_message(localizer, profile):
    screen = search_screens.kept(localizer, kept(profile, MOST_KEPT))

    assert length(screen.text) <= MOST_TEXT
    assert len(look(screen).labels) == 2 * MOST_KEPT + 1


def test_of_many_kept_searches_the_first_screen_shows_some_and_leads_to_all(localizer, profile):
    screen = search_screens.search(localizer, a_search(profile, kept=kept(profile, MOST_KEPT)))

    shown = [key.button for row in screen.rows for key in row if isinstance(key.button, OpenKept)]
    assert [button.row for button in shown] == [1, 2, 3, 4, 5, 6, 0]


def test_what_was_not_filled_says_how_far_it_looked(localizer, profile):
    for wanted, key in (
        (Filter(host="example.org"), "search-looked-to"),
        (PRESETS["late"], "search-looked-due"),
    ):
        found = SearchPage(cases=(), after="5.1", looked_to=NOON)
        screen = search_screens.search(localizer, a_search(profile, wanted=wanted, found=found))
        text = look(screen).text
        assert localizer.say(key, day=localizer.day(NOON)) in text
        assert localizer.say("search-none") not in text
        assert localizer.say("staff-next") in look(screen).labels


def test_a_later_page_leads_back_to_the_first(localizer, profile):
    screen = search_screens.search(localizer, a_search(profile, a_case(), after="5.1"))

    assert screen.rows[1][0].button == TurnSearchPage(row=7, after="-")
    assert localizer.say("search-how", example="x")[:10] not in look(screen).text


@pytest.mark.parametrize("part", [SearchPart.UNIT, SearchPart.STATUS, SearchPart.CATEGORY])
def test_a_picker_shows_every_choice_once_whatever_its_page(localizer, profile, part):
    choices = {
        SearchPart.UNIT: tuple(unit.code for unit in profile.units),
        SearchPart.STATUS: ("open", "ended", *Status),
        SearchPart.CATEGORY: profile.taxonomy.top,
    }[part]
    picking = Picking(id=7, part=part, choices=choices, chosen=frozenset(choices[:1]))

    seen, place = [], 0
    while place is not None:
        screen = search_screens.picker(localizer, picking, place)
        buttons = [key.button for row in screen.rows for key in row]
        seen += [b.value for b in buttons if isinstance(b, Put) and b.value != "-"]
        places = [b.place for b in buttons if isinstance(b, Pick)]
        place = next((each for each in places if each > place), None)

    assert seen == list(choices)
    assert (
        search_screens.picker(localizer, picking, 10**6).rows
        == search_screens.picker(localizer, picking).rows
    )


def test_a_ticked_choice_is_shown_on_its_own_page(profile):
    choices = tuple(unit.code for unit in profile.units)
    picking = Picking(id=7, part=SearchPart.UNIT, choices=choices, chosen=frozenset())

    assert search_screens.place_of(picking, choices[0]) == 0
    assert search_screens.place_of(picking, choices[-1]) == 24
    assert search_screens.place_of(picking, "moon") == 0
