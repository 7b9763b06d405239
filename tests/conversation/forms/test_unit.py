"""The form of a unit: which questions are asked, what they take, what comes of the answers."""

import pytest
from msgspec.structs import replace

from conversation import engine
from conversation.contexts import UnitEditContext
from conversation.form import Given, Sheet
from conversation.forms.unit import UNIT
from conversation.forms.unit_draft import FIELDS, changed, drawn_up, with_answers
from domain.core.errors import BadAnswer
from domain.draft import Draft
from domain.network.units import Level

NAMES = "新闻网\nNews Net"


@pytest.fixture
def sheet(profile):
    def make(**answers):
        draft = Draft(id="d", who="w", form="unit").with_document(answers)
        return Sheet(draft=draft, profile=profile)

    return make


def asked(sheet):
    return [step.name for step in UNIT.steps if step.asked_if(sheet)]


def take(sheet, **given):
    return replace(sheet, draft=engine.take(UNIT, sheet, Given(**given)))


def refused(sheet, **given):
    with pytest.raises(BadAnswer) as bad:
        take(sheet, **given)
    return bad.value


def test_a_new_unit_is_asked_everything_but_what_the_deployment_says(sheet):
    assert asked(sheet()) == [
        "code",
        "level",
        "parent",
        "names",
        "area",
        "phone",
        "email",
        "website",
        "hosts",
        "save",
    ]


def test_a_province_has_nobody_above_it(sheet):
    assert "parent" not in asked(sheet(code="p2", level="province"))


@pytest.mark.parametrize("field", ["parent", "names", "area", "phone", "email", "website", "hosts"])
def test_a_change_asks_one_thing_and_shows_what_will_be(sheet, field):
    assert asked(sheet(_unit="changsha", _field=field)) == [field, "save"]


def test_own_clocks_are_changed_one_by_one(sheet):
    assert asked(sheet(_unit="changsha", _field="clock")) == ["clock", "time", "save"]


def test_another_level_asks_for_another_unit_above_only_where_that_one_is_unfit(sheet):
    site = {"_unit": "changshacn", "_field": "level"}
    assert asked(sheet(**site, level="city")) == ["level", "parent", "save"]  # a city is above it
    assert asked(sheet(**site, level="province")) == ["level", "save"]
    rednet = sheet(_unit="rednet", _field="level", level="city")
    assert asked(rednet) == ["level", "save"]  # the province is above it


def test_all_of_a_new_unit_comes_together(sheet):
    found = sheet()
    for given in (
        {"text": "hn-news"},
        {"choice": "site"},
        {"text": "长沙市"},
        {"text": NAMES},
        {"command": "skip"},
        {"text": "0731-82688060转8001"},
        {"text": "11***5@qq.com"},
        {"text": "news.cn"},
        {"text": "https://www.新闻.cn/ news.cn"},
        {"choice": "yes"},
    ):
        found = take(found, **given)

    unit = drawn_up(found)
    assert (unit.code, unit.level, unit.parent) == ("hn-news", Level.SITE, "changsha")
    assert unit.names == {"zh-Hans": "新闻网", "en": "News Net"}
    assert (unit.area, unit.phone) == ("", "0731-82688060转8001")
    assert (unit.email, unit.email_masked) == ("11***5@qq.com", True)
    assert unit.website == "https://news.cn/"
    assert unit.hosts == ("xn--efvx91k.cn", "news.cn") or unit.hosts[1] == "news.cn"
    assert all(host.isascii() for host in unit.hosts)


@pytest.mark.parametrize(
    ("answers", "given", "key"),
    [
        ({}, {"text": "changsha"}, "unit-code-taken"),
        ({}, {"text": "长沙"}, "unit-bad-code"),
        ({"code": "x"}, {"choice": "country"}, "answer-button-wanted"),
        ({"code": "x", "level": "city"}, {"choice": "hengyang"}, "unit-parent-unknown"),
        ({"code": "x", "level": "site"}, {"text": "nowhere"}, "unit-parent-unknown"),
        ({"code": "x", "level": "site"}, {"text": " "}, "unit-parent-unknown"),
        ({"code": "x", "level": "site"}, {"text": "Internet"}, "unit-parent-several"),
        ({"_unit": "voc", "_field": "names"}, {"text": "one"}, "unit-names-lines"),
        ({"_unit": "voc", "_field": "names"}, {"text": "a\nRednet"}, "unit-name-taken"),
        ({"_unit": "voc", "_field": "hosts"}, {"text": "rednet.cn"}, "unit-host-taken"),
        ({"_unit": "voc", "_field": "phone"}, {"text": "call"}, "unit-bad-phone"),
        ({"_unit": "voc", "_field": "clock", "clock": "close_days"}, {"text": "x"},
         "unit-bad-time"),
        ({"_unit": "voc", "_field": "clock", "clock": "close_days"}, {"text": "0"},
         "unit-bad-time"),
        ({"_unit": "voc", "_field": "clock", "clock": "close_days"}, {"text": "9" * 99},
         "unit-bad-time"),
        ({"_unit": "voc", "_field": "clock", "clock": "close_days"}, {"text": "٣"},
         "unit-bad-time"),
        ({"_unit": "voc", "_field": "clock", "clock": "close_days"}, {"text": "11"},
         "unit-clock-order"),
        ({"_unit": "voc", "_field": "clock"}, {"choice": "draft_days"}, "answer-button-wanted"),
        ({"_unit": "voc", "_field": "level"}, {"choice": "site"}, "answer-button-wanted"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_the_question_stays(sheet, answers, given, key):
    assert refused(sheet(**answers), **given).key == key


def test_a_unit_keeps_its_own_name_and_hosts(sheet):
    names = sheet(_unit="voc", _field="names")
    assert take(names, text="华声在线\nVoc.com.cn (Huasheng Online)")
    hosts = take(sheet(_unit="voc", _field="hosts"), text="voc.com.cn hnvoc.cn")
    assert drawn_up(hosts).hosts == ("voc.com.cn", "hnvoc.cn")


def test_a_day_is_not_off_and_on_at_once(profile):
    voc = replace(profile.by_code["voc"], working=("2026-12-26",))
    others = replace(profile, units=(*(u for u in profile.units if u.code != "voc"), voc))
    context = UnitEditContext(unit="voc", field="off")
    draft = Draft(id="d", who="w", form="unit").opened_by(context)
    found = Sheet(draft=draft, profile=others)

    assert refused(found, text="2026-12-25..2026-12-27").key == "unit-day-twice"
    assert drawn_up(take(found, text="2026-12-25")).holidays == ("2026-12-25",)


def test_a_clock_left_empty_is_the_usual_one_again(profile):
    voc = replace(profile.by_code["voc"], clocks={"close_days": 4, "accept_days": 2})

    assert with_answers(voc, {"clock": "close_days", "time": None}).clocks == {"accept_days": 2}
    assert with_answers(voc, {"clock": "close_days", "time": 5}).clocks == {
        "close_days": 5,
        "accept_days": 2,
    }


def test_what_changes_is_named_and_nothing_else(profile):
    voc = profile.by_code["voc"]

    assert changed(voc, voc) == ()
    assert changed(voc, replace(voc, phone="110", email="a@b.cn")) == ("phone", "email")
    assert changed(voc, replace(voc, clocks={"close_days": 4})) == ("clock",)
    assert changed(None, replace(voc, email=None, website=None, phone="", hosts=())) == (
        "level",
        "parent",
        "names",
    )


def test_every_field_has_a_question(sheet):
    for field in FIELDS:
        assert field in asked(sheet(_unit="voc", _field=field))
