"""Long texts: cut to one message, or told in parts; nothing is lost in the parts."""

from html import unescape

import pytest
from markupsafe import Markup

from handlers.ui.long_text import Passage, copied, fitted, in_parts, length, own, quoted
from sandbox.text import html

LONG = {
    "latin": "abc defg " * 500,
    "emoji": "🆘" * 4000,
    "markup": "<b>&amp;</b>" * 350,
    "lines": "a\n" * 2000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_length_is_what_telegram_counts(text):
    markup = quoted(text)[0].wrap(text)

    assert length(markup) == html.units(text)


def test_what_fits_is_not_cut():
    text, was_cut = fitted((own("head"), quoted("a" * 4000)))

    assert not was_cut
    assert "a" * 4000 in text


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("count", [2, 7, 20])
def test_what_does_not_fit_is_cut_as_little_as_possible(text, count):
    blocks = (own("head"), *((*own("said"), *quoted(text)) for _ in range(count)))

    found, was_cut = fitted(blocks)
    shown, _ = html.parse(str(found))

    assert was_cut
    assert 4096 - 3 * count <= length(found) <= 4096
    assert html.units(shown) <= 4096
    assert shown.startswith("head")


def test_too_many_lines_of_ours_end_where_the_message_does():
    text, was_cut = fitted(tuple(own("a line of ours") for _ in range(500)))

    assert was_cut
    assert 4000 < length(text) <= 4096


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_the_parts_hold_every_word_and_each_fits_a_message(text):
    blocks = (own("head"), (*own("said"), *quoted(text)), (*own("link"), copied("u" * 5000)))

    parts = in_parts(blocks)

    assert all(0 < length(part) <= 4096 for part in parts)
    told = "".join(html.parse(str(part))[0] for part in parts)
    said = "head" + "said" + text + "link" + "u" * 5000
    assert "".join(told.split()) == "".join(said.split())  # Telegram trims the ends of messages


def test_a_short_case_is_one_part():
    (part,) = in_parts((own("head", Markup("<b>x</b>")), quoted("words")))

    assert unescape(part) == "head · <b>x</b>\n\n<blockquote>words</blockquote>"


def test_nothing_said_is_no_passage():
    assert quoted(" \n") == ()
    assert own(None, "") == ()
    assert list(Passage("").pieces()) == []
