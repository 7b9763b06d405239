"""Pieces: which message one belongs to, when two say the same; the parts of a filed text."""

import pytest

from domain import material
from domain.material import QUOTED, Piece, once_each

LINK = {"raw": "a.example.org", "normalised": "https://a.example.org/", "host": "a.example.org"}
SAID = Piece(key="7", text="look", links=(LINK,), origin={"title": "Mill"})


@pytest.mark.parametrize(
    ("key", "message", "is_of"),
    [("7", "7", True), ("7" + QUOTED, "7", True), ("77", "7", False), ("7", "77", False)],
)
def test_a_piece_and_the_post_that_is_quoted_with_it_are_of_one_message(key, message, is_of):
    assert Piece(key=key).is_of(message) == is_of


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (Piece(key="8", text="look", links=(LINK,), origin={"title": "Mill"}), True),
        (Piece(key="7", text="Look", links=(LINK,), origin={"title": "Mill"}), False),
        (Piece(key="7", text="look", origin={"title": "Mill"}), False),
        (Piece(key="7", text="look", links=(LINK,)), False),
    ],
)
def test_two_pieces_are_the_same_by_what_they_say_and_from_where_not_by_their_message(
    other, is_same
):
    assert SAID.is_same(other) == is_same


def test_what_was_said_before_is_left_out_and_the_order_stays():
    first, again, other = (Piece(key=k, text=t) for k, t in (("1", "a"), ("2", "a"), ("3", "b")))
    assert once_each([first, other, again]) == (first, other)
    assert once_each([]) == ()


@pytest.mark.parametrize(
    ("text", "newest", "parts"),
    [
        ("a\n\nb\n\nc", {"b": "B"}, [("a", None), ("B", "b"), ("c", None)]),
        ("a\n\nb", {"a": "A", "b": ""}, [("A", "a"), ("", "b")]),
        ("a\n\nb\n\nc", {"a\n\nb": "x"}, [("x", "a\n\nb"), ("c", None)]),
        ("a", {"a": "a"}, [("a", None)]),  # edited back
        ("ab\n\nc", {"a": "x"}, [("ab\n\nc", None)]),  # no whole paragraph
        ("a\n\nb\n\na", {"a": "x"}, [("a\n\nb\n\na", None)]),  # nobody knows which
        ("a\n\nb", {"a\n\nb": "x", "b": "y"}, [("x", "a\n\nb")]),  # one inside another
        ("a.b", {"a?b": "x"}, [("a.b", None)]),
        ("", {"": "x"}, []),
    ],
)
def test_a_filed_text_reads_as_its_edited_parts_do_now(text, newest, parts):
    assert [(part.text, part.earlier) for part in material.parts(text, newest)] == parts


def test_one_message_is_found_among_the_paragraphs_of_a_filed_text():
    assert set(material.runs("a\n\nb\n\nc")) == {
        *("a", "b", "c", "a\n\nb", "b\n\nc", "a\n\nb\n\nc")
    }


def test_of_very_many_paragraphs_only_so_many_are_tried():
    most = material.MOST_STARTS * material.MOST_JOINED
    assert sum(1 for _ in material.runs("\n\n".join(["x"] * 5_000))) <= most
