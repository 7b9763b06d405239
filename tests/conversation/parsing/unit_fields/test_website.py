"""Websites that admins type about a unit: in one form, or refused with a sentence."""

import pytest

from conversation.parsing.unit_fields.website import parse_website
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
        *("http:/x.cn", "http//x.cn", "http://user:pw@x.cn", "http://127.0.0.1", "a.cn\u200bb.cn"),
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
