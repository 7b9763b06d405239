"""A draft as it is stored; that of release 0.1 is read, too (former/test_drafts.py)."""

import json

import pytest

from domain.draft import Carried, Draft, FormContext
from domain.material import Piece

STORED = {
    "category": "fraud",
    "words": None,
    "_unit": "yueyang",
    "_known": {"case": 7},  # of a release before
    "_files": "d",
    "_pieces": [
        {"key": "7", "text": "look", "links": [{"raw": "a.example.org"}]},
        {"key": "8q", "text": " ", "origin": {"title": "Mill"}},
        {"key": "8", "text": "they robbed me"},
    ],
    "_before": {"region": None},
    "_ticks": {"danger": True},
    "_heard_at": 7,
}
DRAFT = Draft(id="d", who="lin", form="report")


def test_what_was_stored_is_read_into_answers_and_typed_facts():
    draft = DRAFT.with_document(STORED)
    assert list(draft.answers) == ["category", "words"]
    assert draft.carried == Carried(
        files="d",
        pieces=(
            Piece(key="7", text="look", links=({"raw": "a.example.org"},)),
            Piece(key="8q", text=" ", origin={"title": "Mill"}),
            Piece(key="8", text="they robbed me"),
        ),
        before={"region": None},
        ticks={"danger": True},
        heard_at=7,
    )
    assert draft.carried.texts == ("look", "they robbed me")
    assert (draft.id, draft.who, draft.form) == ("d", "lin", "report")


def test_it_is_stored_again_as_it_was_even_what_this_release_knows_nothing_of():
    stored = json.loads(json.dumps(DRAFT.with_document(STORED).to_document()))
    assert stored == STORED


@pytest.mark.parametrize(
    ("draft", "has_something"),
    [
        (DRAFT, False),
        (DRAFT.carrying(ticks={"danger": True}, heard_at=7), False),
        (DRAFT.with_answer("words", None), True),
        (DRAFT.carrying(files="d"), True),
        (DRAFT.carrying(pieces=(Piece(key="7", text="look"),)), True),
    ],
)
def test_a_draft_has_something_once_its_owner_answered_or_sent_it(draft, has_something):
    assert draft.has_something == has_something


def test_the_order_of_the_answers_stays():
    draft = DRAFT.with_answer("b", 1).with_answer("a", 2).reworded("b", 3)
    assert list(DRAFT.with_document(draft.to_document()).answers.items()) == [("b", 3), ("a", 2)]


def test_what_is_empty_is_not_stored():
    assert DRAFT.with_answer("words", None).to_document() == {"words": None, "_pieces": ()}
    held = DRAFT.carrying(files="d", before={"region": None}, ticks={"danger": True})
    assert held.carrying(files="", before=None, ticks={}).to_document() == {"_pieces": ()}


@pytest.mark.parametrize(
    "wrong",
    [{"_files": 3}, {"_pieces": "look"}, {"_pieces": [{"text": "x"}]}, {"_ticks": {"x": "on"}}],
)
def test_a_stored_value_of_another_kind_is_refused_and_not_handed_on(wrong):
    with pytest.raises(ValueError, match=r"Expected|missing"):
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
