import re
import socket
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conversation.parsing.links import find_links
from conversation.parsing.urls import host_of, link, normal_form
from domain.links import Link, defanged
from domain.report import MAX_LINKS

CORPUS = Path(__file__).parents[2] / "corpora" / "links.txt"


def cases():
    for number, line in enumerate(CORPUS.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            text, _, expected = line.partition("\t")
            text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
            yield pytest.param(text, expected.split(), id=f"line-{number}")


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_the_corpus_reads_as_it_says(text, expected):
    found = ["!" * each.disguised + each.normalised for each in find_links(text)]
    assert found == ([] if expected == ["-"] else expected)


hosts = st.sampled_from(
    ["example.org", "中文.cn", "t.me", "例子。中国", "1.2.3.4", "[::1]", "a.b.com.cn", "0x7f.1"]
)
pieces = st.one_of(
    st.text(max_size=6),
    hosts,
    st.sampled_from(
        ["https://", "hxxp://", "HTTP:", "//", "[.]", "(.)", ".", "。", "/", "?", "#", "@", ":",
         "%", "%2e", "%%33", "utm_source=1&", "javascript:", "\x00", "\ud800", "\udc00", "\u200b",
         "，", "这个", "😀", "@name", " ", "\\", "(", ")", "]", "#/", "#!", "tg:",
         "tg://resolve?domain=name", "&post=", "?comment=1", "web.telegram.org/#", "-1001", "/s/1",
         "?startapp=", "xiaohongshu.com/explore/", "m.bilibili.com/video/", "1.", "2.", "（", "｜",
         "·", ".py", "Mr.", "http//", "https: //", "微博@", "QQ"]
    ),
)  # fmt: skip
texts = st.lists(pieces, max_size=12).map("".join)
entities = st.lists(
    st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.one_of(st.none(), texts)), max_size=4
).map(tuple)


@given(texts, entities)
@example("https://[", ())
@example("https://:@/", ())
@example("A.B" * 1300, ())
@example("中.国" * 1300, ())
@example("https://example.org/%%34%31%%%333333", ())
def test_reading_never_fails_and_always_gives_whole_links(text, entities):
    found = find_links(text, entities)
    assert len(found) <= MAX_LINKS
    assert len({each.normalised for each in found}) == len(found)
    for each in found:
        assert re.match(r"https?://[^\s#]+(#[/!0-9-][^\s]*)?\Z", each.normalised)
        assert each.normalised.isascii()
        assert each.raw
        assert each.host == host_of(each.host) or each.host.startswith("[")
        assert each.host.endswith(each.site)
        each.raw.encode()  # no half of a surrogate pair is left


@given(texts)
def test_the_normal_form_is_its_own_normal_form(text):
    for each in find_links(text):
        assert normal_form(each.normalised) == each.normalised
        assert link(each.normalised, each.normalised) == Link(
            raw=each.normalised,
            normalised=each.normalised,
            host=each.host,
            site=each.site,
            disguised=each.disguised,
        )


@given(
    hosts, st.sampled_from(["", "/", "/a.html", "/a?b=c.org", "/x@y.org", "/1.2/https://b.org/"])
)
def test_a_defanged_address_is_dead_and_reads_back_the_same(host, rest):
    url = normal_form(f"https://{host}{rest}")
    dead = defanged(url)
    assert dead.startswith("hxxps://")
    assert not re.search(r"https?://", dead)
    assert [each.normalised for each in find_links(dead)] == [url]


def test_defanging_keeps_an_address_readable():
    assert defanged("https://host.cn/path/a.html") == "hxxps://host[.]cn/path/a.html"
    assert defanged("http://bank.cn@evil.org/?u=good.com") == (
        "hxxp://bank[.]cn[@]evil[.]org/?u=good[.]com"
    )
    assert defanged("evil.org/x") == "evil[.]org/x"


def test_raw_is_what_was_written():
    text = "看 hxxps://evil[.]example\u200b.org/x ，还有 ｅｘａｍｐｌｅ．ｃｎ！"
    assert [each.raw for each in find_links(text)] == [
        "hxxps://evil[.]example\u200b.org/x",
        "ｅｘａｍｐｌｅ．ｃｎ",
    ]


gaps = st.text(st.sampled_from(" \t\u00a0\u3000"), max_size=4)
dots = st.builds(
    "{}{}{}".format,
    gaps,
    st.sampled_from([".", "。", "．", "[.]", "（.）", "[dot]", "【点】"]),
    gaps,
)


@given(
    st.sampled_from(["http", "https", "hxxp", "hxxps", "ｈｔｔｐｓ"]),
    st.tuples(gaps, gaps, gaps),
    st.tuples(dots, dots),
    st.sampled_from(["", "/app", "/a?b=1", " 是骗子", "，请处理", "\n下一行"]),
)
def test_behind_a_scheme_any_spaces_make_the_same_link_and_raw_is_all_of_it(
    scheme, around, between, rest
):
    slashes = f"{around[0]}:{around[1]}//{around[2]}"
    written = f"{scheme}{slashes}www{between[0]}fake-police{between[1]}com"
    plain = scheme.replace("xx", "tt").replace("ｈｔｔｐｓ", "https")
    path = rest if rest.startswith("/") else ""
    [found] = find_links(f"看 {written}{rest}")
    assert found.normalised == normal_form(f"{plain}://www.fake-police.com{path}")
    assert found.raw == f"{written}{path}"


def test_raw_of_what_is_written_apart_is_what_was_written():
    text = "看 http://  fake-police . com/app ，还有 fakepolice . cn 和 www . a-b . com / x"
    assert [each.raw for each in find_links(text)] == [
        "http://  fake-police . com/app",
        "fakepolice . cn",
        "www . a-b . com / x",
    ]


def test_raw_of_what_is_spelt_out_is_what_was_written():
    text = "骗子：f a k e . c o m / a p p，还有 1. w w w 。 a - b 。 c n。 请查"
    assert [(each.raw, each.normalised) for each in find_links(text)] == [
        ("f a k e . c o m / a p p", "https://fake.com/app"),
        ("w w w 。 a - b 。 c n", "https://www.a-b.cn/"),
    ]


def test_what_telegram_marks_within_an_address_written_apart_is_read_whole():
    text = "http:// fake-police . com / app"
    for part in ("http:// fake-police", "fake-police", "com"):
        [found] = find_links(text, ((text.index(part), len(part), None),))
        assert (found.normalised, found.raw) == ("http://fake-police.com/app", text)


def test_host_and_site_are_told_apart():
    [found] = find_links("https://news.example.com.cn:8080/a")
    assert (found.host, found.site) == ("news.example.com.cn", "example.com.cn")
    [page] = find_links("https://somebody.github.io/a")
    assert page.site == "somebody.github.io"
    [bare] = find_links("http://[::1]:8080/")
    assert (bare.host, bare.site) == ("[::1]", "[::1]")


def test_telegram_counts_in_utf16_and_its_entities_come_first():
    text = "😀 https://a.example.org 😀 https://b.example.org"
    second = len(text.split("https://b", maxsplit=1)[0].encode("utf-16-le")) // 2
    found = find_links(text, ((second, 21, None),))
    assert [each.host for each in found] == ["b.example.org", "a.example.org"]


def test_a_link_behind_words_is_found_and_its_words_are_not():
    text = "click here"
    assert [each.host for each in find_links(text, ((0, 10, "https://evil.example.org/"),))] == [
        "evil.example.org"
    ]


def test_words_that_show_another_address_are_a_disguise():
    text = "https://bank.example.com"
    [found] = find_links(text, ((0, len(text), "https://evil.example.org/"),))
    assert (found.host, found.disguised) == ("evil.example.org", True)
    [honest] = find_links(text, ((0, len(text), "https://bank.example.com/a"),))
    assert not honest.disguised


def test_a_link_behind_words_with_another_scheme_is_none():
    for url in ("javascript:alert(1)", "tg://user?id=1", "data:text/html,x", "", "\ud800"):
        assert find_links("click here", ((0, 10, url),)) == ()


def test_what_telegram_marks_inside_a_defanged_address_is_read_whole():
    text = "hxxps://evil[.]example.org/x"
    at = text.index("example")
    assert [each.normalised for each in find_links(text, ((at, 13, None),))] == [
        "https://evil.example.org/x"
    ]


def test_what_telegram_marks_inside_another_scheme_stays_out():
    text = "javascript://example.org/%0aalert(1)"
    assert find_links(text, ((13, 11, None),)) == ()


def test_telegram_knows_hosts_that_the_suffix_list_does_not():
    assert find_links("see site.newtld now") == ()
    [found] = find_links("see site.newtld now", ((4, 11, None),))
    assert found.normalised == "https://site.newtld/"


def test_an_entity_that_marks_no_address_adds_none():
    assert find_links("bold words, a@b", ((0, 4, None), (12, 3, None), (40, 3, None))) == ()


def test_twenty_links_are_enough():
    text = " ".join(f"https://example.org/{n}" for n in range(50))
    assert [each.normalised for each in find_links(text)] == [
        f"https://example.org/{n}" for n in range(MAX_LINKS)
    ]


def test_reading_links_needs_no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert find_links("https://news.example.co.uk/a https://中文.cn")[0].site == "example.co.uk"


def test_an_address_too_long_to_keep_is_none():
    assert find_links("https://example.org/" + "a" * 5000) == ()
    assert find_links(f"https://{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org/") == ()


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("Example.ORG", "example.org"),
        ("中文.cn", "xn--fiq228c.cn"),
        ("example.org.", "example.org"),
        ("example.org/x", None),
        ("a b", None),
        ("user@example.org", None),
        ("example.org:80", None),
        ("", None),
        (".", None),
        ("\ud800", None),
    ],
)
def test_a_host_has_one_spelling(written, host):
    assert host_of(written) == host


@pytest.mark.parametrize("sign", "～﹐﹑﹔﹕﹖﹗")
def test_a_path_ends_before_a_wide_tilde_and_small_punctuation(sign):
    (link,) = find_links(f"https://rednet.cn/a{sign}快来看")
    assert (link.raw, link.normalised) == ("https://rednet.cn/a", "https://rednet.cn/a")
