"""Which unknown files the daily comparison may erase by itself."""

import pytest

from domain.orphan_files import Held, held, is_stored_name

WELL = {"files": 100, "unknown": 0, "looked": True, "behind": False}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"unknown": 10}, None),
        ({"unknown": 11}, Held.MANY),
        ({"files": 1, "unknown": 1}, Held.MANY),
        ({"files": 0}, None),
        ({"looked": False}, None),
        ({"looked": False, "unknown": 1}, Held.FIRST),
        ({"behind": True}, Held.BEHIND),
        ({"behind": True, "looked": False, "unknown": 50}, Held.BEHIND),
    ],
)
def test_why_unknown_files_are_left_alone(changed, why):
    assert held(**{**WELL, **changed}) is why


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("0123456789abcdef" * 2, True),
        ("0123456789ABCDEF" * 2, False),
        ("ab" * 15, False),
        ("ab" * 32, False),
        ("ab" * 16 + "\n", False),
        ("ab" * 16 + ".jpg", False),
        ("sub/" + "ab" * 16, False),
        ("jubao.db", False),
        ("night.tar", False),
        ("mark.json", False),
        ("", False),
    ],
)
def test_the_form_of_our_names(name, ours):
    assert is_stored_name(name) is ours
