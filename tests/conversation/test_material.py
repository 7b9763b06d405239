"""What somebody sends is kept in pieces: each message in its place, bounded, nothing twice."""

import pytest

from conversation import material
from conversation.form import Given, Origin, Quote
from conversation.parsing.links import all_links
from domain.core.errors import BadAnswer
from domain.report import MAX_MATERIAL, MAX_POSTS
from tests.support.drafts import a_draft
from tests.support.reporting import sent

LINK = "https://shop.example.org/a"
MILL = Origin(kind="channel", id=-1001, title="Mill", username="mill", message_id=7)


def keep(draft, *messages, **besides):
    """The draft with messages, each (number, text)."""
    for number, text in messages:
        draft = material.keep(draft, sent(Given(text=text, message_id=number)), **besides)
    return draft


def keys(draft):
    return [piece.key for piece in draft.carried.pieces]


@pytest.mark.parametrize("form", ["report", "entered", "addition", "answer", "held"])
def test_every_text_is_a_piece_with_its_links_whatever_the_form(form):
    draft = keep(a_draft(form=form), (7, f"{LINK} they robbed me"), (8, "second"))
    first, second = draft.carried.pieces
    assert (first.key, first.text) == ("7", f"{LINK} they robbed me")
    assert [link["host"] for link in first.links] == ["shop.example.org"]
    assert (second.key, second.text, second.links, second.origin) == ("8", "second", (), None)


def test_a_forwarded_post_is_a_piece_even_without_a_text():
    draft = material.keep(a_draft(), Given(origin=MILL, message_id=7))
    assert [piece.origin["title"] for piece in draft.carried.pieces] == ["Mill"]


def test_a_quoted_post_comes_before_the_words_about_it():
    quote = Quote(text=f"free money {LINK}", links=all_links(LINK), origin=MILL)
    draft = material.keep(a_draft(), Given(text="this one", quote=quote, message_id=7))
    post, words = draft.carried.pieces
    assert (post.key, post.text, post.origin["username"]) == ("7q", f"free money {LINK}", "mill")
    assert [link["host"] for link in post.links] == ["shop.example.org"]
    assert (words.key, words.text, words.origin) == ("7", "this one", None)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_message_that_says_nothing_is_no_piece(text):
    assert keep(a_draft(), (7, text)) == a_draft()


def test_an_edited_message_takes_the_place_of_its_first_version():
    draft = keep(a_draft(), (7, f"first {LINK}"), (8, "second"))
    edited = keep(draft, (7, "first, put right: b.example.org"))
    assert edited.carried.texts == ("first, put right: b.example.org", "second")
    assert [link["host"] for link in edited.carried.pieces[0].links] == ["b.example.org"]


def test_an_edited_message_replaces_the_post_that_it_quoted_as_well():
    quoting = Given(text="this", quote=Quote(text="free money", origin=MILL), message_id=7)
    draft = material.keep(keep(a_draft(), (6, "before")), quoting)
    assert keys(draft) == ["6", "7q", "7"]
    assert keys(keep(keep(draft, (8, "after")), (7, "that"))) == ["6", "7", "8"]


def test_an_answer_that_release_0_1_kept_by_its_question_is_found_by_that():
    draft = a_draft(f"{LINK} they robbed me")
    old = draft.carrying(
        pieces=tuple(
            type(piece)(key="link", text=piece.text, links=piece.links)
            for piece in draft.carried.pieces
        )
    )
    edited = keep(old, (7, "they robbed me twice"), instead_of="link")
    assert edited.carried.texts == ("they robbed me twice",)
    assert keys(edited) == ["7"]


def test_a_text_emptied_by_an_edit_is_gone_with_its_links():
    draft = keep(a_draft(), (7, f"see {LINK}"), (8, "second"))
    assert keep(draft, (7, "")).carried.texts == ("second",)
    assert keys(keep(draft, (7, ""))) == ["8"]


def test_what_is_sent_twice_is_kept_once():
    draft = keep(a_draft(), (7, f"see {LINK}"), (8, "second"))
    assert keep(draft, (9, f"see {LINK}"), (10, "second")) == draft
    assert keep(draft, (7, f"see {LINK}")) == draft  # delivered again
    assert keys(keep(draft, (8, f"see {LINK}"))) == ["7"]  # edited into what is there
    forwarded = material.keep(draft, Given(text="second", origin=MILL, message_id=11))
    assert keys(forwarded) == ["7", "8", "11"]  # not the same: somebody else wrote it


def test_the_texts_of_a_draft_have_a_bound_that_is_named_and_nothing_kept_is_lost():
    full = keep(a_draft(), *((n, f"{n}{'x' * 3999}") for n in range(1, 5)))
    assert sum(map(len, full.carried.texts)) == MAX_MATERIAL
    with pytest.raises(BadAnswer) as refusal:
        keep(full, (9, "one more"))
    assert refusal.value.key == "material-too-long"
    assert refusal.value.params == {"limit": MAX_MATERIAL, "length": MAX_MATERIAL + 8}
    assert keep(full, (1, "shorter"), (9, "one more")).carried.texts[-1] == "one more"
    with pytest.raises(BadAnswer):
        keep(full, (1, "x" * 4001))


def test_forwarded_and_quoted_posts_have_a_bound_words_beside_them_do_not_count():
    draft = a_draft()
    for n in range(1, MAX_POSTS + 1):
        draft = material.keep(draft, Given(text=f"post {n}", origin=MILL, message_id=n))
    with pytest.raises(BadAnswer) as refusal:
        material.keep(draft, Given(text="one more", origin=MILL, message_id=99))
    assert refusal.value.key == "material-too-many-posts"
    quoting = Given(text="this", quote=Quote(text="one more", origin=MILL), message_id=99)
    with pytest.raises(BadAnswer):
        material.keep(draft, quoting)
    assert keep(draft, (99, "my own words")).carried.texts[-1] == "my own words"
    again = material.keep(draft, Given(text="post 1", origin=MILL, message_id=99))
    assert again == draft


def test_one_piece_can_be_taken_out():
    draft = keep(a_draft(), (7, "first"), (8, "second"))
    assert material.without_piece(draft, "7").carried.texts == ("second",)
    assert material.without_piece(draft, "99") == draft


@pytest.mark.parametrize(
    ("text", "says_more"),
    [
        (f"{LINK} they robbed me", True),
        (f"{LINK} 😡", True),
        (f"{LINK} ￥", True),
        (f"1. {LINK}", True),
        (f"{LINK}/b", True),  # more of an address than was found is something said
        (LINK, False),
        (f"  {LINK}. — ,\n", False),
        ("", False),
    ],
)
def test_a_text_says_more_than_its_links_where_a_letter_a_digit_or_a_sign_is_left(text, says_more):
    assert material.says_more(text, material.facts(all_links(LINK))) == says_more
