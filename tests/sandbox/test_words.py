"""Texts: what the strict parser reads and refuses, what Telegram finds by itself, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from sandbox.limits import Fault
from sandbox.text import html
from sandbox.text.detection import detected
from sandbox.text.links import checked, why_not
from sandbox.text.utf16 import trimmed


def cut(text, entity):
    """The letters under an entity, counted as Telegram counts."""
    raw = text.encode("utf-16-le", "surrogatepass")
    start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
    return raw[start:end].decode("utf-16-le", "surrogatepass")


def marks(source):
    text, entities = html.parse(source)
    return [(entity["type"], cut(text, entity)) for entity in entities]


def why(source):
    with pytest.raises(Fault) as fault:
        html.parse(source)
    assert fault.value.status == 400
    return fault.value.description.removeprefix("Bad Request: can't parse entities: ")


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_each_tag_marks_what_it_stands_around(tag, kind):
    assert marks(f"😀 a <{tag}>林 😀</{tag}> z") == [(kind, "林 😀")]
    assert marks(f"<{tag.upper()}>x</{tag.upper()} >") == [(kind, "x")]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<span class='tg-spoiler'>x</span>", [("spoiler", "x")]),
        ("<blockquote expandable>x</blockquote>", [("expandable_blockquote", "x")]),
        ("<b>a<i>b</b></i>", None),
        ("<b>a<i>b</i></>c", [("bold", "ab"), ("italic", "b")]),
        (
            "<b>one <code>two</code> three</b>",
            [("bold", "one "), ("code", "two"), ("bold", " three")],
        ),
        ("<code><b>x</b></code>", [("code", "x")]),
        ("<b></b>x", []),
        ("<i> x</i>", [("italic", "x")]),
        ("<a>https://e.org/x</a>", [("text_link", "https://e.org/x")]),
        ("<a href='javascript:alert(1)'>x</a>", []),
    ],
)
def test_tags_nest_and_code_holds_nothing_else(source, found):
    if found is None:
        assert why(source) == ('Unmatched end tag at byte offset 8, expected "</i>", found "</b>"')
    else:
        assert marks(source) == found


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ('<a href="http://e.org">x</a>', {"type": "text_link", "url": "http://e.org/"}),
        (
            '<a href="e.org/?a=1&amp;b=&quot;">x</a>',
            {"type": "text_link", "url": 'http://e.org/?a=1&b="'},
        ),
        ("<a href='http://e.org/?a>b'>x</a>", {"type": "text_link", "url": "http://e.org/?a>b"}),
        ("<a href=e.org >x</a>", {"type": "text_link", "url": "http://e.org/"}),
        ('<pre><code class="language-py">x</code></pre>', {"type": "pre", "language": "py"}),
        ('<code class="language-py">x</code>', {"type": "code"}),
    ],
)
def test_addresses_and_languages_are_kept(source, entity):
    assert html.parse(source) == ("x", [{"offset": 0, "length": 1, **entity}])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("林<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("😀a < b", 'Unsupported start tag "" at byte offset 6'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<3", "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x>y', "Unclosed start tag at byte offset 0"),
        ("<a href=x", "Unclosed start tag at byte offset 0"),
        ("<a ='x'>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<b onclick='x'>y</b>", 'Unexpected attribute "onclick" in the tag "b" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ],
)
def test_what_is_wrong_is_said_with_its_place_in_bytes(source, words):
    assert why(source) == words


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;&gt;&amp;&quot;", '<>&"'),
        ("&lt b&gt", "< b>"),
        ("&#65;&#x1F600;&#X41;", "A😀A"),
        ("a & b &nbsp; &copy;", "a & b &nbsp; &copy;"),
        ("&#0; &#12345678; &#x110000;", "&#0; &#12345678; &#x110000;"),
        ("a > b", "a > b"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
    ],
)
def test_only_four_names_and_numbers_stand_for_letters(source, text):
    assert html.parse(source) == (text, [])


def test_half_a_character_is_refused():
    assert why("&#xD800;").startswith("Text contains invalid Unicode characters")


letters = st.text(st.characters(codec="utf-8", exclude_characters="\r"))


@given(letters, letters, letters)
def test_whatever_is_escaped_comes_out_as_it_was(before, inside, after):
    source = escape(before) + Markup("<b>") + escape(inside) + Markup("</b>") + escape(after)
    text, entities = html.parse(str(source))
    plain, marked = trimmed(
        before + inside + after,
        [{"type": "bold", "offset": html.units(before), "length": html.units(inside)}],
    )
    assert (text, entities) == (plain, marked)


@given(st.text(st.sampled_from("<>/&;abi =\"'#x1 \n😀")))
def test_no_source_makes_the_parser_fall_over(source):
    try:
        text, entities = html.parse(source)
    except Fault:
        return  # refused in Telegram's words, which is an answer too
    assert all(e["offset"] + e["length"] <= html.units(text) for e in entities)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", [("bot_command", "/start")]),
        ("/start@sand_bot go", [("bot_command", "/start@sand_bot")]),
        ("a/b and/or http", []),
        ("see example.org.", [("url", "example.org")]),
        ("（https://例子.cn/路径?q=1）", [("url", "https://例子.cn/路径?q=1")]),
        (
            "https://e.org/a_(b) (https://e.org/c)",
            [("url", "https://e.org/a_(b)"), ("url", "https://e.org/c")],
        ),
        ("https://user@e.org:8080/x#y!", [("url", "https://user@e.org:8080/x#y")]),
        ("https://get-rich.example/join?id=77", [("url", "https://get-rich.example/join?id=77")]),
        ("version 1.2.3 of file.txt", []),
        ("write to a.b@example.org now", [("email", "a.b@example.org")]),
        ("😀 @somebody, @me", [("mention", "@somebody")]),
        ("#举报 and #1", [("hashtag", "#举报")]),
        ("EXAMPLE.COM/Path", [("url", "EXAMPLE.COM/Path")]),
        ("https://e.org/start /help", [("url", "https://e.org/start"), ("bot_command", "/help")]),
    ],
)
def test_what_people_type_is_found_like_telegram_finds_it(text, found):
    entities = detected(text)
    assert [(entity["type"], cut(text, entity)) for entity in entities] == found


@given(st.text(st.sampled_from("/@#.:a林1b-_?() \n😀"), max_size=60))
def test_what_is_found_never_overlaps_and_never_overruns(text):
    end = 0
    for entity in detected(text):
        assert entity["offset"] >= end
        assert entity["length"] > 0
        end = entity["offset"] + entity["length"]
    assert end <= html.units(text)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://e.org", "https://e.org/"),
        ("e.org:80/x", "http://e.org:80/x"),
        ("https://e.org?x", "https://e.org?x"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
    ],
)
def test_addresses_that_telegram_takes(address, kept):
    assert why_not(address) is None
    assert checked(address) == kept


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("javascript:alert(1)", "Unsupported URL protocol"),
        ("ftp://e.org", "Unsupported URL protocol"),
        ("https://", "URL host is empty"),
        ("https://localhost/x", "Wrong HTTP URL"),
        ("https://[e.org", "Wrong HTTP URL"),
        ("", "URL host is empty"),
    ],
)
def test_addresses_that_telegram_refuses(address, words):
    assert why_not(address) == words
    assert checked(address) is None


def test_words_that_are_found_stand_beside_those_that_are_marked(bot, lin):
    source = "<b>see https://e.org/x</b> <code>e.org</code> <a href='e.org'>a@e.org</a> /go"
    message = bot.ok("sendMessage", chat_id=lin, text=source, parse_mode="HTML")
    found = [(e["type"], cut(message["text"], e)) for e in message["entities"]]
    assert found == [
        ("bold", "see https://e.org/x"),
        ("url", "https://e.org/x"),
        ("code", "e.org"),
        ("text_link", "a@e.org"),
        ("bot_command", "/go"),
    ]
