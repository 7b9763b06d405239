"""Which account an address belongs to, by the shapes of a profile; nothing is ever fetched."""

from pathlib import Path

import pytest

from domain.reported_accounts.platforms import (
    MOST_NAME,
    AddressShape,
    Platforms,
    ReportedAccount,
    tidy,
)
from tests.support.shipped import PROFILE

ROOT = Path(__file__).parents[3]
PLATFORMS = PROFILE.platforms

ADDRESSES = [
    ("https://weibo.com/u/1234567890", "weibo", "1234567890"),
    ("https://weibo.com/1234567890/NxYz12", "weibo", "1234567890"),
    ("https://weibo.com/n/%E5%BC%A0%E4%B8%89", "weibo", "张三"),
    ("https://www.weibo.com/shopname", "weibo", "shopname"),
    ("https://m.weibo.cn/1234567890/5001234", "weibo", "1234567890"),
    ("https://m.weibo.cn/status/5001234", "weibo", ""),
    ("https://s.weibo.com/weibo?q=abc", "weibo", ""),
    ("https://weibo.com/login.php", "weibo", ""),
    ("https://mp.weixin.qq.com/s?__biz=MzA3&mid=1&idx=1", "wechat", "MzA3"),
    ("https://mp.weixin.qq.com/s/abcdefg", "wechat", ""),
    ("https://www.douyin.com/user/MS4wLjABAAAA-x_1", "douyin", "MS4wLjABAAAA-x_1"),
    ("https://www.douyin.com/user/self", "douyin", ""),
    ("https://www.douyin.com/video/73210", "douyin", ""),
    ("https://v.douyin.com/abcdef", "douyin", ""),
    ("https://www.kuaishou.com/profile/3xabc", "kuaishou", "3xabc"),
    ("https://v.kuaishou.com/u/abc", "kuaishou", ""),
    ("https://www.xiaohongshu.com/user/profile/5f0", "xiaohongshu", "5f0"),
    ("https://xhslink.com/a/b", "xiaohongshu", ""),
    ("https://space.bilibili.com/12345/dynamic", "bilibili", "12345"),
    ("https://www.bilibili.com/video/BV1xx", "bilibili", ""),
    ("https://b23.tv/abc", "bilibili", ""),
    ("https://www.zhihu.com/people/foo-bar/answers", "zhihu", "foo-bar"),
    ("https://zhuanlan.zhihu.com/p/123", "zhihu", ""),
    ("https://tieba.baidu.com/home/main?un=%E5%BC%A0&fr=x", "tieba", "张"),
    ("https://tieba.baidu.com/p/123", "tieba", ""),
    ("https://www.toutiao.com/c/user/token/MS4w", "toutiao", "MS4w"),
    ("https://user.qzone.qq.com/12345", "qq", "12345"),
    ("https://x.com/Foo/status/1", "x", "Foo"),
    ("https://x.com/home", "x", ""),
    ("https://help.x.com/en", "x", ""),
    ("https://t.me/scam_chan/12", "telegram", "scam_chan"),
    ("https://t.me/c/1234/5", "telegram", ""),
    ("https://t.me/+abcdef", "telegram", ""),  # an invitation is no public name
    ("https://t.me/+8613800138000", "telegram", ""),  # nor is a phone number
    ("https://www.youtube.com/@foo/videos", "youtube", "foo"),
    ("https://www.youtube.com/channel/UCabc", "youtube", "UCabc"),
    ("https://www.youtube.com/watch?v=abc", "youtube", ""),
    ("https://youtu.be/abc", "youtube", ""),
    ("https://www.tiktok.com/@foo.bar/video/1", "tiktok", "foo.bar"),
    ("https://www.facebook.com/profile.php?id=100", "facebook", "100"),
    ("https://www.facebook.com/profile.php", "facebook", ""),
    ("https://www.instagram.com/foo.bar/", "instagram", "foo.bar"),
    ("https://www.instagram.com/p/abc/", "instagram", ""),
]


@pytest.mark.parametrize(("url", "platform", "name"), ADDRESSES)
def test_an_address_tells_its_platform_and_often_its_account(url, platform, name):
    assert PLATFORMS.of_url(url).code == platform
    assert PLATFORMS.account(url) == (ReportedAccount(platform, name) if name else None)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/u/1",
        "https://notweibo.com/u/1",
        "https://weibo.com.evil.example/u/1",
        "https://evil.example/?weibo.com/u/1",
        "https://[::1]/u/1",
        "https://[/u/1",
    ],
)
def test_other_addresses_tell_nothing(url):
    assert PLATFORMS.of_url(url) is None
    assert PLATFORMS.account(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://weibo.com/u/%0A",
        "https://weibo.com/u/%20",
        f"https://weibo.com/u/{'a' * (MOST_NAME + 1)}",
        "https://weibo.com/u/%E2%80%AE",  # a direction mark alone
        "https://weibo.com/u/%FF%FE",
        "https://weibo.com/u/a%00b",
    ],
)
def test_what_cannot_be_a_name_is_none(url):
    assert PLATFORMS.account(url) is None


def test_the_longest_address_costs_little():
    shapes = AddressShape.parse("/*/*/*/{account}")
    url = "https://facebook.com/" + "a/" * 2000 + "?" + "&".join("a=b" for _ in range(2000))
    assert PLATFORMS.account(url).name == "a"
    assert shapes.account("x", ("a",) * 3, {}) is None


@pytest.mark.parametrize(
    ("shape", "host", "segments", "query", "found"),
    [
        ("/u/{account}", "a.cn", ("u", "1"), {}, "1"),
        ("/u/{account}", "a.cn", ("U", "1", "more"), {}, "1"),
        ("/u/{account}", "a.cn", ("u",), {}, None),
        ("/*/{account}", "a.cn", ("x", "1"), {}, "1"),
        ("/@{account}", "a.cn", ("@x",), {}, "x"),
        ("/@{account}", "a.cn", ("@",), {}, None),
        ("/{account}.html", "a.cn", ("x.html",), {}, "x"),
        ("/{account}.html", "a.cn", ("x.htm",), {}, None),
        ("/p?id={account}", "a.cn", ("p",), {"id": "7", "z": "1"}, "7"),
        ("/p?id={account}", "a.cn", ("p",), {"z": "1"}, None),
        ("/p?t=user&id={account}", "a.cn", ("p",), {"t": "user", "id": "7"}, "7"),
        ("/p?t=user&id={account}", "a.cn", ("p",), {"t": "post", "id": "7"}, None),
        ("s.a.cn/{account}", "s.a.cn", ("1",), {}, "1"),
        ("s.a.cn/{account}", "www.s.a.cn", ("1",), {}, "1"),
        ("s.a.cn/{account}", "b.s.a.cn", ("1",), {}, None),
        ("{account}.a.cn/", "foo.a.cn", (), {}, "foo"),
        ("{account}.a.cn/", "foo.b.a.cn", (), {}, None),
        ("{account}.a.cn/", "a.cn", (), {}, None),
    ],
)
def test_shapes(shape, host, segments, query, found):
    assert AddressShape.parse(shape).account(host, segments, query) == found


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ("/u/", "once"),
        ("/{account}/{account}", "once"),
        ("{account}", "a / after the host"),
        ("weibo/{account}", "a host such as"),
        ("/u//{account}", "expected parts"),
        ("/u*/{account}", "expected parts"),
        ("/{account}{other}", "expected parts"),
        ("/u /{account}", "no space"),
        ("/p?{account}", "a parameter such as"),
        ("/p?{account}=x", "a parameter such as"),
    ],
)
def test_a_shape_that_says_nothing_is_refused_with_the_reason(shape, why):
    with pytest.raises(ValueError, match=why):
        AddressShape.parse(shape)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("@x", "x"),
        ("＠x", "x"),
        (" 假货  王 ", "假货 王"),
        ("👍", ""),
        ("+8613800138000", ""),
        ("a\nb", "a b"),
        ("a\u202eb", ""),
        ("", ""),
    ],
)
def test_a_name_is_put_on_one_line(typed, name):
    assert tidy(typed) == name


def test_two_spellings_are_one_account():
    assert ReportedAccount("x", "Foo").folded == ReportedAccount("x", "@ｆｏｏ").folded
    assert ReportedAccount("x", "foo").folded != ReportedAccount("weibo", "foo").folded


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("在微博上骗人", {"weibo"}),
        ("On WEIBO and on Telegram", {"weibo", "telegram"}),
        ("weiboard", set()),
        ("我的QQ号", {"qq"}),
        ("eqqual", set()),
    ],
)
def test_a_text_names_platforms(text, named):
    assert {each.code for each in PLATFORMS.named_in(text)} == named


def test_platforms_are_stored_and_read_again():
    assert Platforms.from_document(PLATFORMS.to_document()) == PLATFORMS
    assert Platforms.from_document(()) == Platforms()
