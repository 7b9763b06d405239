"""Pieces: which message one belongs to, and when two say the same."""

import pytest

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
