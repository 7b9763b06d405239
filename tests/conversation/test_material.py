"""What of a draft are a reporter's own words, and which links are in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation import material
from conversation.form import Given, Origin, Sheet
from conversation.forms.report import parse_target
from domain.draft import Draft
from domain.report import MAX_LINKS
from tests.support.life import sent

LINK = "https://shop.example.org/a"


def a_draft(text="", *, origin=None, form="report", entities=(), **answers):
    draft = Draft(id="d", who="lin", form=form, answers=answers)
    if not text:
        return draft
    target = parse_target(
        sent(Given(text=text, origin=origin, entities=entities)), Sheet(draft=draft, profile=None)
    )
    return draft.with_answer("link", target)


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
    assert material.own_words(a_draft(text).answers) == (text.strip("\n") if is_kept else "")


def test_every_text_is_kept_once_and_in_the_order_it_came():
    draft = a_draft(f"{LINK} first", words="second", _captions={"7": f"{LINK} first", "8": "third"})
    assert material.passages(draft.answers) == (f"{LINK} first", "second", "third")


def test_a_description_and_a_forwarded_post_are_the_place_and_no_words_of_the_reporter():
    told = "the group 'easy money' in the green app"
    post = a_draft(f"{LINK} free money", origin=Origin(kind="channel", title="Mill"))
    for draft, text in ((a_draft(told), told), (post, f"{LINK} free money")):
        assert material.place_text(draft.answers) == text
        assert material.own_words(draft.answers) == ""


def test_the_links_of_captions_and_words_are_places_once_each_and_not_too_many():
    draft = a_draft(f"{LINK} first")
    draft = material.with_caption(draft, sent(Given(text=f"{LINK} b.example.org", message_id=7)))
    draft = material.answered(draft, "words", sent(Given(text="c.example.org")))
    assert [each["host"] for each in material.links(draft.answers)] == [
        "shop.example.org",
        "b.example.org",
    ]
    draft = draft.with_answer("words", "c.example.org")
    assert [each["host"] for each in material.links(draft.answers)][2:] == ["c.example.org"]
    many = " ".join(f"{LINK}{number}" for number in range(30))
    draft = material.with_caption(draft, sent(Given(text=many, message_id=8)))
    assert len(material.links(draft.answers)) == MAX_LINKS
    assert many in material.own_words(draft.answers)


def test_links_beyond_those_that_a_report_lists_stay_in_its_words_hidden_ones_too():
    hidden = tuple((n, 1, f"https://hidden.example.org/{n}") for n in range(MAX_LINKS + 3))
    draft = a_draft("x" * (MAX_LINKS + 3), entities=hidden)
    listed = [each["raw"] for each in material.links(draft.answers)]
    assert listed == [url for _, _, url in hidden[:MAX_LINKS]]
    assert [each["raw"] for each in material.left_over(draft.answers)] == [
        url for _, _, url in hidden[MAX_LINKS:]
    ]
    assert all(url in material.own_words(draft.answers) for _, _, url in hidden[MAX_LINKS:])


def test_a_caption_emptied_by_an_edit_is_gone_with_its_links():
    draft = material.with_caption(
        a_draft(LINK), sent(Given(text="see b.example.org", message_id=7))
    )
    draft = material.with_caption(draft, Given(message_id=7))
    assert material.own_words(draft.answers) == ""
    assert len(material.links(draft.answers)) == 1


def test_links_of_forms_that_become_no_report_are_not_looked_for():
    draft = a_draft(form="addition")
    assert material.answered(draft, "words", sent(Given(text=LINK))) == draft
    kept = material.with_caption(draft, sent(Given(text=LINK, message_id=7)))
    assert set(kept.answers) == {"_captions"}


def test_words_round_a_link_wait_however_often_it_is_asked_for_again():
    first = a_draft(f"{LINK} they robbed me")
    waits = material.asked_again(first, first.without("link"))
    waits = material.asked_again(waits, waits)  # a step further back
    again = material.with_earlier(
        waits.with_answer("link", a_draft("b.example.org").answers["link"])
    )
    assert material.own_words(again.answers) == f"{LINK} they robbed me"
    again = material.asked_again(again, again.without("link"))
    again = material.with_earlier(
        again.with_answer("link", a_draft("c.example.org").answers["link"])
    )
    assert material.own_words(again.answers) == f"{LINK} they robbed me"
    restored = material.asked_again(waits, first)
    assert restored == first


def test_a_draft_of_an_older_release_has_no_links_beside_its_answers():
    answers = a_draft(f"{LINK} first").answers
    assert material.links(answers) == tuple(answers["link"]["links"])
    assert material.links({}) == ()
    assert material.own_words({"words": "second"}) == "second"


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_letter_beside_a_link_is_lost(before, after):
    text = f"{before} {LINK} {after}"
    kept = material.own_words(a_draft(text).answers)
    assert kept == text.strip("\n") or not any(map(str.isalnum, before + after))
