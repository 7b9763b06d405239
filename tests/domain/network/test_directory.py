"""Which units a word means."""

import pytest

from conversation.parsing.pinyin import pinyin
from domain.network.directory import MOST_WORD, at_work, meant
from domain.network.units import Level, Unit

UNITS = (
    Unit(code="hunan", level=Level.PROVINCE, names={"zh-Hans": "湖南举报中心", "en": "Hunan"}),
    Unit(
        code="changsha",
        level=Level.CITY,
        names={"zh-Hans": "长沙市委网信办", "en": "Changsha Office"},
        area="长沙市",
    ),
    Unit(code="old", level=Level.CITY, names={"zh-Hans": "长沙旧办", "en": "Old"}, retired=True),
    Unit(
        code="cscn",
        level=Level.SITE,
        names={"zh-Hans": "星辰在线", "en": "Changsha.cn"},
        hosts=("changsha.cn",),
    ),
    Unit(code="mgtv", level=Level.SITE, names={"zh-Hans": "芒果TV", "en": "Mango TV"}),
)
READINGS = {u.code: tuple(r for name in u.names.values() for r in pinyin(name)) for u in UNITS}


@pytest.mark.parametrize(
    ("word", "host", "codes"),
    [
        ("长沙", None, ["changsha"]),
        ("changsha", None, ["changsha"]),  # its code: it and no other
        ("Chang Sha", None, ["changsha"]),
        ("xingchen", None, ["cscn"]),
        ("xczx", None, ["cscn"]),
        ("mgtv", None, ["mgtv"]),
        ("MANGO", None, ["mgtv"]),
        ("office", None, ["changsha"]),
        ("chang", None, ["changsha", "cscn"]),
        ("https://news.changsha.cn/a", "news.changsha.cn", ["cscn"]),
        ("旧办", None, []),  # retired
        ("nowhere", None, []),
        (" -·", None, []),
        ("x" * MOST_WORD * 10, None, []),
    ],
)
def test_a_word_means_these_units(word, host, codes):
    found = meant(UNITS, word, host=host, readings=READINGS)

    assert [unit.code for unit in found] == codes


def test_offices_stand_from_the_highest_level_down_and_sites_apart():
    assert [unit.code for unit in at_work(UNITS, sites=False)] == ["hunan", "changsha"]
    assert [unit.code for unit in at_work(UNITS, sites=True)] == ["cscn", "mgtv"]
