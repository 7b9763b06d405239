"""A contact opened by request, reason and a custodian's yes, by the use cases alone."""

import pytest
from msgspec.structs import replace

from domain.identity import ContactRequest, Purpose, RequestState
from domain.network.people import Person
from storage.identity import identities
from tests.support.life import Life
from usecases.identity.contact_requests import referral_granted

DAY = 24 * 3600
LEAD, CUSTODIAN = Person(who="zhou", locale="en"), Person(who="li", locale="en")


@pytest.mark.parametrize(
    ("purpose", "state", "person", "later", "expected"),
    [
        (Purpose.REFERRAL, RequestState.GRANTED, LEAD, DAY - 1, True),
        (Purpose.REFERRAL, RequestState.GRANTED, LEAD, DAY, False),
        (Purpose.REFERRAL, RequestState.GRANTED, CUSTODIAN, 0, False),
        (Purpose.CONTACT, RequestState.GRANTED, LEAD, 0, False),
        (Purpose.REFERRAL, RequestState.REFUSED, LEAD, 0, False),
        (Purpose.REFERRAL, RequestState.WAITING, LEAD, 0, False),
    ],
)
async def test_a_contact_goes_along_with_a_referral_only_by_a_custodians_fresh_yes(
    db, profile, purpose, state, person, later, expected
):
    life = Life(db, profile)
    report = (await life.files()).report
    asked = ContactRequest(
        id=0,
        case_id=report.case_id,
        report_id=report.id,
        unit="changsha",
        asked_by="chen",
        asked_at=life.at,
        purpose=purpose,
        reason="the police asks for a witness",
    )
    asked = await db.run(identities.ask, asked)
    if state is not RequestState.WAITING:
        asked = await db.run(identities.answer, asked, state, by="li", now=life.at)

    granted = await db.run(referral_granted, report.case_id, person, now=life.at + later)

    assert granted is expected
    assert replace(asked, id=1).is_open(life.at) is (state is RequestState.GRANTED)
