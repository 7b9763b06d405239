"""What ends a case, and tells its reporters so, is never done by one press."""

import pytest

from domain.network.people import Role, Verb
from domain.status import ENDED, MOVES, Status
from usecases.flows import FLOWS
from usecases.moderation import transitions
from usecases.moderation.casework import NEEDS_WORDS

OF_STAFF = [move for move in MOVES if move.who not in {Role.REPORTER, Role.SYSTEM}]
ENDING = sorted({move.verb for move in OF_STAFF if move.to in ENDED})
ONE_PRESS = sorted(set(transitions.EFFECTS) - NEEDS_WORDS)


def asks_at_its_end(verb):
    return FLOWS[verb].form.steps[-1].name == "sure"


@pytest.mark.parametrize("verb", sorted(set(ENDING) - {Verb.CONFIRM}))
def test_what_ends_a_case_asks_once_more(verb):
    assert asks_at_its_end(verb)


def test_confirming_is_the_second_look_at_a_decision_that_its_author_has_reviewed():
    """It is one press: it shows what was written, and somebody has been asked about it before."""
    proposed = {move.verb for move in OF_STAFF if move.to is Status.FEEDBACK_PENDING}
    assert all(map(asks_at_its_end, {*proposed, Verb.SAME, Verb.MACRO}))


def test_no_other_press_ends_a_case():
    """`UNJOIN` opens one again; the others go on with it."""
    assert set(ONE_PRESS) & set(ENDING) == {Verb.CONFIRM}
    assert set(ONE_PRESS) == {Verb.CONFIRM, Verb.CHECK, Verb.TAKE_OVER, Verb.UNJOIN}
