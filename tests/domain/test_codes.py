"""Query codes and case numbers."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.codes import (
    ALIASES,
    ALPHABET,
    CODE_BITS,
    alias_from,
    case_number,
    code_alone,
    code_from,
    parse_code,
    parse_number,
    possible_code,
    tail,
)
from domain.core.errors import BadAnswer

bits = st.integers(min_value=0, max_value=2**CODE_BITS - 1)


@given(st.integers(min_value=0, max_value=ALIASES - 1))
def test_no_two_neighbouring_letters_of_an_alias_are_in_a_code(number):
    alias = alias_from(number)
    assert (len(alias), alias.isascii(), alias.isalpha()) == (8, True, True)
    for one, two in zip(alias.upper(), alias[1:].upper(), strict=False):
        assert not {one, two} <= set(ALPHABET)


@given(st.lists(st.integers(min_value=0, max_value=ALIASES - 1), unique=True))
def test_different_numbers_are_different_aliases(numbers):
    assert len(set(map(alias_from, numbers))) == len(numbers)


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


SIGNS = ("{}。", "{}.", "“{}”", "（{}）", "{}！！", "`{}`", "\n{}，")


@pytest.mark.parametrize("shape", SIGNS)
@given(number=bits)
def test_signs_round_a_code_make_it_no_message(shape, number):
    code = code_from(number)
    found = code_alone if any(char.isdigit() for char in code) else possible_code
    assert parse_code(found(shape.format(code))) == code


@pytest.mark.parametrize("shape", ["{}", "{}。"])
def test_a_code_without_a_digit_may_be_one_and_a_word_is_not(shape):
    tried = map(code_from, range(2**CODE_BITS - 1, 0, -1))
    code = next(code for code in tried if not any(char.isdigit() for char in code))
    assert code_alone(shape.format(code)) is None
    assert parse_code(possible_code(shape.format(code))) == code
    assert (code_alone("thank-you-all"), possible_code("thank-you-all")) == (None, None)


@pytest.mark.parametrize(
    "shape", ["查询码：{}", "我的码是 {}。", "code: {}", "My query code is {}"]
)
@given(number=bits)
def test_a_code_at_the_end_of_a_few_words_is_found(shape, number):
    code = code_from(number)
    assert code_alone(shape.format(code)) is None
    assert parse_code(possible_code(shape.format(code))) == code


@pytest.mark.parametrize(
    "text",
    [
        "{} has been sold to me by somebody",
        "they have taken all of my money and then they sent me this: {}",
        "X{}",
        "my card 6222 0212 3456 7890",
        "code: K7F3-0000-0001",
        "",
    ],
)
def test_what_says_more_than_a_code_is_none(text):
    said = text.format(code_from(123_456_789_012_345))
    assert (code_alone(said), possible_code(said)) == (None, None)
