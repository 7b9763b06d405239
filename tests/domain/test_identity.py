"""What a custodian's yes allows, for how long, and who may say it."""

import pytest
from msgspec.structs import replace

from domain.identity import (
    DAY,
    ContactRequest,
    Purpose,
    RequestState,
    is_in_office,
    may_confirm,
)
from domain.network.people import Person, Role

ASKED = ContactRequest(
    id=1,
    case_id=7,
    report_id=5,
    unit="changsha",
    asked_by="chen",
    asked_at=1000,
    purpose=Purpose.CONTACT,
    reason="the shop moved, ask where to",
)
GRANTED = replace(ASKED, state=RequestState.GRANTED, answered_by="li", answered_at=2000)


@pytest.mark.parametrize(
    ("request_", "now", "expected"),
    [
        (GRANTED, 2000, True),
        (GRANTED, 2000 + DAY - 1, True),
        (GRANTED, 2000 + DAY, False),
        (replace(GRANTED, shown=2), 2000, True),
        (replace(GRANTED, shown=3), 2000, False),
        (replace(GRANTED, state=RequestState.REFUSED), 2000, False),
        (replace(GRANTED, state=RequestState.LAPSED), 2000, False),
        (ASKED, 2000, False),
    ],
)
def test_a_yes_lasts_a_day_and_three_showings(request_, now, expected):
    assert request_.may_show(now) is expected


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize(("who", "another"), [("li", True), ("chen", False)])
def test_only_somebody_else_answers_and_only_once(state, who, another):
    expected = another and state is RequestState.WAITING
    assert replace(ASKED, state=state).may_answer(who) is expected


HE = Person(who="he", locale="en", admin=True)
DENG = Person(who="deng", locale="en", admin=True)
LI = Person(who="li", locale="en", custodian=True, custodian_since=1000)
OLD = Person(who="wu", locale="en", custodian=True)  # of before, with no time
TAN = Person(who="tan", locale="en", grants={"hunan": Role.LEAD})


@pytest.mark.parametrize(
    ("person", "now", "may"),
    [
        (HE, 0, False),  # who named them
        (DENG, 0, True),
        (Person(who="new", locale="en", admin=True), 0, False),  # the named one
        (LI, 1000 + DAY - 1, False),
        (LI, 1000 + DAY, True),
        (OLD, 0, True),
        (TAN, 9 * DAY, False),
    ],
)
def test_who_confirms_a_custodian(person, now, may):
    assert may_confirm(person, "new", "he", now) is may


def test_a_custodian_decides_from_a_day_after_the_confirmation_on():
    assert not is_in_office(LI, 1000 + DAY - 1)
    assert is_in_office(LI, 1000 + DAY)
    assert is_in_office(OLD, 0)
    assert not is_in_office(DENG, 9 * DAY)
