"""Which unit a typed word means, and the order in which units are offered."""

import pytest
from msgspec.structs import replace

from conversation.parsing import unit_names
from domain.core.errors import BadAnswer
from domain.network.units import Level
from tests.support.shipped import PROFILE

LEVELS = [unit.level for unit in unit_names.ordered(PROFILE.units)]


def test_the_province_comes_first_then_the_cities_then_the_sites():
    ranks = {Level.PROVINCE: 0, Level.CITY: 1, Level.SITE: 2}
    assert LEVELS[0] is Level.PROVINCE
    assert [ranks[level] for level in LEVELS] == sorted(ranks[level] for level in LEVELS)
    assert len(LEVELS) == len(PROFILE.units) == 31
    retired = [replace(unit, retired=unit.code == "yueyang") for unit in PROFILE.units]
    assert "yueyang" not in [unit.code for unit in unit_names.ordered(retired)]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("yueyang", ("yueyang",)),  # its code
        ("YUEYANG", ("yueyang",)),
        ("yueyangshi", ("yueyang",)),  # pinyin of the name
        ("hongwang", ("rednet",)),  # pinyin of a site's name
        ("rednet.cn", ("rednet",)),  # the host of a site
        ("https://news.rednet.cn/a/1", ("rednet",)),
        (" 岳阳市 ", ("yueyang",)),
        ("Yueyang Internet Information Office", ("yueyang",)),  # the whole name
        ("no such office", ()),
        ("", ()),
        ("   ", ()),
        ("🤔", ()),
    ],
)
def test_a_word_means_a_unit(typed, codes):
    found = unit_names.meant_by(PROFILE.units, typed)
    assert tuple(unit.code for unit in found) == codes


@pytest.mark.parametrize(
    ("typed", "least"), [("Internet Information", 14), ("湖南", 2), ("hengyang", 1), ("衡阳", 2)]
)
def test_a_word_may_mean_several_which_are_named(typed, least):
    found = unit_names.meant_by(PROFILE.units, typed)
    assert len(found) >= least
    if len(found) == 1:
        return
    with pytest.raises(BadAnswer) as refused:
        unit_names.one_of(PROFILE.units, typed, unknown="none", several="many", name="x")
    assert refused.value.key == "many"
    assert refused.value.params["offered"] == tuple(unit.code for unit in found)
    assert refused.value.params["count"] == len(found)
    assert refused.value.params["name"] == "x"


def test_a_word_without_a_unit_is_refused_with_the_key_of_its_question():
    with pytest.raises(BadAnswer) as refused:
        unit_names.one_of(PROFILE.units, "nowhere", unknown="none", several="many")
    assert refused.value.key == "none"
    assert unit_names.named(PROFILE, "changsha") == "changsha"


def test_only_the_given_units_are_meant():
    sites = [unit for unit in PROFILE.units if unit.level is Level.SITE]
    assert all(unit in sites for unit in unit_names.meant_by(sites, "湖南"))
    assert unit_names.meant_by(sites, "yueyang") == () or all(
        unit.level is Level.SITE for unit in unit_names.meant_by(sites, "yueyang")
    )
