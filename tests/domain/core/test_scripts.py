"""A text in another script than its reader's is recognised; names and addresses do not count."""

import time

import pytest

from domain.core.scripts import script_of, scripts_of, unread, written_by_all


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("该内容已被删除。", "han"),
        ("The page has been removed.", "latin"),
        ("请看 https://example.org/a/very/long/path/of/letters", "han"),
        ("微博账号 zhangsan_demo 已处理", "han"),
        ("We asked the site (红网) to remove it, and they did so.", "latin"),
        ("已删", "han"),
        ("OK", None),
        ("https://example.org/removed/by/the/site", None),
        ("someone@example.org", None),
        ("12345 !? 😀", None),
        ("", None),
        ("已通知 Facebook Marketplace 客服处理", "han"),
    ],
)
def test_the_script_of_a_text_is_that_which_says_more(text, script):
    assert script_of(text) == script


ZH, EN = "zh-Hans", "en"


@pytest.mark.parametrize(
    ("text", "locales", "wanted"),
    [
        ("The page has been removed.", [ZH], (ZH,)),
        ("该内容已被删除。", [EN], (EN,)),
        ("The page has been removed.", [EN], ()),
        ("该内容已被删除。", [ZH], ()),
        ("该内容已被删除。", [ZH, EN], (EN,)),
        ("The page has been removed.", [ZH, EN], (ZH,)),
        ("The page has been removed.", [EN, ZH, ZH], (ZH,)),
        ("该内容已被删除。", ["fr-unknown", "xx"], ()),
        ("该内容已被删除。", [], ()),
        ("OK", [ZH], ()),
        # a passage in each script is read by all
        ("该内容已被删除。\nThe page has been removed.", [ZH, EN], ()),
        ("The page has been removed. 该内容已被删除。", [EN, ZH], ()),
        ("该内容已被删除 / The page was removed", [ZH, EN], ()),
        ("该内容已被删除。The page has been removed.", [EN], ()),
        # names, titles and addresses are no passage, nor is what says much less
        ("已通知 Facebook Marketplace 客服处理", [ZH, EN], (EN,)),
        ("我们已经通知该网站删除。Facebook Marketplace。", [ZH, EN], (EN,)),
        ("微博账号 zhangsan_demo 已处理", [ZH, EN], (EN,)),
        ("We asked the site 红网论坛 to remove it, and they did so.", [ZH, EN], (ZH,)),
        ("We asked the site. 红网。 It was removed.", [ZH, EN], (ZH,)),
        ("该内容已被删除。\nhttps://example.org/the/page/has/been removed/by", [ZH, EN], (EN,)),
        ("我们已经核实该网页为诈骗，网站已经把它删除，感谢您的举报。\nit was removed", [EN], (EN,)),
    ],
)
def test_who_cannot_read_a_text_is_named_by_language(text, locales, wanted):
    assert unread(text, locales) == wanted


@pytest.mark.parametrize("piece", ["内容已被删除。", "a", "a.", "a\\", ":/", "A B ", "; ", " / a"])
def test_a_long_text_without_spaces_is_read_at_once(piece):
    """Chinese is written without spaces, so this is how every long answer looks."""

    def takes(text):
        began = time.perf_counter()
        scripts_of(text)
        return time.perf_counter() - began

    assert min(takes(piece * (20_000 // len(piece))) for _ in range(3)) < 0.5


def test_who_writes_in_a_script_reads_it():
    wrote_in = written_by_all([(ZH, "They took my money."), (EN, "They took my money.")])
    assert unread("The page has been removed.", [ZH, EN], wrote_in) == ()
    assert unread("该内容已被删除。", [ZH, EN], wrote_in) == (EN,)


@pytest.mark.parametrize("other", ["他们骗了我的钱。", "", "https://example.org/x"])
def test_all_readers_of_a_language_must_have_written_in_the_script(other):
    wrote_in = written_by_all([(ZH, "They took my money."), (ZH, other)])
    assert unread("The page has been removed.", [ZH], wrote_in) == (ZH,)
