"""Requests to see a contact: their answer once, their showings one by one, their reasons sealed."""

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from domain.identity import ContactRequest, Purpose, RequestState
from domain.network.people import Caller
from storage.engine.tables import identity_requests
from storage.identity import identities
from storage.network import people
from tests.support.life import Life

DAY = 24 * 3600


@pytest.fixture
async def report(db, profile):
    return (await Life(db, profile).files()).report


def a_request(report, asked_at=100, **changes):
    request = ContactRequest(
        id=0,
        case_id=report.case_id,
        report_id=report.id,
        unit="changsha",
        asked_by="chen",
        asked_at=asked_at,
        purpose=Purpose.CONTACT,
        reason="to ask where the shop went",
    )
    return replace(request, **changes)


async def test_a_request_is_read_back_as_it_was_asked(db, report):
    asked = await db.run(identities.ask, a_request(report))

    assert await db.run(identities.get, asked.id) == asked
    assert await db.run(identities.of_case, report.case_id) == (asked,)
    assert await db.run(identities.get, asked.id + 1) is None


async def test_its_reason_and_its_answer_are_sealed(db, report):
    asked = await db.run(identities.ask, a_request(report))
    await db.run(
        identities.answer, asked, RequestState.REFUSED, by="li", now=200, words="there is a number"
    )

    row = await db.run(lambda tx: tx.execute(select(identity_requests)).one())
    assert b"shop" not in row.sealed
    assert b"number" not in row.sealed
    found = await db.run(identities.get, asked.id)
    assert (found.reason, found.answer) == ("to ask where the shop went", "there is a number")


async def test_of_two_custodians_the_first_one_answers(db, report):
    asked = await db.run(identities.ask, a_request(report))

    first = await db.run(identities.answer, asked, RequestState.GRANTED, by="li", now=200)
    second = await db.run(identities.answer, asked, RequestState.REFUSED, by="ma", now=201)

    assert first == await db.run(identities.get, asked.id)
    assert second is None


async def test_of_two_presses_at_once_one_counts_as_a_showing(db, report):
    asked = await db.run(identities.ask, a_request(report))

    assert (await db.run(identities.count_showing, asked, 300)).shown == 1
    assert await db.run(identities.count_showing, asked, 300) is None
    assert (await db.run(identities.get, asked.id)).shown_at == 300


async def test_what_waits_is_listed_page_by_page_without_ones_own(db, report):
    asked = [await db.run(identities.ask, a_request(report, at)) for at in (100, 100, 101, 102)]
    await db.run(identities.ask, a_request(report, 99, asked_by="li"))
    await db.run(identities.answer, asked[3], RequestState.GRANTED, by="li", now=200)

    first = await db.run(identities.waiting, "li", after=None, size=2)
    second = await db.run(identities.waiting, "li", after=first.after, size=2)

    assert [each.id for each in first.requests] == [asked[0].id, asked[1].id]
    assert [each.id for each in second.requests] == [asked[2].id]
    assert second.after is None


async def test_what_waits_for_too_long_is_found_and_what_was_asked_of_late(db, report):
    old = await db.run(identities.ask, a_request(report, 100))
    new = await db.run(identities.ask, a_request(report, 100 + DAY))

    assert await db.run(identities.waiting_before, 200, limit=10) == (old,)
    assert await db.run(identities.since, 200) == (new,)


async def test_custodians_are_found_and_are_custodians_wherever_they_are_met(db):
    caller = Caller(account=7, locale="en")
    who = (await db.run(people.meet, caller, 0)).who
    await db.run(people.meet, Caller(account=8, locale="en"), 0)
    assert await db.run(people.custodians) == ()

    await db.run(people.set_custodian, who, custodian=True)

    assert [each.who for each in await db.run(people.custodians)] == [who]
    assert (await db.run(people.meet, caller, 1)).custodian
    assert (await db.run(people.get, who)).custodian
    await db.run(people.set_custodian, who, custodian=False)
    assert await db.run(people.custodians) == ()
