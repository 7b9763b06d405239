"""What counts against an account: cases closed as upheld, and nothing else."""

import pytest

from domain.case import Case, Outcome
from domain.reported_accounts.records import upheld_at
from domain.status import Status

UPHELD = {
    Outcome.REMOVED,
    Outcome.REMOVED_BY_UNIT,
    Outcome.RESTRICTED,
    Outcome.ACCOUNT_MEASURE,
    Outcome.ALREADY_GONE,
    Outcome.PROVIDER_REFUSED,
}


@pytest.mark.parametrize("outcome", [None, *Outcome])
@pytest.mark.parametrize("confirmed", [None, "lead"])
@pytest.mark.parametrize("status", Status)
def test_only_what_a_second_person_confirmed_and_no_appeal_holds_up_counts(
    status, confirmed, outcome
):
    case = Case(
        id=1,
        number="2611-0001",
        status=status,
        category="fraud",
        unit="changsha",
        version=1,
        opened_at=1,
        outcome=outcome,
        confirmed_by=confirmed,
        closed_at=77,
    )
    counts = status in {Status.CLOSED, Status.ARCHIVED} and confirmed and outcome in UPHELD
    assert upheld_at(case) == (77 if counts else None)
