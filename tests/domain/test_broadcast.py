"""Broadcasts: every cell of their life cycle, when a series goes on, and who reads which words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.broadcast import (
    STEPS,
    TIME_TO_STOP,
    Act,
    Body,
    Counts,
    Delivery,
    Repeat,
    Scope,
    State,
    begins_at,
    check_step,
    next_start,
    steps_for,
)
from domain.errors import NotAllowed, Refusal

ZONE = "Asia/Shanghai"
D, W, A, S, P, X, F = State
TABLE = {  # act → where it leads from each state it may be done in
    Act.CHANGE: {D: D, W: D},
    Act.SUBMIT: {D: W},
    Act.APPROVE: {W: A},
    Act.SEND_BACK: {W: D},
    Act.PAUSE: {S: P},
    Act.RESUME: {P: S},
    Act.STOP: {D: X, W: X, A: X, S: X, P: X},
    Act.BEGIN: {A: S},
    Act.FINISH: {S: F},
    Act.LAPSE: {A: D},
}
CLOCK = {Act.BEGIN, Act.FINISH, Act.LAPSE}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", State)
def test_every_cell(state, act):
    to = TABLE[act].get(state)
    if to is None:
        with pytest.raises(Refusal):
            check_step(state, act, clock=act in CLOCK)
    else:
        assert check_step(state, act, clock=act in CLOCK).to is to


@pytest.mark.parametrize("act", Act)
def test_nobody_does_what_the_clock_does_nor_the_clock_what_people_do(act):
    for state in TABLE[act]:
        with pytest.raises(Refusal):
            check_step(state, act, clock=act not in CLOCK)


def test_whoever_wrote_it_neither_approves_it_nor_sends_it_back():
    for act in (Act.APPROVE, Act.SEND_BACK):
        with pytest.raises(NotAllowed):
            check_step(State.WAITING, act, writer=True)
    assert {step.act for step in steps_for(State.WAITING, writer=True)} == {Act.CHANGE, Act.STOP}
    assert {step.act for step in steps_for(State.WAITING, writer=False)} >= {Act.APPROVE}


def test_the_buttons_are_the_table():
    for state in State:
        drawn = {step.act for step in steps_for(state, writer=False)}
        assert drawn == {s.act for s in STEPS if state in s.start} - CLOCK


def local(*when):
    return int(datetime(*when, tzinfo=ZoneInfo(ZONE)).timestamp())


@pytest.mark.parametrize(
    ("repeat", "first", "now", "then"),
    [
        (Repeat.ONCE, (2026, 1, 1, 9), (2026, 1, 1, 9), None),
        (Repeat.DAILY, (2026, 1, 1, 9), (2026, 1, 1, 9), (2026, 1, 2, 9)),
        (Repeat.DAILY, (2026, 1, 1, 9), (2026, 1, 5, 10), (2026, 1, 6, 9)),
        (Repeat.WEEKLY, (2026, 12, 28, 9), (2026, 12, 28, 9), (2027, 1, 4, 9)),
        (Repeat.MONTHLY, (2026, 1, 31, 9), (2026, 1, 31, 9), (2026, 2, 28, 9)),
        (Repeat.MONTHLY, (2026, 1, 31, 9), (2026, 2, 28, 9), (2026, 3, 31, 9)),
        (Repeat.MONTHLY, (2026, 11, 30, 9), (2027, 12, 1, 0), (2027, 12, 30, 9)),
    ],
)
def test_a_series_goes_on_at_the_same_hour(repeat, first, now, then):
    found = next_start(repeat, local(*first), ZONE, now=local(*now))
    assert found == (local(*then) if then else None)


def test_there_is_always_time_to_stop():
    assert begins_at(None, 1000) == 1000 + TIME_TO_STOP
    assert begins_at(1010, 1000) == 1000 + TIME_TO_STOP
    assert begins_at(9000, 1000) == 9000


def test_a_reader_gets_their_own_language_else_the_deployments():
    body = Body(texts={"zh-Hans": "你好", "en": "Hello"})
    locales = ("zh-Hans", "en")
    assert body.text("en", locales) == "Hello"
    assert body.text("fr", locales) == "你好"
    assert Body(texts={"": "All"}).text("en", locales) == "All"


def test_a_body_comes_back_from_its_document():
    body = Body(
        texts={"": "x"},
        scope=Scope.UNIT,
        which="changsha",
        picture="f",
        buttons=(("a", "https://example.org/"),),
        cards=("hunan",),
    )
    assert Body.from_document(body.to_document()) == body


def test_what_is_left_is_what_waits_or_flies():
    counts = Counts({Delivery.SENT: 5, Delivery.WAITING: 2, Delivery.TRYING: 1})
    assert (counts.all, counts.left, counts.of(Delivery.SENT)) == (8, 3, 5)
