"""What of a draft are a reporter's own words, and which links are in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation import material
from conversation.form import Given, Origin, Part
from conversation.forms import report_material
from conversation.forms.report import REPORT
from domain.draft import Carried
from domain.report import MAX_LINKS
from tests.support.drafts import a_draft
from tests.support.reporting import sent

LINK = "https://shop.example.org/a"


def test_the_questions_that_are_read_are_those_that_the_report_asks_for_it():
    parts = {step.gives: step.name for step in REPORT.steps if step.gives}
    assert parts == {
        Part.PLACE: report_material.PLACE,
        Part.WORDS: report_material.WORDS,
    }


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


def test_every_text_is_kept_once_and_in_the_order_it_came():
    captions = {"7": f"{LINK} first", "8": "third"}
    draft = a_draft(f"{LINK} first", words="second").carrying(captions=captions)
    assert report_material.passages(draft) == (f"{LINK} first", "second", "third")


def test_a_description_and_a_forwarded_post_are_the_place_and_no_words_of_the_reporter():
    told = "the group 'easy money' in the green app"
    post = a_draft(f"{LINK} free money", origin=Origin(kind="channel", title="Mill"))
    for draft, text in ((a_draft(told), told), (post, f"{LINK} free money")):
        assert report_material.place_text(draft) == text
        assert report_material.own_words(draft) == ""


def test_the_links_of_captions_and_words_are_places_once_each_and_not_too_many():
    draft = _captioned(a_draft(f"{LINK} first"), f"{LINK} b.example.org", 7)
    words = REPORT.step(report_material.WORDS)
    draft = material.answered(draft, words, sent(Given(text="c.example.org")))
    assert _hosts(draft) == ["shop.example.org", "b.example.org"]
    draft = draft.with_answer("words", "c.example.org")
    assert _hosts(draft)[2:] == ["c.example.org"]
    many = " ".join(f"{LINK}{number}" for number in range(30))
    draft = _captioned(draft, many, 8)
    assert len(report_material.links(draft)) == MAX_LINKS
    assert many in report_material.own_words(draft)


def _captioned(draft, text, message_id):
    return material.with_caption(REPORT, draft, sent(Given(text=text, message_id=message_id)))


def _hosts(draft):
    return [each["host"] for each in report_material.links(draft)]


def test_a_draft_of_an_older_release_has_no_links_beside_its_answers():
    draft = a_draft(f"{LINK} first")
    assert draft.carried == Carried()
    assert report_material.links(draft) == tuple(draft.answers["link"]["links"])
    assert report_material.links(a_draft()) == ()
    assert report_material.own_words(a_draft(words="second")) == "second"


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_letter_beside_a_link_is_lost(before, after):
    text = f"{before} {LINK} {after}"
    kept = report_material.own_words(a_draft(text))
    assert kept == text.strip("\n") or not any(map(str.isalnum, before + after))
