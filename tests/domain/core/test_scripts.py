"""A text in another script than its reader's is recognised; names and addresses do not count."""

import time

import pytest

from domain.core.scripts import is_foreign_to, script_of


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


@pytest.mark.parametrize(
    ("text", "locales", "foreign"),
    [
        ("The page has been removed.", ["zh-Hans"], True),
        ("该内容已被删除。", ["en"], True),
        ("The page has been removed.", ["en"], False),
        ("该内容已被删除。", ["zh-Hans"], False),
        ("该内容已被删除。", ["zh-Hans", "en"], True),
        ("该内容已被删除。", ["fr-unknown", "xx"], False),
        ("该内容已被删除。", [], False),
        ("OK", ["zh-Hans"], False),
    ],
)
def test_a_text_is_foreign_to_whoever_reads_another_script(text, locales, foreign):
    assert is_foreign_to(text, locales) is foreign


@pytest.mark.parametrize("piece", ["内容已被删除。", "a", "a.", "a\\", ":/"])
def test_a_long_text_without_spaces_is_read_at_once(piece):
    """Chinese is written without spaces, so this is how every long answer looks."""

    def takes(text):
        began = time.perf_counter()
        script_of(text)
        return time.perf_counter() - began

    assert min(takes(piece * (20_000 // len(piece))) for _ in range(3)) < 0.5
