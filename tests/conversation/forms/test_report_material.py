"""What of a draft are a reporter's own words, which links are in it, and which posts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from conversation import material
from conversation.form import Given, Origin, Quote
from conversation.forms import report_material
from domain.draft import Draft
from domain.report import MAX_LINKS
from tests.support.drafts import a_draft
from tests.support.reporting import sent

LINK = "https://shop.example.org/a"
MILL = Origin(kind="channel", id=-1001, title="Mill", username="mill", message_id=7)


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        (f"{LINK} they robbed me", True),
        (f"they robbed me{LINK}", True),
        (f"{LINK} 😡", True),
        (f"{LINK} ￥", True),
        (f"1. {LINK}", True),
        (LINK, False),
        (f"  {LINK}.\n", False),
        (f"{LINK}，https://shop.example.org/b；", False),
        ("hxxps://shop[.]example[.]org/a", False),
        ("（@some_channel）", False),
    ],
)
def test_a_text_is_words_where_it_says_more_than_its_links(text, is_kept):
    assert report_material.own_words(a_draft(text)) == (text.strip("\n") if is_kept else "")
    assert report_material.is_told(a_draft(text)) == is_kept


def test_an_address_behind_words_is_kept_though_there_are_too_many_links():
    many = " ".join(f"https://shop{number}.example.org/" for number in range(MAX_LINKS))
    draft = a_draft(many, "see here")
    full, last = draft.carried.pieces
    link = {**full.links[0], "raw": "https://bait.example.org/", "host": "bait.example.org"}
    last = replace(last, links=({**link, "normalised": "https://bait.example.org/"},))
    draft = draft.carrying(pieces=(full, last))
    assert report_material.own_words(draft) == "see here\nhttps://bait.example.org/"
    few = draft.carrying(pieces=(last,))
    assert report_material.with_addresses(few, last) == "see here"  # it is a target itself


def test_every_text_is_kept_once_and_in_the_order_it_came():
    draft = a_draft(f"{LINK} first", "second", f"{LINK} first", "third")
    assert report_material.passages(draft) == (f"{LINK} first", "second", "third")
    assert report_material.own_words(draft) == f"{LINK} first\n\nsecond\n\nthird"


def test_the_first_words_say_where_the_content_is_where_no_link_or_post_does():
    told = "the group 'easy money' in the green app"
    draft = a_draft(told, "they robbed me")
    assert report_material.place_text(draft) == told
    assert report_material.own_words(draft) == "they robbed me"
    for located in (a_draft(told, LINK), a_draft(LINK, told)):
        assert report_material.place_text(located) == ""
        assert report_material.own_words(located) == told


def test_a_forwarded_post_is_no_words_of_the_reporter_and_needs_none_to_be_understood():
    post = a_draft(f"{LINK} free money", "they robbed me", origin=MILL)
    assert report_material.place_text(post) == ""
    assert report_material.own_words(post) == "they robbed me"
    assert [piece.text for piece in report_material.posts(post)] == [f"{LINK} free money"]
    assert report_material.is_told(a_draft("free money", origin=MILL))


def test_the_links_of_all_that_was_sent_are_places_once_each():
    draft = a_draft(f"{LINK} first", f"{LINK} b.example.org")
    quote = Quote(text="c.example.org", links=sent(Given(text="c.example.org")).links, origin=MILL)
    draft = material.keep(draft, Given(text="this", quote=quote, message_id=9))
    assert _hosts(draft) == ["shop.example.org", "b.example.org", "c.example.org"]
    assert report_material.links(a_draft()) == ()


def test_more_links_than_a_report_lists_stay_in_its_words():
    many = " ".join(f"{LINK}{number}" for number in range(30))
    draft = a_draft(LINK, many)
    assert len(report_material.links(draft)) == MAX_LINKS
    assert len(report_material.all_links(draft)) == 31
    assert many in report_material.own_words(draft)


def test_a_link_that_was_taken_out_is_no_target_any_more():
    draft = a_draft(LINK, "b.example.org")
    assert _hosts(material.without_piece(draft, "1")) == ["b.example.org"]


def _hosts(draft):
    return [each["host"] for each in report_material.links(draft)]


def test_a_draft_of_release_0_1_has_its_words_and_its_links():
    target = {"links": list(a_draft(LINK).carried.pieces[0].links), "origin": None, "text": LINK}
    old = {"link": target, "words": "second", "_captions": {"7": "third"}}
    draft = Draft(id="d", who="lin", form="report").with_document(old)
    assert _hosts(draft) == ["shop.example.org"]
    assert report_material.own_words(draft) == "second\n\nthird"


@given(st.text(max_size=60), st.text(max_size=60))
@example("", "0.0.0.0")  # an address of its own, hence no words
def test_no_letter_beside_links_is_lost(before, after):
    text = f"{before} {LINK} {after}"
    draft = a_draft(text)
    beside = text
    for raw in sorted((link["raw"] for link in report_material.links(draft)), key=len)[::-1]:
        beside = beside.replace(raw, " ")
    kept = report_material.own_words(draft)
    assert kept == text.strip("\n") or not any(map(str.isalnum, beside))


def test_an_addition_is_one_text_with_the_origin_of_posts_and_the_links_that_no_text_shows():
    hidden = sent(Given(text=LINK)).links
    draft = a_draft("free money", "they robbed me\n", origin=MILL, form="addition")
    draft = material.keep(draft, Given(text="tap here", links=hidden, message_id=9))
    assert report_material.as_message(draft) == (
        f"↪ Mill @mill/7\nfree money\n\nthey robbed me\n\ntap here\n{LINK}"
    )
    assert report_material.as_message(a_draft(LINK)) == LINK
    assert report_material.as_message(a_draft()) == ""


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        ({"title": "Mill", "username": "mill", "message_id": 7}, "Mill @mill/7"),
        ({"title": "Mill", "username": "mill"}, "Mill @mill"),
        ({"title": "Mill", "message_id": 7}, "Mill"),  # a number alone leads nowhere
        ({"username": "mill"}, "@mill"),
        ({"title": None, "username": None, "message_id": None}, ""),
        ({}, ""),
    ],
)
def test_the_origin_of_a_post_is_said_as_far_as_it_is_known(origin, line):
    assert report_material.origin_line(origin) == line
