"""The network as admins see it: everything fits a message, whatever somebody has typed."""

import pytest
from msgspec.structs import replace

from conversation.forms.unit_draft import FIELDS
from domain.network.people import Person
from domain.network.units import Level, Unit
from handlers.dialogs import render
from handlers.network import unit_form, unit_screens
from handlers.network.callbacks import ChangeUnit, ListUnits, RestoreUnit, RetireSurely, SeeUnit
from handlers.ui.localizer import Localizer
from tests.support.chat import catalog
from tests.support.filed import an_asked
from tests.support.looks import look
from usecases.core.views import UnitView
from usecases.network.retirement import Retiring
from usecases.network.unit_editing import UnitList

LONG = Unit(
    code="a" * 20,
    level=Level.SITE,
    parent="changsha",
    names={"zh-Hans": "名" * 80, "en": "<b>@rumours</b>" * 5},
    area="区" * 80,
    phone="0" * 64,
    email=f"{'x' * 60}@{'y' * 60}.cn",
    hosts=tuple(f"{'h' * 60}{n}.cn" for n in range(20)),
    website="https://" + "w" * 200 + ".cn/",
    clocks={"close_days": 4, "accept_days": 2},
    holidays=tuple(f"2026-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 29)),
    working=tuple(f"2027-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 29)),
)


@pytest.fixture(params=["en", "zh-Hans"])
def localizer(request, profile):
    return Localizer(catalog(), profile, request.param)


def a_view(unit, **changes):
    view = UnitView(unit=unit, is_bound=False, topics=False, people=0, on_call=(), open_cases=0)
    return replace(view, **changes)


def a_page(units, **changes):
    page = UnitList(units=units, page=0, pages=1, bound=frozenset(), people={})
    return replace(page, **changes)


def buttons(screen):
    return [key.button for row in screen.rows for key in row]


def test_every_unit_has_a_card_and_every_field_its_button(localizer, profile):
    for unit in profile.units:
        screen = unit_screens.card(localizer, a_view(unit))
        assert unit.name(localizer.locale) in look(screen).text
        for field in FIELDS:
            assert ChangeUnit(unit.code, field) in buttons(screen)


def test_the_longest_unit_fits_and_nothing_in_its_name_is_formatted(localizer):
    crowd = tuple(Person(who=f"{n:032x}", locale="en", name="名" * 64) for n in range(40))

    found = look(unit_screens.card(localizer, a_view(LONG, on_call=crowd, note="unit-saved")))

    assert localizer.say("unit-saved") in found.text
    assert len(found.kinds("bold")) == 1


def test_a_retired_unit_can_only_come_back(localizer, profile):
    unit = replace(profile.by_code["voc"], retired=True)

    screen = unit_screens.card(localizer, a_view(unit))

    assert localizer.say("units-is-retired") in look(screen).text
    assert RestoreUnit("voc") in buttons(screen)
    assert not any(isinstance(button, ChangeUnit) for button in buttons(screen))


@pytest.mark.parametrize(
    ("bound", "topics", "key"),
    [
        (False, False, "units-no-group"),
        (True, False, "units-group"),
        (True, True, "units-group-topics"),
    ],
)
def test_whether_there_is_a_group_is_said(localizer, profile, bound, topics, key):
    view = a_view(profile.by_code["voc"], is_bound=bound, topics=topics)

    assert localizer.say(key) in look(unit_screens.card(localizer, view)).text.splitlines()


def test_a_page_of_the_longest_units_fits(localizer):
    units = tuple(replace(LONG, code=f"{'a' * 18}{n:02}") for n in range(10))

    screen = unit_screens.listed(localizer, a_page(units, page=1, pages=3))

    look(screen)
    assert [b for b in buttons(screen) if isinstance(b, SeeUnit)] == [
        SeeUnit(unit.code) for unit in units
    ]
    assert {ListUnits(0), ListUnits(2)} <= set(buttons(screen))


def test_levels_and_retired_units_have_headings_of_their_own(localizer, profile):
    units = (
        profile.by_code["hunan"],
        profile.by_code["changsha"],
        profile.by_code["voc"],
        replace(profile.by_code["qq"], retired=True),
    )

    found = look(unit_screens.listed(localizer, a_page(units, people={"voc": 2})))

    headings = [localizer.say(f"level-{level}") for level in ("province", "city", "site")]
    assert found.kinds("bold")[1:] == [*headings, localizer.say("units-retired")]
    assert localizer.say("units-people", count=2) in found.text


@pytest.mark.parametrize("cases", [0, 1, 500])
def test_before_it_is_retired_it_is_said_who_gets_what(localizer, profile, cases):
    found = Retiring(unit=profile.by_code["voc"], to="hunan", open_cases=cases)

    screen = unit_screens.retire_surely(localizer, found)

    assert (profile.by_code["hunan"].name(localizer.locale) in look(screen).text) is bool(cases)
    assert RetireSurely("voc") in buttons(screen)


def test_the_preview_of_a_change_shows_old_and_new(localizer, profile):
    answers = {"_unit": "voc", "_field": "phone", "phone": "12377"}

    asked = an_asked(profile, "unit", "save", answers=answers)

    text = look(unit_form.question(localizer, asked)).text
    assert "0731-84329525 → 12377" in text
    assert not any(line.startswith(localizer.say("unit-field-email")) for line in text.splitlines())


def test_a_preview_of_nothing_says_so(localizer, profile):
    answers = {"_unit": "voc", "_field": "phone", "phone": "0731-84329525"}

    asked = an_asked(profile, "unit", "save", answers=answers)

    assert localizer.say("unit-unchanged") in look(unit_form.question(localizer, asked)).text


def test_a_refusal_names_units_and_clocks_by_their_names(localizer, profile):
    found = render.named(
        localizer,
        {"unit": "voc", "units": ("qq", "voc"), "earlier": "clock-close_days", "host": "x"},
    )

    voc, qq = (profile.by_code[code].name(localizer.locale) for code in ("voc", "qq"))
    assert found == {
        "unit": voc,
        "units": f"{qq}, {voc}",
        "earlier": localizer.say("clock-close_days"),
        "host": "x",
    }
