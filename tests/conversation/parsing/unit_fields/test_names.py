"""Codes, names and areas that admins type about a unit: in one form, or refused with a sentence."""

import pytest

from conversation.parsing.unit_fields.names import parse_code, parse_line
from domain.core.errors import BadAnswer
from tests.support.answers import refused


@pytest.mark.parametrize(
    ("typed", "code"),
    [("voc", "voc"), (" Rednet ", "rednet"), ("hn-people-2", "hn-people-2"), ("ｖｏｃ", "voc")],
)
def test_a_code(typed, code):
    assert parse_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "2nd", "a--b", "-a", "a-", "a_b", "a b", "长沙", "a" * 21, "a:b", "a\nb"]
)
def test_what_is_no_code(typed):
    assert refused(parse_code, typed) == "unit-bad-code"


@pytest.mark.parametrize("typed", ["", " \n "])
def test_a_name_is_there(typed):
    assert refused(parse_line, typed) == "answer-words-wanted"


@pytest.mark.parametrize(
    ("typed", "place", "sign"),
    [("a\u202eb", "2", "U+202E"), ("\x07", "1", "U+0007"), ("长沙\u3164", "3", "U+3164")],
)
def test_a_name_is_visible(typed, place, sign):
    with pytest.raises(BadAnswer, match="answer-hidden") as bad:
        parse_line(typed)
    assert bad.value.params == {"place": place, "sign": sign}


def test_a_name_stands_on_one_line():
    assert parse_line("  Changsha \n Office ") == "Changsha Office"
    assert refused(parse_line, "x" * 81) == "answer-too-long"


@pytest.mark.parametrize("hidden", "\u034f\u17b4\u180b\ufe0f\U000e0100")
def test_marks_that_show_nothing_are_hidden_too(hidden):
    assert refused(parse_line, f"长{hidden}沙") == "answer-hidden"


@pytest.mark.parametrize("typed", ["长沙\ufffd市", "a" + "\u0301" * 5])
def test_a_damaged_name_is_refused(typed):
    assert refused(parse_line, typed) == "answer-damaged"


@pytest.mark.parametrize("typed", ["???", "？？(？)？", "\u0301"])
def test_a_name_has_a_letter_or_digit(typed):
    assert refused(parse_line, typed) == "answer-words-wanted"


@pytest.mark.parametrize("typed", ["—", "无", "n/a", "/"])
def test_a_word_for_no_value_is_no_name(typed):
    assert refused(parse_line, typed) == "answer-empty"


def test_a_name_has_one_form():
    assert parse_line("E\u0301cole") == "\u00c9cole"
    assert parse_line("हिन्दी ไทย") == "हिन्दी ไทย"
