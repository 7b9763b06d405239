"""A contact opened by request, reason and a custodian's yes, by the use cases alone."""

import pytest
from msgspec.structs import replace

from domain.identity import ContactRequest, Purpose, RequestState
from domain.network.people import Caller, Person
from storage.identity import identities
from storage.network import people
from tests.support.life import Life
from usecases.identity.consents import referral_granted

DAY = 24 * 3600
LEAD, CUSTODIAN, LI = Person(who="zhou", locale="en"), "the custodian", 91


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
        asked = await db.run(
            identities.answer, asked, state, by=await db.run(office, life.at), now=life.at
        )

    li = await db.run(office, life.at)
    if person is CUSTODIAN:
        person = Person(who=li, locale="en")

    granted = await db.run(referral_granted, report.case_id, person, now=life.at + later)

    assert granted is expected
    assert replace(asked, id=1).is_open(life.at) is (state is RequestState.GRANTED)


def office(tx, now):
    """The fingerprint of a custodian in office."""
    who = people.meet(tx, Caller(account=LI, locale="en"), now).who
    people.set_custodian(tx, who, custodian=True)
    return who
