"""Websites that admins type about a unit: in one form, or refused with a sentence."""

import pytest

from conversation.parsing.unit_fields.website import parse_website
from domain.core.errors import BadAnswer
from tests.support.answers import refused


@pytest.mark.parametrize(
    ("typed", "address"),
    [("rednet.cn", "https://rednet.cn/"), ("http://wfblxx.rednet.cn/", "http://wfblxx.rednet.cn/")],
)
def test_a_website(typed, address):
    assert parse_website(typed) == address


@pytest.mark.parametrize("typed", ["", "nothing", "javascript:alert(1)", "ftp://a.cn"])
def test_what_is_no_website(typed):
    assert refused(parse_website, typed) == "unit-bad-website"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "http://a.cn、http://b.cn",
            "a.cn和b.cn",
            "http://a.cn/\nhttp://b.cn/",
            "a.cn/x和http://b.cn",
        ),
        *("http:/x.cn", "http//x.cn", "http://user:pw@x.cn", "http://127.0.0.1"),
    ],
)
def test_no_website_becomes_another_one_in_silence(typed):
    assert refused(parse_website, typed) == "unit-bad-website"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("\u202ahttp://x.cn/\u202c", "http://x.cn/"),
        ("//x.cn/a", "https://x.cn/a"),
        ("红网.中国", "https://xn--um0azn.xn--fiqs8s/"),
        ("http://114.114.114.114:8080/a", "http://114.114.114.114:8080/a"),
        ("x.cn/go?to=https://y.cn/", "https://x.cn/go?to=https://y.cn/"),
    ],
)
def test_a_website_as_people_copy_it(typed, address):
    assert parse_website(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        *("https://x.cn/a b", "https://x.cn/\nb.cn", "x.cn/a\tb", "x.cn/a\u3000b"),
        *(
            "x.cn/，b.cn",
            "x.cn/新闻、要闻",
            "x.cn/（新）",
            "x.cn/a。b",
            "x.cn/《红网》",
            "x.cn/a；b",
        ),
        *("x.cn/b.cn", "http://x.cn//www.b.cn/", "x.cn/b.com.cn/a", "x.cn\\b.cn", "x.cn/a,b.cn"),
        *("x.cn/,b.cn", "x.cn/;b.cn/c", "a.cn-b.cn", "www.a.cnwww.b.cn", "http://a.cnwww.b.cn"),
        *("1.rednet.cn", "二.rednet.cn", "x.cn/b.cn?c=1", "x.cn/?a=1。b"),
    ],
)
def test_nothing_but_one_address_is_a_website(typed):
    assert refused(parse_website, typed) == "unit-bad-website"


@pytest.mark.parametrize(
    ("typed", "place", "sign"),
    [
        ("a.cn\u200bb.cn", "5", "U+200B"),
        (" https://x.cn/a\u202eb", "16", "U+202E"),
        ("x.cn/\u0000b", "6", "U+0000"),
    ],
)
def test_a_character_that_nobody_sees_is_named_with_its_place(typed, place, sign):
    with pytest.raises(BadAnswer, match="answer-hidden") as bad:
        parse_website(typed)
    assert bad.value.params == {"place": place, "sign": sign}


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("http://x.cn/a。", "http://x.cn/a"),
        ("x.cn。 ", "https://x.cn/"),
        ("红网。中国", "https://xn--um0azn.xn--fiqs8s/"),
        ("https://x.cn/新闻", "https://x.cn/%E6%96%B0%E9%97%BB"),
        ("ｈｔｔｐ：／／x．cn／a", "http://x.cn/a"),
        ("x.cn/main.do", "https://x.cn/main.do"),
        ("x.cn/cgi/index.pl?a=1,b.cn", "https://x.cn/cgi/index.pl?a=1,b.cn"),
        ("8.8.8.8/a", "https://8.8.8.8/a"),
        ("x.cn/index.py", "https://x.cn/index.py"),
        ("x.cn/art/2020/1/2/art_1_2,3.html", "https://x.cn/art/2020/1/2/art_1_2,3.html"),
        ("https://1.rednet.cn", "https://1.rednet.cn/"),
        ("https://m.cn-healthcare.com", "https://m.cn-healthcare.com/"),
        ("www.cn-healthcare.com", "https://www.cn-healthcare.com/"),
    ],
)
def test_what_belongs_to_an_address_stays(typed, address):
    assert parse_website(typed) == address
