"""What reporters are told about a request, for every order of answers and looks."""

from itertools import pairwise, product

import pytest
from msgspec.structs import replace

from domain.notices.removal_notices import News
from domain.removals import rules, told
from domain.removals.removal import Answer, Check, State
from domain.removals.told import Claim
from tests.domain.removals.test_rules import ASKED

DONE, PARTLY, REFUSED, NONE = Answer.DONE, Answer.PARTLY, Answer.REFUSED, Answer.NONE
GONE, STILL, CHANGED = Check.GONE, Check.STILL_THERE, Check.CHANGED


def then(removal, step):
    """The request after an answer, or after a look, as the use cases store it."""
    if isinstance(step, Answer):
        return replace(removal, answer=step, state=rules.after_answer(step), check=None)
    answer = None if step is STILL else removal.answer
    return replace(removal, answer=answer, check=step, state=rules.after_check(step))


N = News
FIRST = {
    DONE: N.DONE,
    PARTLY: None,
    REFUSED: N.PASSED_UP,
    NONE: N.PASSED_UP,
    GONE: N.GONE,
    STILL: None,
    CHANGED: N.CHANGED,
}
PAIRS = {
    (DONE, PARTLY): N.NOT_DONE,
    (DONE, REFUSED): N.NOW_REFUSED,
    (DONE, GONE): None,
    (DONE, STILL): N.STILL_THERE,
    (DONE, CHANGED): N.CHANGED,
    (PARTLY, DONE): N.DONE,
    (PARTLY, PARTLY): None,
    (PARTLY, REFUSED): N.PASSED_UP,
    (PARTLY, GONE): N.GONE,
    (PARTLY, STILL): None,
    (PARTLY, CHANGED): N.CHANGED,
    (REFUSED, DONE): N.DONE,
    (REFUSED, PARTLY): None,
    (REFUSED, GONE): N.GONE,
    (REFUSED, STILL): None,
    (REFUSED, CHANGED): N.CHANGED,
    (NONE, DONE): N.DONE,
    (NONE, PARTLY): None,
    (NONE, REFUSED): None,
    (NONE, GONE): N.GONE,
    (NONE, STILL): None,
    (NONE, CHANGED): N.CHANGED,
    (GONE, STILL): N.STILL_THERE,
    (GONE, CHANGED): N.CHANGED,
    (CHANGED, STILL): N.STILL_THERE,
    (CHANGED, GONE): N.GONE,
    (STILL, DONE): N.DONE,
    (STILL, PARTLY): None,
    (STILL, REFUSED): N.PASSED_UP,
    (STILL, NONE): N.PASSED_UP,
    (STILL, GONE): N.GONE,
    (STILL, STILL): None,
    (STILL, CHANGED): N.CHANGED,
}


@pytest.mark.parametrize("step", FIRST)
def test_what_reporters_are_told_first(step):
    assert told.news(ASKED, then(ASKED, step)) == FIRST[step]


@pytest.mark.parametrize("pair", PAIRS, ids=" then ".join)
def test_what_reporters_are_told_second(pair):
    first, second = (then(ASKED, pair[0]), then(then(ASKED, pair[0]), pair[1]))
    assert told.news(first, second) == PAIRS[pair]


CLAIMED = {
    N.DONE: Claim.DONE,
    N.GONE: Claim.DONE,
    N.CHANGED: Claim.CHANGED,
    N.NOT_DONE: Claim.OPEN,
    N.NOW_REFUSED: Claim.OPEN,
    N.STILL_THERE: Claim.OPEN,
    N.PASSED_UP: Claim.OPEN,
}


def test_the_last_word_of_reporters_is_true_in_any_order():
    """Also in orders that no button offers: what they read last is what is so."""
    for steps in product(FIRST, repeat=4):
        read, walk = Claim.OPEN, [ASKED]
        for step in steps:
            walk.append(then(walk[-1], step))
        for before, after in pairwise(walk):
            if (news := told.news(before, after)) is not None:
                read = CLAIMED[news]
            assert read is told.claim(after), steps
            assert (read is Claim.DONE) is rules.was_removed(after), steps


TWO = ("https://a.example/1", "https://a.example/2")


@pytest.mark.parametrize(
    ("before", "check", "sure"),
    [
        ({"answer": DONE}, GONE, False),  # reporters know it
        ({"answer": DONE, "addresses": TWO[:1]}, GONE, False),
        ({"answer": DONE, "addresses": TWO}, GONE, True),  # one of them may be left
        *(({"answer": answer}, GONE, True) for answer in (None, PARTLY, REFUSED, NONE)),
        ({"answer": DONE}, STILL, True),
        ({"answer": DONE}, CHANGED, True),
        *(({"answer": answer}, STILL, False) for answer in (None, PARTLY, REFUSED, NONE)),
        *(({"answer": answer}, CHANGED, True) for answer in (None, PARTLY, REFUSED, NONE)),
        ({"check": GONE, "state": State.SETTLED}, STILL, True),
        ({"check": GONE, "state": State.SETTLED}, CHANGED, True),
        ({"check": CHANGED, "state": State.SETTLED}, STILL, True),
    ],
    ids=str,
)
def test_a_look_is_confirmed_where_reporters_are_told_of_it(before, check, sure):
    assert told.needs_sure(replace(ASKED, **before), check) is sure
