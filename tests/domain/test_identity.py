"""What a custodian's yes allows, for how long, and who may say it."""

import pytest
from msgspec.structs import replace

from domain.identity import DAY, ContactRequest, Purpose, RequestState

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
