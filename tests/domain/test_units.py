import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.routing import route
from domain.units import Level, Unit, above, by_host, mailable, site_of

DIRECTORY = Path(__file__).parents[1] / "corpora" / "hunan-directory.csv"


def unit(code, level, parent=None, *hosts, **more):
    return Unit(code=code, level=level, parent=parent, names={"en": code}, hosts=hosts, **more)


UNITS = (
    unit("hunan", Level.PROVINCE),
    unit("changsha", Level.CITY, "hunan"),
    unit("yueyang", Level.CITY, "hunan"),
    unit("star", Level.SITE, "changsha", "star.cn", "star.com.cn"),
    unit("news", Level.SITE, "changsha", "news.star.cn"),
    unit("portal", Level.SITE, "hunan", "portal.cn"),
)
BY_CODE = {u.code: u for u in UNITS}


def leads(units, **where):
    return route({each.code: each for each in units}, by_host(units), **where)


def retired(*codes):
    return tuple(replace(u, retired=u.code in codes) for u in UNITS)


def test_levels_are_ordered_and_spelt_as_in_the_directory():
    assert Level.SITE < Level.CITY < Level.PROVINCE
    assert Level.PROVINCE >= Level.PROVINCE > Level.CITY
    assert not Level.CITY <= Level.SITE
    assert max(Level) is Level.PROVINCE
    assert [level.value for level in sorted(Level, reverse=True)] == ["province", "city", "site"]


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("star.cn", "star"),
        ("www.star.cn", "star"),
        ("STAR.cn.", "star"),
        ("deep.down.star.com.cn", "star"),
        ("news.star.cn", "news"),
        ("a.news.star.cn", "news"),
        ("fakestar.cn", None),
        ("star.cn.evil.org", None),
        ("cn", None),
        ("com.cn", None),
        ("1.2.3.4", None),
        ("", None),
        (None, None),
    ],
)
def test_a_host_belongs_to_the_site_with_the_longest_end_on_a_label(host, code):
    found = site_of(by_host(UNITS), host)
    assert (found and found.code) == code


def test_a_site_published_with_its_www_is_found_without_it():
    star, news = BY_CODE["star"], BY_CODE["news"]
    old = by_host([replace(star, hosts=("www.old.cn",))])
    assert site_of(old, "old.cn") == site_of(old, "www.old.cn") == next(iter(old.values()))
    assert site_of(old, "cn") is None
    both = {"old.cn": news, "www.old.cn": star}
    assert (site_of(both, "old.cn"), site_of(both, "www.old.cn")) == (news, star)


@pytest.mark.parametrize(
    ("host", "region", "minimum", "code"),
    [
        ("www.star.cn", None, Level.SITE, "star"),
        ("www.star.cn", "yueyang", Level.SITE, "star"),
        ("www.star.cn", "yueyang", Level.CITY, "changsha"),
        ("www.star.cn", "yueyang", Level.PROVINCE, "hunan"),
        ("portal.cn", None, Level.SITE, "portal"),
        ("portal.cn", "yueyang", Level.CITY, "yueyang"),
        ("portal.cn", None, Level.CITY, "hunan"),
        ("other.org", "yueyang", Level.SITE, "yueyang"),
        ("other.org", "yueyang", Level.PROVINCE, "hunan"),
        ("other.org", None, Level.SITE, "hunan"),
        (None, None, Level.SITE, "hunan"),
        (None, "nowhere", Level.SITE, "hunan"),
        (None, "star", Level.SITE, "hunan"),
    ],
)
def test_a_report_goes_to_the_site_then_the_region_then_the_province(host, region, minimum, code):
    assert leads(UNITS, host=host, region=region, minimum=minimum) == code


def test_a_retired_unit_gets_nothing():
    assert leads(retired("star"), host="star.cn", region="yueyang") == "yueyang"
    assert leads(retired("yueyang"), host=None, region="yueyang") == "hunan"
    assert leads(retired("changsha"), host="star.cn", minimum=Level.CITY) == "hunan"


def test_without_a_province_there_is_no_route():
    with pytest.raises(ValueError, match="province"):
        leads(retired("hunan"), host=None)


def test_above_climbs_to_the_top_and_survives_a_circle():
    assert above(BY_CODE, "news") == ("changsha", "hunan")
    assert above(BY_CODE, "hunan") == ()
    assert above(BY_CODE, "nobody") == ()
    circle = {
        "a": unit("a", Level.SITE, "b"),
        "b": unit("b", Level.CITY, "c"),
        "c": unit("c", Level.CITY, "b"),
        "self": unit("self", Level.CITY, "self"),
        "lost": unit("lost", Level.SITE, "gone"),
    }
    assert above(circle, "a") == ("b", "c")
    assert above(circle, "self") == ()
    assert above(circle, "lost") == ()


@given(
    host=st.one_of(st.none(), st.text(), st.sampled_from(["star.cn", "x.portal.cn"])),
    region=st.one_of(st.none(), st.text(), st.sampled_from(sorted(BY_CODE))),
    minimum=st.sampled_from(Level),
)
def test_every_report_reaches_a_unit_of_at_least_the_minimum_level(host, region, minimum):
    assert BY_CODE[leads(UNITS, host=host, region=region, minimum=minimum)].level >= minimum


def test_mail_goes_only_to_whole_addresses_of_units_at_work():
    whole = unit("a", Level.SITE, email="a@example.org")
    assert mailable(whole)
    assert not mailable(replace(whole, email=None))
    assert not mailable(replace(whole, email="a***@example.org", email_masked=True))
    assert not mailable(replace(whole, retired=True))


def test_a_unit_survives_its_document():
    for each in UNITS:
        assert Unit.from_document(each.to_document()) == each
        assert hash(each) == hash(Unit.from_document(each.to_document()))


def test_a_name_falls_back_to_the_deployment_s_own_language():
    named = replace(UNITS[0], names={"zh-Hans": "湖南", "en": "Hunan"})
    assert (named.name("en"), named.name("fr")) == ("Hunan", "湖南")


def test_every_published_host_leads_to_its_site():
    with DIRECTORY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    units = [
        unit(row["code"], Level(row["level"]), row["parent"] or None, *row["hosts"].split())
        for row in rows
    ]
    for row in rows:
        for host in row["hosts"].split():
            assert leads(units, host=f"www.{host}") == row["code"]
