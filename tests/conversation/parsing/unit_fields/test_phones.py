"""Phone numbers that admins type about a unit: in one form, or refused with a sentence."""

import pytest

from conversation.parsing.unit_fields.phones import parse_phone
from domain.core.errors import BadAnswer
from tests.support.answers import refused


@pytest.mark.parametrize(
    "typed",
    [
        "0731-82688060",
        "12377",
        "110",
        "+86 731 8268 8060",
        "(0731) 82688060",
        "0731-82688060转8001",
        "0731-82688060 ext. 12",
        "0731-82688060 x12",
        "0731-82688060#3",
        "0731-82688060 / 0731-82688061",
        "0731-82688060、0731-82688061转2",
        "０７３１－８２６８８０６０",
    ],
)
def test_a_phone_as_it_is_published(typed):
    found = parse_phone(typed)
    assert found.isascii() or "转" in found or "、" in found
    assert "82688060" in found or len(found) <= 5 or "8268" in found


@pytest.mark.parametrize(
    "typed", ["", "1", "call me", "0731-82688060 please", "转8001", "0" * 65, "١٢٣٤٥٦٧", "12<b>"]
)
def test_what_is_no_phone(typed):
    assert refused(parse_phone, typed) == "unit-bad-phone"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("0731-82688060-82688061", "unit-phone-two"),
        ("0731-82688060-0731-82688061", "unit-phone-two"),
        ("0731-8268806082688061", "unit-bad-phone"),
        ("1933-11-19", "unit-bad-phone"),  # a number whose cell shows a date
        ("2026/1/02", "unit-bad-phone"),
        ("0731", "unit-bad-phone"),
    ],
)
def test_what_only_looks_like_a_phone(typed, key):
    assert refused(parse_phone, typed) == key


@pytest.mark.parametrize("typed", ["0731-82688060/61/62", "0731-12345", "110", "0731-82688060-63"])
def test_phones_that_look_odd_stay_as_they_are(typed):
    assert parse_phone(typed) == typed


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        *((typed, "unit-phone-thousands") for typed in ("12,345", "88,667,349", "118,114")),
        ("731\n88667349", "unit-phone-zero"),
        ("0731\n8866\n7349", "unit-bad-phone"),
        ("0731,88667349", "unit-phone-area"),
        ("731/88667349", "unit-phone-area"),
        ("(010)、88667349", "unit-phone-area"),
        ("0731-8866\n7349", "unit-bad-phone"),
        ("0731-8866734\n91", "unit-bad-phone"),
        ("13800\n138000", "unit-bad-phone"),
        *(
            (typed, "unit-bad-phone")
            for typed in (
                *("12/10/2026", "10-12-2026", "26/12/31", "1899-12-30", "12/31/26", "20261231"),
                *(
                    "46387",
                    "731",
                    "12345678",
                    "0731-345678",
                    "0731-886673",
                    "0731-88667349 8001",
                    "0731-88667349/12/10/2026",
                ),
            )
        ),
        ("12345 12377", "unit-phone-two"),
        ("12345-12377", "unit-phone-two"),
        ("110 119 120", "unit-phone-two"),
        ("0731-88667349 12377", "unit-phone-two"),
        ("731-88667349-8001", "unit-phone-zero"),
        ("731-8866-7349", "unit-phone-zero"),
        ("731-12345", "unit-phone-zero"),
        ("10-12345", "unit-phone-zero"),
        ("8673188667349", "unit-phone-plus"),
        ("86-731-88667349", "unit-phone-plus"),
        ("8613800138000", "unit-phone-plus"),
        ("(86) 10 8866 7349-12", "unit-phone-plus"),
        ("1380013800", "unit-phone-mobile"),
        ("138001380001", "unit-phone-mobile"),
        ("12377、138-0013-800", "unit-phone-mobile"),
    ],
)
def test_a_number_that_nobody_can_dial_is_refused(typed, key):
    assert refused(parse_phone, typed) == key


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("731-88667349-8001", "0731-88667349-8001"),
        ("8673188667349", "+8673188667349"),
        ("731/88667349", "0731-88667349"),
        ("731\n88667349", "0731 88667349"),
        ("12,345", "12345"),
    ],
)
def test_the_number_that_was_meant_is_shown_and_taken(typed, hint):
    with pytest.raises(BadAnswer) as bad:
        parse_phone(typed)
    assert bad.value.params["phone"] == hint
    assert parse_phone(hint) == hint


@pytest.mark.parametrize(
    "typed",
    [
        *("12377", "12345/12377", "110、119、120", "95588", "118114", "999", "10100000"),
        *("88667349", "8866-7349", "8214195", "821-4195", "010-88667349", "010-12345"),
        *("(0731)8866 7349-8001", "0731 88667349", "0734-8214195-1", "138 0013 8000"),
        *("+86 10 12308", "+86 400 883 1234", "+86 (0)731 88667349", "0086-731-88667349"),
        *("+852 2123 4567", "+86 13800138000", "800-883-1234", "88667349-801", "12377转8"),
        *("0731-82688060、61、62", "110, 12345", "0731-12345678", "010 12345678转5"),
    ],
)
def test_a_number_as_china_dials_it(typed):
    assert parse_phone(typed) == typed


def test_a_wide_comma_between_hotlines_is_no_thousands_separator():
    assert parse_phone("110，119") == "110,119"


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0731\n88667349", "0731 88667349"),
        ("0731-\r\n88667349", "0731-88667349"),
        ("（0731）\n\n88667349\n88667350", "(0731) 88667349、88667350"),
        ("12345\n12377", "12345、12377"),
        ("【0731】88667349", "(0731)88667349"),
    ],
)
def test_an_area_code_and_its_number_are_one_however_they_are_set(typed, phone):
    """A cell that wraps; two hotlines on two lines stay two."""
    assert parse_phone(typed) == phone
    assert parse_phone(phone) == phone


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0731-88667349;", "0731-88667349"),
        ("0731-88667349；0731-88667350；", "0731-88667349;0731-88667350"),
        ("0731-88667349、\n0731-88667350。", "0731-88667349、0731-88667350"),
        ("12377，", "12377"),
    ],
)
def test_a_mark_after_the_last_number_says_nothing(typed, phone):
    assert parse_phone(typed) == phone
