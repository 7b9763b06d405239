"""Query codes and case numbers."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.codes import (
    ALPHABET,
    CODE_BITS,
    case_number,
    code_from,
    parse_code,
    parse_number,
    tail,
)
from domain.errors import BadAnswer

bits = st.integers(min_value=0, max_value=2**CODE_BITS - 1)


@given(bits)
def test_a_code_reads_back_as_it_was_written(number):
    code = code_from(number)
    assert len(code) == 14
    assert parse_code(code) == code


@given(bits, st.sampled_from(["lower", "spaces", "bare", "wide", "misread"]))
def test_a_code_is_read_however_it_is_typed(number, way):
    code = code_from(number)
    typed = {
        "lower": code.lower(),
        "spaces": f"  {code.replace('-', ' ')} ",
        "bare": code.replace("-", ""),
        "wide": "".join(chr(ord(c) + 0xFEE0) if c != "-" else "－" for c in code),
        "misread": code.replace("0", "o").replace("1", "l"),
    }[way]
    assert parse_code(typed.replace("－", "-")) == code


@given(bits, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_character_never_opens_another_report(number, place, other):
    plain = code_from(number).replace("-", "")
    wrong = plain[:place] + other + plain[place + 1 :]
    if wrong != plain:
        with pytest.raises(BadAnswer):
            parse_code(wrong)


@given(bits, st.integers(0, 10))
def test_two_swapped_characters_never_open_another_report(number, place):
    plain = code_from(number).replace("-", "")
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    if swapped != plain:
        with pytest.raises(BadAnswer):
            parse_code(swapped)


@given(st.text())
def test_whatever_is_typed_is_a_code_or_a_kind_refusal(text):
    with suppress(BadAnswer):
        code = parse_code(text)
        assert parse_code(code) == code


def test_the_tail_tells_two_reports_apart():
    assert tail("K7F3-9QWM-2XTA") == "2XTA"


def test_case_numbers_are_said_and_read():
    assert case_number(2026, 11, 42) == "2611-0042"
    assert case_number(2026, 11, 123456) == "2611-123456"
    assert parse_number(" 2611 42 ") == "2611-0042"
    assert parse_number("２６１１－００４２") == "2611-0042"
    for bad in ("", "abc", "26-1", "2611-", "2611-0042-1", "<b>"):
        with pytest.raises(BadAnswer):
            parse_number(bad)


def test_no_number_of_spaces_keeps_a_case_number_waiting():
    with pytest.raises(BadAnswer):
        parse_number("2611" + " " * 100_000 + "x")
