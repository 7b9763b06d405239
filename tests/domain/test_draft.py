"""A draft as it is stored: the names of release 0.1 are read, and are written still."""

import pytest

from domain.draft import Carried, Draft, FormContext

STORED = {
    "link": {"links": [], "origin": None, "text": "the green app"},
    "words": None,
    "_unit": "yueyang",
    "_known": {"case": 7},  # of a release before
    "_files": "d",
    "_captions": {"7": "look", "_earlier": "they robbed me"},
    "_links": {"7": [{"raw": "a.example.org"}]},
    "_earlier": "before",
    "_before": {"region": None},
    "_ticks": {"danger": True},
}
DRAFT = Draft(id="d", who="lin", form="report")


def test_what_was_stored_is_read_into_answers_and_typed_facts():
    draft = DRAFT.with_document(STORED)
    assert list(draft.answers) == ["link", "words"]
    assert draft.carried == Carried(
        files="d",
        captions={"7": "look", "_earlier": "they robbed me"},
        links={"7": [{"raw": "a.example.org"}]},
        earlier="before",
        before={"region": None},
        ticks={"danger": True},
    )
    assert draft.carried.texts == ("look", "they robbed me")
    assert (draft.id, draft.who, draft.form) == ("d", "lin", "report")


def test_it_is_stored_again_as_it_was_even_what_this_release_knows_nothing_of():
    assert DRAFT.with_document(STORED).to_document() == STORED


def test_the_order_of_the_answers_stays():
    draft = DRAFT.with_answer("b", 1).with_answer("a", 2).reworded("b", 3)
    assert list(DRAFT.with_document(draft.to_document()).answers.items()) == [("b", 3), ("a", 2)]


def test_what_is_empty_is_not_stored():
    assert DRAFT.with_answer("words", None).to_document() == {"words": None}
    held = DRAFT.carrying(files="d", before={"region": None}, ticks={"danger": True})
    assert held.carrying(files="", before=None, ticks={}).to_document() == {}


@pytest.mark.parametrize("wrong", [{"_files": 3}, {"_captions": "look"}, {"_ticks": {"x": "on"}}])
def test_a_stored_value_of_another_kind_is_refused_and_not_handed_on(wrong):
    with pytest.raises(ValueError, match="Expected"):
        DRAFT.with_document(wrong)


class Tea(FormContext, frozen=True, kw_only=True):
    """What the form of this test is opened with."""

    leaves: int
    sugar: str = ""


def test_what_a_form_was_opened_with_is_read_by_its_own_class():
    draft = DRAFT.with_document(DRAFT.opened_by(Tea(leaves=3)).to_document())
    assert Tea.of(draft) == Tea(leaves=3)
    with pytest.raises(ValueError, match="leaves"):
        Tea.of(DRAFT)
