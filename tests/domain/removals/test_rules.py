"""The rules of removal requests, case by case: deadlines, states, who may act, what is proved."""

import pytest
from msgspec.structs import replace

from domain.case import Case, Outcome, Priority
from domain.clocks.deadlines import Clocks
from domain.network.people import Person, Role
from domain.network.units import Level, Unit
from domain.removals import rules
from domain.removals.removal import Addressed, Answer, Ask, Check, Removal, State
from domain.status import OPEN, Status

NOW, HOUR = 1_800_000_000, 3600
CASE = Case(
    id=1,
    number="2611-0001",
    status=Status.ACTING,
    category="x",
    unit="city",
    version=1,
    opened_at=0,
)
ASKED = Removal(
    id=1,
    case_id=1,
    unit="city",
    kind=Addressed.UNIT,
    to="site",
    what=Ask.REMOVE,
    addresses=(),
    rule="",
    facts="",
    asked_by="chen",
    asked_at=NOW,
    due_at=NOW + 24 * HOUR,
    state=State.ASKED,
)
UNITS = {
    unit.code: unit
    for unit in (
        Unit(code="top", level=Level.PROVINCE, names={}),
        Unit(code="city", level=Level.CITY, parent="top", names={}),
        Unit(code="other", level=Level.CITY, parent="top", names={}),
        Unit(code="site", level=Level.SITE, parent="other", names={}),
    )
}


def staff(unit="", role=Role.MODERATOR, **changes):
    return Person("x", "en", grants={unit: role} if unit else {}, **changes)


@pytest.mark.parametrize(
    ("priority", "hours"), [(Priority.NORMAL, 24), (Priority.DANGER, 1)], ids=str
)
def test_hours_count_day_and_night_and_a_danger_has_its_own(priority, hours):
    case = replace(CASE, priority=priority)
    assert rules.due_by(Clocks(), case, NOW) == NOW + hours * HOUR
    assert rules.due_by(Clocks(removal_hours=2, danger_hours=2), case, NOW) == NOW + 2 * HOUR


def test_the_clock_looks_at_half_time_and_else_at_the_end():
    assert rules.first_look(NOW, NOW + 24 * HOUR) == NOW + 12 * HOUR
    assert rules.first_look(NOW, NOW + 600) == NOW + 601  # too near for a reminder


@pytest.mark.parametrize("status", Status)
def test_what_a_look_settled_may_be_corrected_while_the_case_is_open(status):
    case = replace(CASE, status=status)
    ended = replace(ASKED, state=State.SETTLED)
    for check in Check:
        settled = replace(ended, check=check)
        assert rules.is_correctable(case, settled) is (status in OPEN)
        assert rules.looks(settled) == tuple(each for each in Check if each is not check)
    assert not rules.is_correctable(case, ended)  # with the case, not by a look
    assert not rules.is_correctable(case, replace(ASKED, check=Check.STILL_THERE))
    assert rules.looks(ASKED) == tuple(Check)


def test_only_what_waits_for_an_answer_is_late():
    assert not rules.is_late(ASKED, ASKED.due_at)
    assert rules.is_late(ASKED, ASKED.due_at + 1)
    assert not rules.is_late(replace(ASKED, state=State.TO_CHECK), ASKED.due_at + 1)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer.DONE, State.TO_CHECK),
        (Answer.PARTLY, State.TO_CHECK),
        (Answer.REFUSED, State.STUCK),
        (Answer.NONE, State.STUCK),
    ],
)
def test_the_state_after_an_answer(answer, state):
    assert rules.after_answer(answer) is state


@pytest.mark.parametrize(
    ("check", "state"),
    [
        (Check.GONE, State.SETTLED),
        (Check.STILL_THERE, State.ASKED),
        (Check.CHANGED, State.SETTLED),
    ],
)
def test_the_state_after_a_look(check, state):
    assert rules.after_check(check) is state


@pytest.mark.parametrize(
    ("person", "answers", "orders", "checks"),
    [
        (staff("site"), True, False, False),
        (staff("site", Role.LEAD), True, False, False),
        (staff("city"), True, False, True),
        (staff("city", Role.LEAD), True, False, True),
        (staff("other"), False, False, False),
        (staff("other", Role.LEAD), True, True, False),
        (staff("top"), False, False, False),
        (staff("top", Role.LEAD), True, True, True),
        (staff(admin=True), True, True, True),
        (staff(custodian=True), False, False, False),
        (staff(), False, False, False),
    ],
)
def test_who_may_answer_order_and_look(person, answers, orders, checks):
    assert rules.may_answer(person, ASKED, UNITS) is answers
    assert rules.may_order(person, ASKED, UNITS) is orders
    assert rules.works_on_case(person, ASKED, UNITS) is checks


@pytest.mark.parametrize("kind", [Addressed.PROVIDER, Addressed.PHONE])
def test_nobody_here_answers_for_others_nor_orders_them(kind):
    asked = replace(ASKED, kind=kind)
    assert not rules.answers_for_addressee(staff("site"), asked, UNITS)
    assert not rules.may_order(staff(admin=True), asked, UNITS)
    assert rules.may_answer(staff("city"), asked, UNITS)  # entered by the staff of the case


PROVED = [
    ({"answer": Answer.DONE}, True, False),
    ({"answer": Answer.DONE, "check": Check.GONE}, True, False),
    ({"answer": Answer.DONE, "check": Check.STILL_THERE}, False, False),
    ({"answer": Answer.DONE, "check": Check.CHANGED}, False, False),
    ({"answer": Answer.PARTLY}, False, False),
    ({"answer": Answer.PARTLY, "check": Check.GONE}, True, False),
    ({"answer": Answer.REFUSED}, False, True),
    ({"answer": Answer.REFUSED, "check": Check.GONE}, True, False),
    ({"answer": Answer.NONE}, False, True),
    ({"check": Check.GONE}, True, False),
    ({}, False, False),
    ({"what": Ask.MUTE, "answer": Answer.DONE}, False, False),
    ({"what": Ask.MUTE, "answer": Answer.REFUSED}, False, True),
    ({"what": Ask.LABEL, "check": Check.GONE}, False, False),
]


@pytest.mark.parametrize(("changes", "removed", "denied"), PROVED)
def test_what_a_request_proves(changes, removed, denied):
    found = (ASKED, replace(ASKED, **changes))
    assert rules.proves(found, Outcome.REMOVED) is removed
    assert rules.proves(found, Outcome.PROVIDER_REFUSED) is denied
    offered = set(rules.provable(found))
    assert (Outcome.REMOVED in offered, Outcome.PROVIDER_REFUSED in offered) == (removed, denied)
    assert offered >= set(Outcome) - set(rules.PROOF)


def test_without_a_request_nothing_that_needs_one_can_be_decided():
    assert set(rules.provable(())) == set(Outcome) - {Outcome.REMOVED, Outcome.PROVIDER_REFUSED}


@pytest.mark.parametrize(
    ("case", "state", "ends"),
    [
        ({"status": Status.CLOSED, "outcome": Outcome.NOT_UPHELD}, State.ASKED, True),
        ({"status": Status.CLOSED, "outcome": Outcome.VOID}, State.TO_CHECK, True),
        ({"status": Status.CLOSED, "outcome": Outcome.ALREADY_GONE}, State.ASKED, True),
        ({"status": Status.CLOSED, "outcome": Outcome.REMOVED}, State.TO_CHECK, False),
        ({"status": Status.CLOSED, "outcome": Outcome.RESTRICTED}, State.ASKED, False),
        ({"status": Status.CLOSED, "outcome": Outcome.PROVIDER_REFUSED}, State.STUCK, True),
        ({"status": Status.CLOSED, "outcome": Outcome.PROVIDER_REFUSED}, State.ASKED, False),
        ({"status": Status.ARCHIVED, "outcome": Outcome.REMOVED}, State.TO_CHECK, True),
        ({"status": Status.WITHDRAWN}, State.ASKED, True),
        ({"status": Status.NOT_ACCEPTED}, State.ASKED, True),
        ({"status": Status.FEEDBACK_PENDING, "outcome": Outcome.VOID}, State.ASKED, False),
        ({"status": Status.ACTING}, State.ASKED, False),
    ],
)
def test_what_the_end_of_a_case_does_to_its_requests(case, state, ends):
    assert rules.ends_with(replace(CASE, **case), replace(ASKED, state=state)) is ends


@pytest.mark.parametrize(
    ("status", "outcome", "may"),
    [
        (Status.CLOSED, Outcome.REMOVED, True),
        (Status.CLOSED, Outcome.REMOVED_BY_UNIT, True),
        (Status.CLOSED, Outcome.ALREADY_GONE, False),
        (Status.APPEALED, Outcome.REMOVED, False),
        (Status.ARCHIVED, Outcome.REMOVED, False),
    ],
)
def test_only_what_was_closed_as_removed_comes_back(status, outcome, may):
    assert rules.may_be_back(replace(CASE, status=status, outcome=outcome)) is may


GONE, REFUSED = {"answer": Answer.DONE}, {"answer": Answer.REFUSED, "state": State.STUCK}


@pytest.mark.parametrize(
    ("found", "asked"),
    [
        ((), False),
        ((GONE,), False),
        (({},), True),
        ((REFUSED,), True),
        ((GONE, REFUSED), False),
        (({"what": Ask.LABEL},), False),
        (({"state": State.SETTLED, "check": Check.CHANGED},), False),
    ],
)
def test_what_is_asked_for_already_is_not_asked_for_again(found, asked):
    assert rules.is_asked_back(replace(ASKED, **each) for each in found) is asked
