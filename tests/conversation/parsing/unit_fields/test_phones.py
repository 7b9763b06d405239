"""Phone numbers that admins type about a unit: in one form, or refused with a sentence."""

import pytest

from conversation.parsing.unit_fields.phones import parse_phone
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
