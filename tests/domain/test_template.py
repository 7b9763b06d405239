"""The places of a text kept ready: known ones are filled in, others are named, nothing more."""

import pytest

from domain.template import PLACES, filled, names_due, unknown

VALUES = {"number": "2611-0042", "unit": "Changsha", "category": "Fraud", "due": "Friday 18:00"}


@pytest.mark.parametrize(
    ("body", "strange"),
    [
        ("plain words", ()),
        ("case {number} of {unit}: {category} until {due}", ()),
        ("dear {name}", ("name",)),
        ("{ number }", (" number ",)),
        ("{}", ("",)),
        ("{Number} {name} {name}", ("Number", "name")),
        ("{0.__class__} %s ${jndi}", ("0.__class__", "jndi")),
        ("{{number}}", ()),
        ("a { lone brace", ()),
        ("two { lines\n} apart", ()),
        ("{" + "x" * 41 + "}", ()),
        ("{编号}", ("编号",)),
    ],
)
def test_what_could_not_be_filled_in_is_named_once(body, strange):
    assert unknown(body) == strange


def test_every_place_is_filled_in_wherever_it_stands():
    body = "".join(f"[{{{name}}}]" for name in PLACES)
    assert filled(body, VALUES) == "[2611-0042][Changsha][Fraud][Friday 18:00]"


def test_what_is_filled_in_is_not_looked_at_again():
    assert filled("{unit} {number}", {**VALUES, "unit": "{number}"}) == "{number} 2611-0042"


def test_braces_that_are_no_place_stay_as_they_are():
    assert filled("{{number}} { x", VALUES) == "{2611-0042} { x"


@pytest.mark.parametrize(
    ("body", "named"), [("until {due}", True), ("until due", False), ("{unit}", False)]
)
def test_a_text_that_names_what_is_due_is_known(body, named):
    assert names_due(body) is named
