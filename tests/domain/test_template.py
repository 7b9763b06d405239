"""The places of a text kept ready: known ones are filled in, others are named, nothing more."""

import pytest

from domain.case import GRAVE, Ground, Outcome
from domain.network.people import Verb
from domain.template import (
    PLACES,
    PLACES_OF_RESULT,
    SUBJECTS,
    TextKind,
    filled,
    kinds_of,
    names_due,
    unknown,
)

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


def test_a_text_about_a_result_has_places_of_its_own():
    assert unknown("{elsewhere} {seen} {due}") == ("elsewhere", "seen")
    assert unknown("{elsewhere} {seen} {due}", PLACES_OF_RESULT) == ("due",)


def test_every_reason_and_every_outcome_is_the_subject_of_a_text():
    assert {each for each, verb in SUBJECTS.items() if verb is Verb.REFUSE} == set(Ground)
    assert {each for each, verb in SUBJECTS.items() if verb is Verb.DECIDE} == set(Outcome)
    assert set(GRAVE) <= set(SUBJECTS)


@pytest.mark.parametrize("result", SUBJECTS)
def test_only_a_decision_about_content_has_facts(result):
    assert (TextKind.FACTS in kinds_of(result)) is (result in set(Outcome))
