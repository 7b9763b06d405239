"""Other people's words: nothing live, nothing invisible, and still the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.ui.sanitize import MOST_CODES, for_mail, harmless, line, own_words, spoken
from sandbox.text.detection import detected

LIVE = [
    "https://evil.example/pay",
    "HTTP://EVIL.EXAMPLE",
    "evil.example/pay?a=1",
    "www.evil.cn",
    "见evil.cn吧",
    "t.me/rumours/12",
    "tg://resolve?domain=rumours",
    "@rumours",
    "lin@mail.example.org",
    "http://10.0.0.1/x",
    "10.0.0.1",
    "/forgetme",
    "go /cancel now",
    "/start@jubao_bot",
    "evil.\u200bexample.org",
    "evil.\u202ecom",
    "evil\u00ad.com",
    "@\u2060rumours",
    "evil.\u0333com/x",
]


@pytest.mark.parametrize("text", LIVE)
def test_what_a_chat_would_make_live_is_broken_up(text):
    found = harmless(text)

    assert [e["type"] for e in detected(found)] == []
    assert "[" in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("HTTP://b.cn/x?y=c.cn /start", "hxxp://b[.]cn/x?y=c[.]cn [/]start"),
        ("看https://evil.cn", "看hxxps://evil[.]cn"),
        ("@https://evil.cn", "[@]https[://]evil[.]cn"),
        ("https://https://a.cn", "hxxps://https[://]a[.]cn"),
        ("https:///cancel", "hxxps://[/]cancel"),
    ],
)
def test_an_address_in_a_text_looks_as_it_does_elsewhere(text, said):
    assert harmless(text) == said
    assert detected(said) == []


@given(st.lists(st.sampled_from(["http://", "https://", "@", "/", ".", "a", "cn", " ", "中"])))
def test_no_order_of_schemes_and_signs_makes_anything_live(pieces):
    assert detected(harmless("".join(pieces))) == []


@given(st.text(st.sampled_from("ab.:/@ 1中\n\u200b\u202e\u0333<&comn-"), max_size=60))
def test_whatever_is_written_nothing_in_it_is_live(text):
    assert detected(harmless(text)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "see https://Evil.cn/pay.html?x=good.com now",
            "see hxxps://Evil[.]cn/pay.html?x=good[.]com now",
        ),
        ("HTTP://10.0.0.1:80/x", "hxxp://10[.]0[.]0[.]1:80/x"),
        ("看https://evil.cn，和b.cn", "看hxxps://evil[.]cn，和b[.]cn"),
        ("www.163.com and 10.0.0.1", "www[.]163[.]com and 10[.]0[.]0[.]1"),
        ("boss@evil.cn tg://resolve", "boss[@]evil[.]cn tg[://]resolve"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("evil.\u200bexample\u202e.org\x07", "evil[.]example[.]org"),
        ("3.14 and/or 1/2 /start", "3.14 and/or 1/2 /start"),
    ],
)
def test_words_in_a_mail_have_their_lines_and_no_live_address(text, said):
    assert for_mail(text) == said


@given(st.text(st.sampled_from("ab.:/@ 1中\n\u200b\u202e\u0333<&comn-htp"), max_size=60))
def test_whatever_is_written_nothing_in_a_mail_is_live(text):
    found = for_mail(text)
    assert "http://" not in found
    assert "https://" not in found
    live = {e["type"] for e in detected(found)} - {"bot_command"}  # no mail program knows it
    assert not live


@given(st.text(max_size=60))
def test_no_sign_stays_that_turns_the_line_or_hides(text):
    assert not set(harmless(text)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2069\u200b\x00\x07")


@pytest.mark.parametrize(
    "text",
    [
        "they took my money. I want it back",
        "3.14 percent, and/or 1/2",
        "他们骗了我的钱。请处理！\n第二行",
        "👨\u200d👩\u200d👧 family",
        "a < b & c > d",
    ],
)
def test_ordinary_words_stay_as_they_are(text):
    assert harmless(text) == text


def test_a_number_without_end_is_read_once():
    assert harmless("1" * 1_000_000) == "1" * 1_000_000
    assert harmless("1.2.3.4.5.6.7.8") == "1[.]2[.]3[.]4.5[.]6[.]7[.]8"


def test_a_name_stays_on_one_line_and_within_its_length():
    assert line("a\nb\u2028c  d", 60) == "a bc d"
    assert line("x" * 100, 10) == "x" * 9 + "…"


def test_what_somebody_says_is_a_quote_that_fits_and_is_dead():
    assert spoken("a <b> https://evil.example", 100) == (
        "<blockquote>a &lt;b&gt; hxxps://evil[.]example</blockquote>"
    )
    assert spoken("x.example " * 50, 20) == "<blockquote>x[.]example x[.]exa…</blockquote>"


@pytest.mark.parametrize(
    ("text", "addresses", "said"),
    [
        (
            "look: http://  fake . com/app & evil.cn",
            ("http://  fake . com/app",),
            "look: <code>http://  fake . com/app</code> &amp; evil[.]cn",
        ),
        (
            "I typed http:// and HTTPS://x",
            (),
            "I typed <code>http://</code> and <code>HTTPS://x</code>",
        ),
        ("看https://a.cn/<b>", (), "看<code>https://a.cn/&lt;b&gt;</code>"),
        ("@https://a.cn", (), "[@]https[://]a[.]cn"),
    ],
)
def test_ones_own_words_stay_as_they_were_written_and_open_nothing(text, addresses, said):
    assert own_words(text, addresses, 500) == f"<blockquote>{said}</blockquote>"


def test_of_very_many_addresses_in_ones_own_words_the_first_are_in_code_style():
    found = own_words("https://a.cn " * 100, ("https://a.cn",), 4096)
    assert found.count("<code>") == MOST_CODES
    assert found.count("hxxps://a[.]cn") == 100 - MOST_CODES
