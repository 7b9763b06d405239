"""The buttons of a card: few at the front, the likely one first, and none out of reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.card_actions import (
    AFTERWARDS,
    LAST,
    MORE,
    MOST_BUTTONS,
    STEPS,
    WHOLE,
    CardAction,
    OpenAction,
    arrange,
)
from domain.network.people import Role, Verb
from domain.status import MOVES

C, V = CardAction, Verb
AROUND = (C.NEXT, C.QUEUE)
NEW = (C.ACCEPT_CLAIMED, V.ACCEPT, V.REFUSE, V.ASK, V.JOIN, V.TRANSFER)
OTHER = (V.TELL, V.NOTE, V.HOLD, C.TAKE_FREE)


def offers(*kinds):
    return tuple(OpenAction(kind) for kind in kinds)


def kinds(rows):
    return [[each.kind for each in row] for row in rows]


@pytest.mark.parametrize(
    ("open_now", "front"),
    [
        # a new case
        ((*NEW, *OTHER), [[C.ACCEPT_CLAIMED], [V.REFUSE, C.TAKE_FREE], [C.NEXT]]),
        ((*NEW, V.HAVE), [[V.HAVE], [C.ACCEPT_CLAIMED, V.REFUSE], [C.NEXT]]),
        (
            (*NEW, C.UNSEEN_EVIDENCE, *OTHER),
            [[C.ACCEPT_CLAIMED], [C.UNSEEN_EVIDENCE, V.REFUSE], [C.NEXT]],
        ),
        (
            (*NEW, C.JOIN_SIMILAR, C.SEE_SIMILAR),
            [[C.ACCEPT_CLAIMED], [C.JOIN_SIMILAR, V.REFUSE], [C.NEXT]],
        ),
        (
            (*NEW, C.JOIN_AGREED, C.SEE_SIMILAR),
            [[C.JOIN_AGREED], [C.ACCEPT_CLAIMED, V.REFUSE], [C.NEXT]],
        ),
        (
            (*NEW, V.SAME, C.SEE_EARLIER, C.EARLIER_IS_BACK),
            [[V.SAME], [C.ACCEPT_CLAIMED, V.REFUSE], [C.NEXT]],
        ),
        ((*NEW, V.TAKE_OVER, V.ORDER), [[V.TAKE_OVER], [V.ORDER, C.ACCEPT_CLAIMED], [C.NEXT]]),
        ((V.REFUSE, V.JOIN, V.RELEASE, *OTHER), [[V.RELEASE], [V.REFUSE, C.TAKE_FREE], [C.NEXT]]),
        # at work
        (
            (V.CHECK, V.DECIDE, V.ASK, V.JOIN, V.TRANSFER, V.NOTE),
            [[V.DECIDE], [V.CHECK, V.ASK], [C.NEXT]],
        ),
        (
            (V.DECIDE, V.MEASURES, V.REFER, V.ASK, V.JOIN, V.TRANSFER),
            [[V.DECIDE], [V.MEASURES, V.REFER], [C.NEXT]],
        ),
        (
            (V.DECIDE, V.AUTHORITY_ANSWER, V.CASE_FILE, V.TRANSFER, V.NOTE),
            [[V.DECIDE], [V.AUTHORITY_ANSWER], [C.NEXT]],
        ),
        # to be confirmed
        (
            (V.CONFIRM, V.SEND_BACK, V.TRANSFER, V.NOTE, V.TELL),
            [[V.CONFIRM], [V.SEND_BACK], [C.NEXT]],
        ),
        ((V.TRANSFER, V.NOTE, V.TELL, V.HOLD), [[C.NEXT]]),
        # waiting, and appealed
        ((V.LAPSE, V.TRANSFER, V.NOTE, V.TELL), [[V.LAPSE], [C.NEXT]]),
        ((C.TAKE_FREE, V.TRANSFER, V.NOTE, V.TELL), [[C.TAKE_FREE], [C.NEXT]]),
        ((V.TAKE, V.TRANSFER, V.NOTE, V.TELL), [[C.NEXT]]),
        (
            (V.DISMISS, V.CHANGE, V.REMIT, V.TRANSFER),
            [[V.DISMISS], [V.CHANGE, V.REMIT], [C.NEXT]],
        ),
    ],
)
def test_the_likely_next_step_stands_first_and_alone(open_now, front):
    found = arrange(offers(*open_now, *AROUND), ended=False)
    assert kinds(found.front) == front


LOOKS = tuple(OpenAction(C.LOOK, answer) for answer in range(3))


def test_the_answers_to_what_was_seen_stand_together_or_not_at_all():
    found = arrange((*LOOKS, *offers(V.DECIDE, V.MEASURES, V.NOTE, *AROUND)), ended=False)
    assert found.front == (LOOKS[:1], LOOKS[1:], (OpenAction(C.NEXT),))
    crowded = arrange((*LOOKS, *offers(V.HAVE, V.DECIDE, V.NOTE, *AROUND)), ended=False)
    assert kinds(crowded.front) == [[V.HAVE], [V.DECIDE], [C.NEXT]]
    assert set(LOOKS) <= {each for group in crowded.more for each in group}


def test_where_all_have_room_nothing_is_behind_more():
    found = arrange(offers(V.NOTE, V.LAPSE, V.TELL, *AROUND), ended=False)
    assert kinds(found.front) == [[V.LAPSE], [V.NOTE, V.TELL], [C.NEXT, C.QUEUE]]
    assert found.more == ()


@pytest.mark.parametrize("owed", sorted(AFTERWARDS - WHOLE))
def test_of_a_case_that_has_ended_only_what_is_owed_and_the_ways_on_stand_in_front(owed):
    still = (V.NOTE, V.HOLD, V.BACK, V.UNJOIN, V.APPEAL_FOR, C.UNSEEN_EVIDENCE)
    assert kinds(arrange(offers(*still, *AROUND), ended=True).front) == [[C.NEXT, C.QUEUE]]
    assert kinds(arrange(offers(*still, owed, *AROUND), ended=True).front) == [
        [owed],
        [C.NEXT, C.QUEUE],
    ]
    few = arrange(offers(V.NOTE, *AROUND), ended=True)
    assert kinds(few.front) == [[C.NEXT, C.QUEUE]]
    assert kinds(few.more) == [[V.NOTE]]


def test_every_action_of_staff_has_one_place_behind_more():
    placed = [kind for group in MORE for kind in group]
    assert len(placed) == len(set(placed))
    of_staff = {move.verb for move in MOVES if not move.only and move.who > Role.REPORTER}
    on_request = {V.REMOVAL_ANSWER, V.REMOVAL_ORDER, V.REMOVAL_CHECK}  # on its own screen
    assert of_staff - on_request <= set(placed)
    assert set(CardAction) == {kind for kind in placed if kind in set(CardAction)} | set(LAST)
    assert set(STEPS) <= set(placed)
    assert set(STEPS) >= AFTERWARDS | WHOLE


def test_no_verb_is_taken_for_another_action():
    assert not {verb.value for verb in Verb} & {action.value for action in CardAction}


KINDS = sorted({*Verb, *CardAction} - set(LAST))
ANY = st.lists(st.builds(OpenAction, st.sampled_from(KINDS), st.integers(0, 3)), max_size=40)


@given(ANY, st.booleans(), st.sampled_from((MOST_BUTTONS, MOST_BUTTONS - 1)))
def test_whatever_is_open_is_in_reach_once_and_the_front_is_small(open_now, ended, room):
    found = arrange((*open_now, *offers(*AROUND)), ended=ended, room=room)
    front = [each for row in found.front for each in row]
    behind = [each for group in found.more for each in group]
    assert len(front) + len(behind) == len({*front, *behind})
    assert {*front, *behind} == {*open_now, *offers(*AROUND)}
    assert len(front) + bool(behind) <= room
    assert OpenAction(C.NEXT) in front
    assert all(found.front)
    assert all(found.more)
