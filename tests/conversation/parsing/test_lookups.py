"""However hostile a message is: few questions about its links, and words that are lost to none."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation.parsing import urls
from conversation.parsing.links import MOST_CHARACTERS, find_links
from conversation.parsing.lookups import MOST_LOOKUPS, Lookups
from domain.report import MAX_LINKS

ANY = random.Random(4)


def fit(piece, length=4000):
    return (piece * (length // len(piece) + 1))[:length]


def signs(count):
    return "".join(chr(ANY.randrange(0x4E00, 0x9FA0)) for _ in range(count))


def covering(url):
    """A hundred links that other words cover."""
    return "x" * 4000, tuple((n * 40, 39, url(n)) for n in range(100))


HOSTILE = {
    "labels without end": (fit("a.b.c."), ()),
    "labels of a suffix": (fit("a.cn."), ()),
    "Chinese labels": (fit("中.国"), ()),
    "signs glued to labels": (" ".join(f"a.{signs(62)}" for _ in range(62)), ()),
    "signs glued to a Chinese suffix": (" ".join(f"a{n}.中国{signs(55)}" for n in range(62)), ()),
    "hosts in a sentence": (fit("请看example.org这个网站"), ()),
    "many hosts in a sentence": ("和".join(f"h{n}.cn" for n in range(500)), ()),
    "full stops for dots": (fit("a.cn。b.com。c.中国。"), ()),
    "only full stops": (fit("ab。cd。"), ()),
    "long links under words": covering(lambda n: f"https://h{n}.example.org/{'a' * 2000}"),
    "Chinese links under words": covering(lambda n: f"https://h{n}.example.org/{'中' * 2000}"),
    "many parameters": covering(lambda n: f"https://h{n}.cn/?{'utm_%61&' * 500}"),
    "no links under words": covering(lambda n: f"https://h{n}..example.org/"),
    "escapes in escapes": ("https://example.org/" + "%" * 1300 + "3" * 2600, ()),
    "escapes in escapes in turn": ("https://example.org/" + fit("%%34%31"), ()),
    "escapes in hidden links": covering(lambda n: f"https://h{n}.cn/{'%' * 900}{'3' * 1800}"),
    "one number": ("1" * 4000, ()),
    "numbers with dots": (fit("1."), ()),
    "a number for a host": ("https://" + "1" * 3900, ()),
    "links of all kinds": (
        " ".join(f"https://h{n}.cn/{n} h{n}.com t.me/name{n} hxxp://x[.]{n}.cc" for n in range(50)),
        (),
    ),
    "signs for names": ("@" * 4000, ()),
    "names": (fit("@name "), ()),
    "mail": (fit("a@b.c "), ()),
    "brackets": ("(" * 4000, ()),
    "brackets after a link": ("https://example.org/" + ")" * 3900, ()),
    "schemes": (fit("https://"), ()),
    "schemes with slips": (fit("htp:/a.cn http// a.cn "), ()),
    "schemes after numbers": (fit("1.https://a.cn 2."), ()),
    "items of a list": (" ".join(f"{n % 99}.h{n}.cn" for n in range(500)), ()),
    "Telegram's own scheme": (fit("tg://resolve?domain=abcd&"), ()),
    "many of Telegram's own scheme": covering(lambda n: f"tg://resolve?domain=a{n}&{'a&' * 900}"),
    "names elsewhere": (fit("微博 @abcd 和 "), ()),
    "platforms": (fit("微博"), ()),
    "routes": ("https://example.org/#/" + fit("a?utm_b=1&"), ()),
    "postboxes": (fit("a#qq.com "), ()),
    "titles": (fit("Mr.Li "), ()),
    "schemes of others": (fit("x:// "), tuple((n * 40, 39, None) for n in range(100))),
    "files": (" ".join(f"report{n}.zip" for n in range(300)), ()),
    "punycode": (" ".join(f"{'xn--fiq228c.' * 18}a{n}.cn" for n in range(17)), ()),
    "marks over marks": (fit("a.newtld "), tuple((0, 9 + n, None) for n in range(100))),
    "far too long": (" ".join(f"https://h{n}.cn/" for n in range(100_000)), ()),
}


class Counted:
    """The lookups of one message, counted where they are really done."""

    def __init__(self):
        self.asked = []
        self.lookups = Lookups(hosts=self._hosts, reader=self._reader)

    def _hosts(self, host):
        self.asked.append(host)
        return urls.in_public_suffix(host)

    def _reader(self, raw, url):
        self.asked.append(url)
        return urls.link(raw, url)


@pytest.mark.parametrize("shape", HOSTILE)
def test_no_message_costs_more_than_its_lookups(shape):
    counted = Counted()
    find_links(*HOSTILE[shape], counted.lookups)
    assert len(counted.asked) <= MOST_LOOKUPS
    assert len(set(counted.asked)) == len(counted.asked)  # none of them twice


def test_what_lies_beyond_the_lookups_is_no_link_and_no_fault():
    text = " ".join(f"https://h{n}.cn/" for n in range(9))
    assert len(find_links(text)) == 9
    assert [each.host for each in find_links(text, (), Lookups(3))] == ["h0.cn", "h1.cn", "h2.cn"]
    assert find_links(text, (), Lookups(0)) == ()


def test_the_same_link_again_costs_nothing():
    text = "https://example.org/a " * 90 + "https://example.com/b"
    assert [each.host for each in find_links(text)] == ["example.org", "example.com"]


def test_numbers_and_names_of_files_leave_the_lookups_to_the_links():
    text = " ".join(f"3.{n} report{n}.txt v1.{n}" for n in range(90))
    [found] = find_links(f"{text} example.org")
    assert found.host == "example.org"


def test_twenty_links_are_within_the_lookups():
    text = "，".join(f"h{n}.cn/a这个" for n in range(20))
    assert len(find_links(text)) == MAX_LINKS


def test_where_words_lead_is_asked_before_what_they_show():
    text = " ".join(f"https://h{n}.cn/" for n in range(200))
    found = find_links(text, ((2990, 4, "https://evil.example.org/"),))
    assert "evil.example.org" in {each.host for each in found}


def test_of_a_text_longer_than_a_message_only_whole_words_are_read():
    start = "x" * (MOST_CHARACTERS - 24)
    assert find_links(f"{start} https://example.org/abcdefgh") == ()
    assert find_links(f"https://example.org/ {start} {start}")[0].host == "example.org"


@pytest.mark.parametrize("text", ["https://.A", "https://.rednet.cn/p", "https://..rednet.cn"])
def test_a_host_never_begins_with_a_dot(text):
    assert [each.host for each in find_links(text) if each.host.startswith(".")] == []


pieces = st.one_of(
    st.text(max_size=4),
    st.sampled_from(
        ["https://", "http://", "www.", "rednet.cn", "example.org", "中文.cn", "[::1]",
         "例子.中国", ".", "。", "/", ",", "、", "|", ";", "🔥", "①", "→", "·", "～", "~", "官网",
         "о", "é", "か", ":80", "@", "(", ")", "'", "!", "$", "&", "*", "+", "=",
         "^", "%2e", "%20", "{", "_", "-", " "]
    ),
)  # fmt: skip


@given(st.lists(pieces, max_size=14).map("".join))
def test_a_link_stands_in_the_text_and_its_host_is_a_host(text):
    kept = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    for each in find_links(text):
        assert each.raw in kept
        assert re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]", each.host)


@given(
    st.sampled_from("🔥👉✅→①★❤。，、；|,;)（［］｛｝｜〖〗"),
    st.sampled_from(["", "官网", "a", "b-two.com", "备用"]),
)
def test_a_site_s_host_stays_the_same_whatever_is_glued_to_it(sign, after):
    for link in ("https://moment.rednet.cn", "moment.rednet.cn", "https://moment.rednet.cn/a"):
        assert find_links(f"看{link}{sign}{after}")[0].host == "moment.rednet.cn"


@pytest.mark.parametrize(
    ("text", "marked", "links"),
    [
        ("https://moment.rednet.cn🔥", (0, 24), ["https://moment.rednet.cn/"]),
        ("https://a-one.com/x-更多-", (0, 19), ["https://a-one.com/x"]),
        ("🔥https://a-one.com/x_y", (2, 19), ["https://a-one.com/x"]),
        ("https://a-one.com/x🔥", (0, 21), ["https://a-one.com/x"]),
        ("shop.com[.]cn/x", (0, 8), ["https://shop.com.cn/x"]),
        ("site.newtld/x🔥y", (0, 16), ["https://site.newtld/x"]),
        ("1.网址打不开", (0, 4), []),
        ("微博 @zhangsan_demo", (3, 14), []),
        ("QQ群 @zhangsan_demo", (4, 14), []),
        ("看setup.py文件", (1, 8), []),
        ("Mr.Li says", (0, 5), []),
        ("说明.md", (0, 5), []),
        ("［https://a-one.com/x］", (1, 20), ["https://a-one.com/x"]),
        ("1.a-one.com 2.b-two.com", (0, 11), ["https://a-one.com/", "https://b-two.com/"]),
        ("https://moment.rednet.cn①②", (0, 26), ["https://moment.rednet.cn/"]),
    ],
)
def test_a_link_ends_no_later_than_telegram_says_and_no_later_than_we_do(text, marked, links):
    assert [each.normalised for each in find_links(text, ((*marked, None),))] == links


def test_what_poses_as_another_address_is_read_beyond_telegram_s_mark():
    text = "www.bank.example.com@evil.example.org/login"
    assert [each.host for each in find_links(text, ((0, 20, None),))] == ["evil.example.org"]
